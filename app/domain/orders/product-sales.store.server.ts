import type { PoolClient } from 'pg';
import { asRecordWriter } from '~/db/record-lock.server';
import { together } from '~/db/together';

/** Orders that count: not test, not cancelled, not deleted; money after discounts and refunds, before taxes. */
const COUNTS = 'not o.test and o.cancelled_at is null and o.deleted_at is null';
const SALES_OF_LINES = `l.product_id, sum(l.current_quantity)::bigint as units,
  sum(l.unit_price * l.quantity - l.discount_total - coalesce(r.subtotal, 0))::bigint as revenue, max(o.occurred_at) as last_at`;
const REFUNDED = `left join lateral (
  select sum(subtotal)::bigint as subtotal from refund_line r where r.shop_id = l.shop_id and r.order_id = l.order_id and r.line_id = l.id) r on true`;
/** Of the orders `$2`, by product; "offset 0" makes it look up the lines order by order, where the planner would read all that the shop has. */
const SALES_OF_ORDERS = `select ${SALES_OF_LINES} from sales_order o
  cross join lateral (select * from order_line l where l.shop_id = $1 and l.order_id = o.id and l.product_id is not null offset 0) l ${REFUNDED}
  where o.shop_id = $1 and o.id = any($2::bigint[]) and ${COUNTS} group by l.product_id`;

interface SalesRow {
  product_id: bigint;
  units: bigint;
  revenue: bigint;
  last_at: Date;
}

/**
 * Changes orders, and carries over what that changes in their products' sales; to be called by the shop's only writer of records.
 * @param ids the orders that may change @param isKnown whether any of them may be stored already
 * @param change asks for all that it changes at once, before it waits for an answer
 */
export async function withProductSales<T>(client: PoolClient, shopId: bigint, ids: bigint[], isKnown: boolean, change: () => Promise<T>): Promise<T> {
  const { rows: before } = isKnown ? await client.query<SalesRow>(SALES_OF_ORDERS, [shopId, ids]) : { rows: [] };
  const [result] = await together([change(), addDifference(client, shopId, ids, before)]);
  if (before.length > 0) await findNewestAgain(client, shopId, ids, before);
  return result;
}

/** In the products' order, as every writer does. */
async function addDifference(client: PoolClient, shopId: bigint, ids: bigint[], before: SalesRow[]) {
  await client.query(
    `insert into product_sales as s (shop_id, product_id, units, revenue, last_at)
     select $1, d.product_id, sum(d.units), sum(d.revenue), max(d.last_at) from (
       ${SALES_OF_ORDERS}
       union all select b.product_id, -b.units, -b.revenue, null from unnest($3::bigint[], $4::bigint[], $5::bigint[]) as b (product_id, units, revenue)
     ) d group by d.product_id order by d.product_id
     on conflict (shop_id, product_id) do update set units = s.units + excluded.units, revenue = s.revenue + excluded.revenue, last_at = greatest(s.last_at, excluded.last_at)
       where excluded.units <> 0 or excluded.revenue <> 0 or excluded.last_at > s.last_at or s.last_at is null`,
    [shopId, ids, before.map((row) => row.product_id), before.map((row) => row.units), before.map((row) => row.revenue)],
  );
}

/** Where the newest sale was in one of these orders and is there no more, the one before it is looked for. */
async function findNewestAgain(client: PoolClient, shopId: bigint, ids: bigint[], before: SalesRow[]) {
  const sold = `from order_line l join sales_order o on o.shop_id = l.shop_id and o.id = l.order_id where l.shop_id = $1 and l.product_id = s.product_id and ${COUNTS}`;
  await client.query(
    `update product_sales s set last_at = (select max(o.occurred_at) ${sold})
     from unnest($3::bigint[], $4::timestamptz[]) as b (product_id, last_at)
     where s.shop_id = $1 and s.product_id = b.product_id and s.last_at = b.last_at
       and not exists (select ${sold} and l.order_id = any($2::bigint[]) and o.occurred_at = b.last_at)`,
    [shopId, ids, before.map((row) => row.product_id), before.map((row) => row.last_at)],
  );
}

/** Adds up all lines anew. What was kept along the way should be the same; this makes sure of it, once everything has been read. */
export async function rebuildProductSales(shopId: bigint): Promise<void> {
  await asRecordWriter(shopId, undefined, async (client) => {
    await client.query('delete from product_sales where shop_id = $1', [shopId]);
    // All of the shop's lines, once: here the planner may choose.
    await client.query("select set_config('enable_seqscan', 'on', true)");
    await client.query(
      `insert into product_sales (shop_id, product_id, units, revenue, last_at)
       select $1, ${SALES_OF_LINES} from order_line l join sales_order o on o.shop_id = l.shop_id and o.id = l.order_id
       left join (select order_id, line_id, sum(subtotal) as subtotal from refund_line where shop_id = $1 group by order_id, line_id) r on r.order_id = l.order_id and r.line_id = l.id
       where l.shop_id = $1 and l.product_id is not null and ${COUNTS} group by l.product_id`,
      [shopId],
    );
  });
}
