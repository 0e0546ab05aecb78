import { Prisma } from '@prisma/client';
import { COUNT_MAX, type Count, type Cursor } from '../shared/keyset';
import { keysetScans, readScans, withShopList, type SortColumn } from '../shared/keyset-sql.store.server';
import type { OrderFilter, OrderRow, OrderSort } from './model';

const DAY_MS = 86_400_000;
const ID = Prisma.sql`o.id`;
const SORTS: Record<OrderSort, SortColumn> = {
  placed: { column: Prisma.sql`o.occurred_at`, type: 'timestamptz', nullable: false, id: ID },
  total: { column: Prisma.sql`o.total`, type: 'bigint', nullable: false, id: ID },
};

/** The filter as SQL over `sales_order o`. */
export function orderWhere(shopId: bigint, filter: OrderFilter, now: Date): Prisma.Sql {
  const parts = [Prisma.sql`o.shop_id = ${shopId}`, Prisma.sql`o.deleted_at is null`];
  // A number alone is looked up as the store's default name, "#1001", as well.
  if (filter.query) parts.push(Prisma.sql`o.name in (${filter.query}, ${'#' + filter.query})`);
  if (filter.payment) parts.push(Prisma.sql`o.financial_status = ${filter.payment}`);
  if (filter.fulfillment) parts.push(Prisma.sql`o.fulfillment_status = ${filter.fulfillment}`);
  if (filter.placed) parts.push(Prisma.sql`o.occurred_at >= ${new Date(now.getTime() - Number.parseInt(filter.placed, 10) * DAY_MS)}`);
  if (filter.state === 'open') parts.push(Prisma.sql`o.closed_at is null and o.cancelled_at is null`);
  if (filter.state === 'cancelled') parts.push(Prisma.sql`o.cancelled_at is not null`);
  if (filter.state === 'test') parts.push(Prisma.sql`o.test`);
  if (filter.customerId !== undefined) parts.push(Prisma.sql`o.customer_id = ${filter.customerId}`);
  return Prisma.join(parts, ' and ');
}

/** Up to `size + 1` orders in scanning order, nearest to the cursor first. */
export function readOrders(
  shopId: bigint,
  where: Prisma.Sql,
  order: { sort: OrderSort; direction: 'asc' | 'desc' },
  cursor: Cursor | null,
  size: number,
): Promise<OrderRow[]> {
  const scans = keysetScans(SORTS[order.sort], order.direction, cursor);
  return withShopList(shopId, (tx) =>
    readScans(
      scans,
      size,
      (scan, limit) => tx.$queryRaw<OrderRow[]>`
        select o.id, o.name, o.customer_id as "customerId", o.occurred_at as "occurredAt", o.total, o.refunded_total as "refundedTotal",
          o.financial_status as "financialStatus", o.fulfillment_status as "fulfillmentStatus", o.source, o.test, o.cancelled_at as "cancelledAt",
          coalesce((select sum(l.current_quantity) from order_line l where l.shop_id = o.shop_id and l.order_id = o.id), 0)::int as units
        from sales_order o where ${where} and ${scan.where} order by ${scan.order} limit ${limit}`,
    ),
  );
}

/** The text a cursor keeps of a row. */
export function orderSortValue(row: OrderRow, sort: OrderSort): string {
  return sort === 'placed' ? row.occurredAt.toISOString() : row.total.toString();
}

/** Exact up to {@link COUNT_MAX}. */
export async function countOrders(shopId: bigint, where: Prisma.Sql): Promise<Count> {
  const [row] = await withShopList(
    shopId,
    (tx) => tx.$queryRaw<{ n: number }[]>`select count(*)::int as n from (select from sales_order o where ${where} limit ${COUNT_MAX + 1}) counted`,
  );
  const value = row?.n ?? 0;
  return { value: Math.min(value, COUNT_MAX), more: value > COUNT_MAX };
}
