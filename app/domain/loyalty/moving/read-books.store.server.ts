import type { PoolClient } from 'pg';
import { snapshotOf } from '~/db/tenant.server';
import { columnsOf, TABLES, type LineKind } from './tables';

const ROWS_AT_ONCE = 1000;

/** A row as its line holds it, without the kind. */
export type BookRow = Record<string, unknown>;

/** The shop's books as they stand at one moment: each kind's rows, a stretch at a time. Whoever reads slowly holds up nobody, and memory stays flat. */
export function readBooks(shopId: bigint, kinds: readonly LineKind[], people: boolean): AsyncGenerator<{ kind: LineKind; rows: BookRow[] }> {
  return snapshotOf(shopId, async function* (connection) {
    for (const kind of kinds) for await (const rows of rowsOf(connection, shopId, kind, people)) yield { kind, rows };
  });
}

async function* rowsOf(connection: PoolClient, shopId: bigint, kind: LineKind, people: boolean): AsyncGenerator<BookRow[]> {
  const { name, key } = TABLES[kind];
  const columns = columnsOf(kind, people).map(([as, { of, type }]) => `${of}${type === 'id' ? '::text' : type === 'ids' ? '::text[]' : ''} as "${as}"`);
  await connection.query(
    `declare books no scroll cursor for select ${columns.join(', ')} from ${name} where shop_id = ${shopId} order by ${[...key, 'shop_id'].join(', ')}`,
  );
  for (;;) {
    const { rows } = await connection.query<BookRow>(`fetch ${ROWS_AT_ONCE} from books`);
    if (rows.length === 0) break;
    yield rows;
  }
  await connection.query('close books');
}
