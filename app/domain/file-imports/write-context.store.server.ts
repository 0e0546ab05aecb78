import type { KeyObject } from 'node:crypto';
import { jsonText } from '~/config/json-text';
import type { PoolClient } from 'pg';
import { insertRows } from '~/db/rows.server';
import { blindToken } from '~/db/vault/envelope';
import type { FileKind } from './model';

export const CUSTOMER = 1;
export const ORDER = 2;
export const IDENTITY = 3;
export const MEMBER = 4;
export const LOT = 5;

/** Where and for which import something is written, in the transaction of one stretch. */
export interface WriteContext {
  client: PoolClient;
  shopId: bigint;
  importId: bigint;
  kind: FileKind;
  /** The version of what is written. */
  begunAt: Date;
  /** A check: everything is decided, and nothing written but what has been seen. */
  dry: boolean;
  /** Key of the blind index. */
  index: KeyObject;
}
export interface StoredRecord {
  key: bigint;
  recordId: bigint;
  importId: bigint;
  content: bigint;
}

/** A keyed hash of anything that can stand in a file. */
export function fileToken({ index }: Pick<WriteContext, 'index'>, meaning: unknown): bigint {
  return blindToken(index, `file:${jsonText(meaning)}`);
}

export async function readRecords({ client, shopId }: WriteContext, kind: number, keys: bigint[]): Promise<Map<bigint, StoredRecord>> {
  const { rows } = await client.query<{ key: bigint; record_id: bigint; import_id: bigint; content: bigint }>(
    'select r.key, r.record_id, r.import_id, r.content from unnest($3::bigint[]) as k (key) join file_import_record r on r.shop_id = $1 and r.kind = $2 and r.key = k.key',
    [shopId, kind, keys],
  );
  return new Map(rows.map((row) => [row.key, { key: row.key, recordId: row.record_id, importId: row.import_id, content: row.content }]));
}

/** Remembers which records rows became; what an import said of a record first is what a repetition is compared with. */
export async function writeRecords({ client, shopId, importId }: WriteContext, kind: number, records: { key: bigint; recordId: bigint; content: bigint }[]) {
  if (records.length === 0) return;
  await client.query(
    `insert into file_import_record as r (shop_id, kind, key, record_id, import_id, content)
     select $1, $2, n.key, n.record_id, $3, n.content from unnest($4::bigint[], $5::bigint[], $6::bigint[]) as n (key, record_id, content)
     on conflict (shop_id, kind, key) do update set record_id = excluded.record_id, import_id = excluded.import_id, content = excluded.content,
       previous_import_id = r.import_id, previous_content = r.content where r.import_id <> excluded.import_id`,
    [shopId, kind, importId, records.map((record) => record.key), records.map((record) => record.recordId), records.map((record) => record.content)],
  );
}

/** Of these keys, the ones that the check has come across before; and remembers them all. */
export async function noteSeen({ client, shopId, importId }: WriteContext, kind: number, keys: bigint[]): Promise<Set<bigint>> {
  if (keys.length === 0) return new Set();
  const { rows } = await client.query<{ key: bigint }>(
    'select s.key from unnest($4::bigint[]) as k (key) join file_import_seen s on s.shop_id = $1 and s.import_id = $2 and s.kind = $3 and s.key = k.key',
    [shopId, importId, kind, keys],
  );
  await client.query(
    'insert into file_import_seen (shop_id, import_id, kind, key) select $1, $2, $3, k.key from unnest($4::bigint[]) as k (key) on conflict do nothing',
    [shopId, importId, kind, keys],
  );
  return new Set(rows.map((row) => row.key));
}

export interface JournalEntry {
  recordId: bigint;
  created: boolean;
  /** How it stood before, for undoing. */
  before: Buffer | null;
}

/** Notes what the import did; the first note of a record stands. @returns the records that had none. */
export async function noteChanges({ client, shopId, importId }: WriteContext, kind: number, changes: JournalEntry[]): Promise<Set<bigint>> {
  if (changes.length === 0) return new Set();
  const { rows } = await client.query<{ record_id: bigint }>(
    `insert into file_import_change (shop_id, import_id, kind, record_id, created, before)
     select $1, $2, $3, n.record_id, n.created, n.before from unnest($4::bigint[], $5::boolean[], $6::bytea[]) as n (record_id, created, before)
     on conflict do nothing returning record_id`,
    [shopId, importId, kind, changes.map((change) => change.recordId), changes.map((change) => change.created), changes.map((change) => change.before)],
  );
  return new Set(rows.map((row) => row.record_id));
}

/** The next ids of records that are born here (docs/decisions/003). */
export async function nextLocalIds(client: PoolClient, count: number): Promise<bigint[]> {
  if (count === 0) return [];
  const { rows } = await client.query<{ id: bigint }>("select nextval('local_id') as id from generate_series(1, $1)", [count]);
  return rows.map((row) => row.id);
}

const ERROR_TABLE = {
  name: 'file_import_error',
  columns: { import_id: 'bigint', line: 'int', place: 'smallint', column_index: 'smallint', reason: 'text', value_class: 'text' },
};

export async function writeErrors(
  { client, shopId, importId }: WriteContext,
  errors: readonly { line: number; column: number | null; reason: string; valueClass: string }[],
) {
  const places = new Map<number, number>();
  const rows = errors.map((error) => {
    const place = places.get(error.line) ?? 0;
    places.set(error.line, place + 1);
    return { import_id: importId, line: error.line, place, column_index: error.column, reason: error.reason, value_class: error.valueClass };
  });
  await insertRows(client, shopId, ERROR_TABLE, rows, 'on conflict do nothing');
}
