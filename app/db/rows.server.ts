import { jsonText } from '~/config/json-text';
import type { PoolClient } from 'pg';
import { columnText } from './array-text';
import { prepared } from './prepared';

/** A table without its `shop_id`: the names of its columns and their types. */
export interface RowTable {
  name: string;
  columns: Readonly<Record<string, string>>;
}

/** A batch that can only be an import's. */
const MANY = 100;

/** JSON for `json_to_recordset`: ids and money as text, because JSON's numbers are too short for them. */
export function jsonRows(rows: readonly object[]): string {
  return jsonText(rows);
}

/** Inserts any number of rows in one round trip; `conflict` is the statement's `on conflict …`. @returns how many were written. */
export async function insertRows(connection: PoolClient, shopId: bigint, table: RowTable, rows: readonly object[], conflict = ''): Promise<number> {
  if (rows.length === 0) return 0;
  const names = Object.keys(table.columns);
  const typeOf = (name: string) => table.columns[name] ?? 'text';
  // A list in a list would be taken apart by unnest: it travels as its text.
  const isNested = (name: string) => typeOf(name).endsWith('[]');
  const read = names.map((name) => (isNested(name) ? `r.${name}::${typeOf(name)}` : `r.${name}`));
  const lists = names.map((name, index) => `$${index + 2}::${isNested(name) ? 'text' : typeOf(name)}[]`);
  const text = `insert into ${table.name} as t (shop_id, ${names.join(', ')}) select $1, ${read.join(', ')} from unnest(${lists.join(', ')}) as r (${names.join(', ')}) ${conflict}`;
  const { rowCount } = await connection.query(prepared(text, [shopId, ...names.map((name) => columnText(rows, name))]));
  noteFilled(connection, table.name, rows.length);
  return rowCount ?? 0;
}

/** Tables that have just got many rows, by connection. */
const filled = new WeakMap<PoolClient, Set<string>>();

/** To be told by whoever inserts `rows` rows by other means than {@link insertRows}. */
export function noteFilled(connection: PoolClient, table: string, rows: number): void {
  if (rows >= MANY) filled.set(connection, (filled.get(connection) ?? new Set()).add(table));
}

/** From then on foreign keys to rows just inserted are checked through the right index (see the migration of the function it asks). */
export async function gatherStatistics(connection: PoolClient): Promise<void> {
  const tables = filled.get(connection);
  if (!tables) return;
  filled.delete(connection);
  await connection.query(prepared('select analyze_new_table(t) from unnest($1::text[]) as t', [[...tables]]));
}

/** `on conflict (…) do update` that overwrites every column but the key's, and writes nothing where nothing differs. */
export function overwrite(table: RowTable, key: readonly string[], where = ''): string {
  const names = Object.keys(table.columns).filter((name) => !key.includes(name));
  const list = (of: string) => names.map((name) => `${of}.${name}`).join(', ');
  return `on conflict (shop_id, ${key.join(', ')}) do update set ${names.map((name) => `${name} = excluded.${name}`).join(', ')} where (${list('t')}) is distinct from (${list('excluded')}) ${where}`;
}
