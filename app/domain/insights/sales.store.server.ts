import { Prisma } from '@prisma/client';
import { withShop } from '~/db/tenant.server';
import type { DaySales, Sales } from './model';

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

/** How much of each kind the CRM holds, for the set-up guide and the settings; exact, from index-only counts. */
export async function readHoldings(shopId: bigint): Promise<{ customers: bigint; orders: bigint; products: bigint }> {
  const [row] = await withShop(
    shopId,
    (tx) => tx.$queryRaw<{ customers: bigint; orders: bigint; products: bigint }[]>`
      select (select count(*) from customer where shop_id = ${shopId}) as customers, (select count(*) from sales_order where shop_id = ${shopId}) as orders,
        (select count(*) from product where shop_id = ${shopId}) as products`,
  );
  return row ?? { customers: 0n, orders: 0n, products: 0n };
}
