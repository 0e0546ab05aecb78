import { Prisma } from '@prisma/client';
import { foundBy } from '../../customers/index.server';
import type { Cursor } from '../../shared/keyset';
import { keysetScans, readScans, withShopList, type SortColumn } from '../../shared/keyset-sql.store.server';
import type { FeedFilter, FeedRow } from './model';

const DAY_MS = 86_400_000;
const NEWEST: SortColumn = { column: Prisma.sql`e.occurred_at`, type: 'timestamptz', nullable: false, id: Prisma.sql`e.id` };
type FeedEntry = Omit<FeedRow, 'contact'>;

/** The filter as SQL over `ledger_entry e`. */
export function feedWhere(shopId: bigint, filter: FeedFilter, tokens: bigint[] | null, now: Date): Prisma.Sql {
  const parts = [Prisma.sql`e.shop_id = ${shopId}`];
  if (filter.reason) parts.push(Prisma.sql`e.reason = ${filter.reason}`);
  if (filter.within) parts.push(Prisma.sql`e.occurred_at > ${new Date(now.getTime() - Number.parseInt(filter.within, 10) * DAY_MS)}`);
  parts.push(...foundBy(shopId, Prisma.sql`e.customer_id`, tokens));
  return Prisma.join(parts, ' and ');
}

/** Up to `size + 1` movements of the shop's points in scanning order, nearest to the cursor first. */
export function readFeed(shopId: bigint, where: Prisma.Sql, cursor: Cursor | null, size: number): Promise<FeedEntry[]> {
  const scans = keysetScans(NEWEST, 'desc', cursor);
  return withShopList(shopId, (tx) =>
    readScans(
      scans,
      size,
      (scan, limit) => tx.$queryRaw<FeedEntry[]>`
        with page as (
          select e.id, e.customer_id, e.reason, e.debit, e.credit, e.points, e.occurred_at, e.recorded_at, e.programme_version, e.order_id, e.explanation
          from ledger_entry e where ${where} and ${scan.where} order by ${scan.order} limit ${limit})
        select e.id, e.customer_id as "customerId", e.reason, e.debit, e.credit, e.points, e.occurred_at as "occurredAt", e.recorded_at as "recordedAt",
          e.programme_version as "programmeVersion", e.order_id as "orderId", e.explanation, o.name as "orderName"
        from page e left join sales_order o on o.shop_id = ${shopId} and o.id = e.order_id order by ${scan.order}`,
    ),
  );
}
