import { withShopConnection } from '~/db/tenant.server';
import type { RowError, RowReason, ValueClass } from './model';

const PAGE = 5000;

/** The faults of a file, in its order, page by page. */
export async function* eachError(shopId: bigint, importId: bigint): AsyncGenerator<RowError[]> {
  let after = { line: -1, place: -1 };
  for (;;) {
    const { rows } = await withShopConnection(shopId, (client) =>
      client.query<{ line: number; place: number; column_index: number | null; reason: RowReason; value_class: ValueClass }>(
        `select line, place, column_index, reason, value_class from file_import_error
         where shop_id = $1 and import_id = $2 and (line, place) > ($3, $4) order by line, place limit ${PAGE}`,
        [shopId, importId, after.line, after.place],
      ),
    );
    const last = rows[rows.length - 1];
    if (!last) return;
    yield rows.map((row) => ({ line: row.line, column: row.column_index, reason: row.reason, valueClass: row.value_class }));
    after = { line: last.line, place: last.place };
  }
}

/** How often each reason came up, the most frequent first, each with the line of its first. */
export async function reasonsOf(shopId: bigint, importId: bigint): Promise<{ reason: RowReason; column: number | null; count: number; line: number }[]> {
  const { rows } = await withShopConnection(shopId, (client) =>
    client.query<{ reason: RowReason; column: number | null; count: number; line: number }>(
      `select reason, column_index as column, count(*)::int as count, min(line) as line from file_import_error
       where shop_id = $1 and import_id = $2 group by reason, column_index order by count desc, reason limit 30`,
      [shopId, importId],
    ),
  );
  return rows;
}
