import type { PoolClient } from 'pg';

/** A table without its `shop_id`: the names of its columns and their types. */
export interface RowTable {
  name: string;
  columns: Readonly<Record<string, string>>;
}

/** A batch that can only be an import's. */
const MANY = 100;

/** JSON for `json_to_recordset`: ids and money as text, because JSON's numbers are too short for them. */
export function jsonRows(rows: readonly object[]): string {
  return JSON.stringify(rows, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
}

/** Inserts any number of rows in one round trip; `conflict` is the statement's `on conflict …`. @returns how many were written. */
export async function insertRows(connection: PoolClient, shopId: bigint, table: RowTable, rows: readonly object[], conflict = ''): Promise<number> {
  if (rows.length === 0) return 0;
  const names = Object.keys(table.columns);
  const types = names.map((name) => `${name} ${table.columns[name] ?? 'text'}`);
  const { rowCount } = await connection.query(
    `insert into ${table.name} as t (shop_id, ${names.join(', ')}) select $1, ${names.map((name) => `r.${name}`).join(', ')} from json_to_recordset($2::json) as r (${types.join(', ')}) ${conflict}`,
    [shopId, jsonRows(rows)],
  );
  // From then on foreign keys to these rows are checked through the right index (see the migration of this function).
  if (rows.length >= MANY) await connection.query('select analyze_new_table($1)', [table.name]);
  return rowCount ?? 0;
}

/** `on conflict (…) do update` that overwrites every column but the key's, and writes nothing where nothing differs. */
export function overwrite(table: RowTable, key: readonly string[], where = ''): string {
  const names = Object.keys(table.columns).filter((name) => !key.includes(name));
  const list = (of: string) => names.map((name) => `${of}.${name}`).join(', ');
  return `on conflict (shop_id, ${key.join(', ')}) do update set ${names.map((name) => `${name} = excluded.${name}`).join(', ')} where (${list('t')}) is distinct from (${list('excluded')}) ${where}`;
}
