import { Prisma } from '@prisma/client';
import { withShop, type Tx } from '~/db/tenant.server';
import type { DaySales, Holdings, Sales } from './model';

const COUNTS = Prisma.sql`not o.test and o.cancelled_at is null and o.deleted_at is null`;

/** The numbers of the orders placed from `from` until before `to`. */
export async function readSales(shopId: bigint, from: Date, to: Date): Promise<Sales> {
  const [row] = await withShop(
    shopId,
    (tx) => tx.$queryRaw<Sales[]>`
      select count(*)::int as orders, coalesce(sum(o.total - o.refunded_total), 0)::bigint as "netSales",
        count(distinct o.customer_id) filter (where c.first_order_at >= ${from})::int as "newCustomers",
        count(distinct o.customer_id) filter (where c.first_order_at < ${from})::int as "returningCustomers",
        count(*) filter (where o.customer_id is null)::int as "guestOrders"
      from sales_order o left join customer c on c.shop_id = o.shop_id and c.id = o.customer_id
      where o.shop_id = ${shopId} and o.occurred_at >= ${from} and o.occurred_at < ${to} and ${COUNTS}`,
  );
  return row ?? { orders: 0, netSales: 0n, newCustomers: 0, returningCustomers: 0, guestOrders: 0 };
}

/** The same by day of the shop's zone; days without an order are missing. A customer is new on the day of the first order. */
export function readDays(shopId: bigint, from: Date, to: Date, zone: string): Promise<DaySales[]> {
  return withShop(
    shopId,
    (tx) => tx.$queryRaw<DaySales[]>`
      select to_char(o.occurred_at at time zone ${zone}, 'YYYY-MM-DD') as day, count(*)::int as orders, coalesce(sum(o.total - o.refunded_total), 0)::bigint as "netSales",
        count(distinct o.customer_id) filter (where o.occurred_at = c.first_order_at)::int as "newCustomers",
        (count(distinct o.customer_id) - count(distinct o.customer_id) filter (where o.occurred_at = c.first_order_at))::int as "returningCustomers"
      from sales_order o left join customer c on c.shop_id = o.shop_id and c.id = o.customer_id
      where o.shop_id = ${shopId} and o.occurred_at >= ${from} and o.occurred_at < ${to} and ${COUNTS}
      group by 1 order by 1`,
  );
}

const HOLDINGS_MAX = 1_000_000;

/** How much of each kind the CRM holds; exact up to a million, which is counted from indexes alone. */
export async function readHoldings(shopId: bigint): Promise<Holdings> {
  const count = (tx: Tx, table: 'customer' | 'sales_order' | 'product') =>
    tx.$queryRaw<
      { n: number }[]
    >`select count(*)::int as n from (select from ${Prisma.raw(table)} where shop_id = ${shopId} limit ${HOLDINGS_MAX + 1}) counted`;
  const [customers, orders, products] = await withShop(
    shopId,
    async (tx) => [await count(tx, 'customer'), await count(tx, 'sales_order'), await count(tx, 'product')] as const,
  );
  const capped = (rows: { n: number }[]) => ({ value: Math.min(rows[0]?.n ?? 0, HOLDINGS_MAX), more: (rows[0]?.n ?? 0) > HOLDINGS_MAX });
  return { customers: capped(customers), orders: capped(orders), products: capped(products) };
}
