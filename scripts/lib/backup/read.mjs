import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { eraseAgain } from './erase-again.mjs';
import { frames } from './frames.mjs';
import { migrationsOf, tablesOf } from './tables.mjs';

/**
 * Puts a backup into a migrated database, in one transaction: all of it, or nothing. Whoever has been erased since the backup
 * was made is erased in it, because the keys are the newest.
 * @throws Error when there is data already and `force` is not given, when the files are damaged, or newer than the tables.
 */
export async function restoreBackup({ ownerUrl, file, keysFile, force = false, onTable = () => undefined }) {
  const client = new pg.Client({ connectionString: ownerUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('begin');
    const tables = await tablesOf(client);
    await setTriggers(client, 'disable');
    await makeRoom(client, tables, force);
    const { header, counts } = await readFile(client, file, 'data', onTable);
    await readFile(client, keysFile, 'keys', () => undefined);
    await eraseAgain(client, header.takenAt, tables);
    // What was handed to the queue and was not finished goes to the queue of this installation.
    await client.query('update domain_event set relayed_at = null where finished_at is null');
    await setTriggers(client, 'enable');
    await client.query('commit');
    await client.query('analyze');
    await client.end();
    return { header, counts };
  } catch (error) {
    // In the middle of a COPY the server listens to nothing else: hanging up is what ends the transaction.
    client.connection.stream.destroy();
    throw error;
  }
}

async function makeRoom(client, tables, force) {
  const names = tables.map(({ name }) => client.escapeIdentifier(name));
  const { rows } = await client.query(
    names.map((name) => `select ${client.escapeLiteral(name)} as name where exists (select from ${name})`).join(' union all '),
  );
  if (rows.length === 0) return;
  if (!force) throw new Error(`The database is not empty (${rows.map(({ name }) => name).join(', ')}). --force throws away what is in it.`);
  await client.query(`truncate ${names.join(', ')}`);
}

/**
 * What only grows guards itself against being emptied, and orders that change put themselves into a queue; only here, on the owner's
 * word and until the end of the transaction, these triggers stand aside.
 */
async function setTriggers(client, state) {
  const { rows } = await client.query('select distinct tgrelid::regclass::text as name from pg_trigger where not tgisinternal');
  for (const { name } of rows) await client.query(`alter table ${name} ${state} trigger user`);
}

async function readFile(client, file, kind, onTable) {
  const counts = {};
  let header;
  let table;
  let isWhole = false;
  const source = createReadStream(file);
  const unzipped = source.pipe(createGunzip());
  source.on('error', (error) => unzipped.destroy(error));
  for await (const { letter, body, json } of frames(unzipped)) {
    if (letter === 'H') header = await checked(client, json(), kind, file);
    else if (letter === 'T') table = await begin(client, json(), kind);
    else if (letter === 'D') await add(table, body);
    else if (letter === 'E') {
      counts[table.name] = await end(client, table, json(), kind);
      onTable(table.name, counts[table.name]);
    } else if (letter === 'S') await setSequences(client, json());
    else if (letter === 'Z') isWhole = json().tables === Object.keys(counts).length;
    else throw new Error(`${file} is not a backup that this version understands.`);
  }
  if (!isWhole) throw new Error(`${file} is not whole.`);
  return { header, counts };
}

async function checked(client, header, kind, file) {
  if (header.format !== 1 || header.kind !== kind) throw new Error(`${file} is not a file of ${kind} of this format.`);
  const here = await migrationsOf(client);
  const missing = header.migrations.filter((name) => !here.includes(name));
  if (missing.length > 0)
    throw new Error(`The backup is newer than these tables, which lack ${missing.join(', ')}. Run npm run migrate with a newer version first.`);
  return header;
}

/** Keys are laid over what the data has brought: the newest word counts. */
async function begin(client, { name, columns }, kind) {
  const target = kind === 'keys' ? `restore_${name}` : name;
  if (kind === 'keys')
    await client.query(
      `create temporary table ${client.escapeIdentifier(target)} on commit drop as select * from ${client.escapeIdentifier(name)} with no data`,
    );
  const names = columns.map((column) => client.escapeIdentifier(column)).join(', ');
  const stream = client.query(copyFrom(`copy ${client.escapeIdentifier(target)} (${names}) from stdin`));
  const done = finished(stream);
  done.catch(() => undefined);
  return { name, names, target, stream, done, hash: createHash('sha256') };
}

async function add(table, chunk) {
  table.hash.update(chunk);
  if (!table.stream.write(Buffer.from(chunk))) await Promise.race([once(table.stream, 'drain'), table.done]);
}

async function end(client, { name, names, target, stream, done, hash }, expected, kind) {
  stream.end();
  await done;
  if (hash.digest('hex') !== expected.sha256 || stream.rowCount !== expected.rows)
    throw new Error(`What the backup holds of ${name} is damaged: its checksum is wrong.`);
  if (kind === 'keys') {
    const to = client.escapeIdentifier(name);
    const from = client.escapeIdentifier(target);
    if (name === 'compliance_request') await client.query(`delete from ${to} t using ${from} n where t.shop_id = n.shop_id and t.id = n.id`);
    await client.query(`insert into ${to} (${names}) select ${names} from ${from} on conflict do nothing`);
  }
  return expected.rows;
}

/** Numbers never run backwards: neither behind the data nor behind the keys. */
async function setSequences(client, sequences) {
  for (const { name, value } of sequences) {
    const sequence = client.escapeLiteral(`public.${client.escapeIdentifier(name)}`);
    await client.query(
      `select setval(${sequence}::regclass, case when s.increment_by > 0 then greatest($1::bigint, coalesce(s.last_value, $1)) else least($1::bigint, coalesce(s.last_value, $1)) end)
       from pg_sequences s where s.schemaname = 'public' and s.sequencename = $2`,
      [value, name],
    );
  }
}
