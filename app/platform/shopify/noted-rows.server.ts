import { noteAccess } from '~/domain/privacy/index.server';
import type { AdminPage } from './admin-page.server';

/** Rows on their way into a file: whoever is in it has been shown, noted page by page as it goes out. */
export async function* notedRows<Row>(
  { shopId, userId, now }: AdminPage,
  kind: Parameters<typeof noteAccess>[1]['kind'],
  pages: AsyncIterable<Row[]>,
  idsOf: (row: Row) => bigint[],
): AsyncGenerator<Row[]> {
  for await (const rows of pages) {
    noteAccess(shopId, { userId, kind, customerIds: [...new Set(rows.flatMap(idsOf))], at: now });
    yield rows;
  }
}
