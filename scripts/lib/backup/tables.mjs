/**
 * Key material, and what is sealed with a shop's key but may name a person: it goes into the key file, which is replaced at every
 * backup, so that an erased person is erased in older backups too.
 */
export const KEY_TABLES = ['shop_key', 'customer_key', 'list_view'];
/** Bodies of webhooks that wait are sealed with the shop's key and not with a person's: they go with the keys. */
const BODIES = 'webhook_inbox';

/** All tables of the app, those that others point to first, each with its columns. */
export async function tablesOf(client) {
  const { rows } = await client.query(`
    with recursive depth as (
      select c.oid, 0 as level from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r' and c.relname <> '_prisma_migrations'
      union all
      select f.conrelid, depth.level + 1 from depth join pg_constraint f on f.confrelid = depth.oid and f.contype = 'f' and f.conrelid <> f.confrelid where depth.level < 20
    )
    select c.relname::text as name, max(level) as level,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
    from depth join pg_class c on c.oid = depth.oid group by c.oid, c.relname order by max(level), c.relname`);
  return rows.map(({ name, columns }) => ({ name, columns }));
}

const list = (client, columns) => columns.map((column) => client.escapeIdentifier(column)).join(', ');

/** What of a table goes into which file, as statements for COPY. `null` when nothing does. */
export function selection(client, { name, columns }, file) {
  const rows = (where) => `select ${list(client, columns)} from ${client.escapeIdentifier(name)}${where}`;
  if (KEY_TABLES.includes(name)) return file === 'keys' ? rows('') : null;
  if (name === BODIES) return rows(` where sealed_body is ${file === 'keys' ? 'not ' : ''}null`);
  // Who has been erased since an older backup was made is erased again when that is restored.
  if (name === 'compliance_request' && file === 'keys') return rows(" where kind <> 'data_request'");
  // The trail is whole only with its newest steps.
  if (name === 'privacy_audit') return rows('');
  // Uploads that are being read carry their own key beside them: they are asked for again instead.
  if (name === 'file_import_piece') return null;
  return file === 'keys' ? null : rows('');
}

export async function sequencesOf(client) {
  const { rows } = await client.query(
    "select sequencename::text as name, last_value::text as value from pg_sequences where schemaname = 'public' and last_value is not null",
  );
  return rows;
}

export async function migrationsOf(client) {
  const { rows } = await client.query('select migration_name from _prisma_migrations where finished_at is not null order by 1');
  return rows.map((row) => row.migration_name);
}
