import type { PoolClient } from 'pg';
import type { MemberHistory } from './history';
import { orderHistory, type LineRecord, type OrderRecord, type RefundRecord } from './order-history';

/** How many members there are to replay: customers with an order. */
export async function countMembers(connection: PoolClient, shopId: bigint): Promise<number> {
  const { rows } = await connection.query<{ count: number }>(
    'select count(distinct customer_id)::int as count from sales_order where shop_id = $1 and customer_id is not null and deleted_at is null',
    [shopId],
  );
  return rows[0]?.count ?? 0;
}

/** The next members after one, by id; `null`: from the beginning. */
export async function membersAfter(connection: PoolClient, shopId: bigint, after: bigint | null, limit: number): Promise<bigint[]> {
  const { rows } = await connection.query<{ id: bigint }>(
    `select c.id from customer c where c.shop_id = $1 and ($2::bigint is null or c.id > $2)
     and exists (select from sales_order o where o.shop_id = c.shop_id and o.customer_id = c.id and o.deleted_at is null) order by c.id limit $3`,
    [shopId, after, limit],
  );
  return rows.map(({ id }) => id);
}

const ORDERS = `select o.id, o.customer_id as "customerId", o.currency, o.tax_total as "taxTotal", o.shipping_total as "shippingTotal",
    o.taxes_included as "taxesIncluded", o.financial_status as "financialStatus", o.fulfillment_status as "fulfillmentStatus", o.test,
    o.cancelled_at as "cancelledAt", o.occurred_at as "occurredAt", o.version_at as "versionAt",
    p.first as "firstPaidAt", coalesce(p.cards, 0)::bigint as "paidWithGiftCards", f.last as "lastFulfilledAt"
  from sales_order o
  left join lateral (
    select min(t.occurred_at) as first, sum(t.amount) filter (where t.gateway = 'gift_card') as cards from order_transaction t
    where t.shop_id = o.shop_id and t.order_id = o.id and t.status = 'success' and t.kind in ('sale', 'capture')) p on true
  left join lateral (
    select max(d.occurred_at) as last from fulfillment d where d.shop_id = o.shop_id and d.order_id = o.id and d.status = 'success') f on true
  where o.shop_id = $1 and o.customer_id = any($2::bigint[]) and o.deleted_at is null order by o.occurred_at, o.id`;

/** Collections and tags cost a join each, so they are read only for programmes that look at them. */
const linesSql = (
  needs: HistoryNeeds,
) => `select l.order_id as "orderId", l.id, l.product_id as "productId", l.quantity, l.current_quantity as "currentQuantity",
    l.unit_price as "unitPrice", l.discount_total as "discountTotal", l.tax_total as "taxTotal", l.is_gift_card as "isGiftCard",
    ${needs.collections ? 'array(select c.collection_id::text from collection_product c where c.shop_id = l.shop_id and c.product_id = l.product_id)' : "'{}'::text[]"} as collections,
    ${needs.tags ? "coalesce((select p.tags from product p where p.shop_id = l.shop_id and p.id = l.product_id), '{}')" : "'{}'::text[]"} as tags
  from order_line l where l.shop_id = $1 and l.order_id = any($2::bigint[]) order by l.order_id, l.id`;

interface RefundRow extends Omit<RefundRecord, 'lines'> {
  lineIds: string[];
  quantities: number[];
  subtotals: string[];
  taxes: string[];
}
// An array of bigint comes as text, whatever the pool makes of a single one.
const REFUNDS = `select r.order_id as "orderId", r.id, r.amount, r.shipping, r.tax, r.occurred_at as "occurredAt",
    coalesce(array_agg(l.line_id::text) filter (where l.line_id is not null), '{}') as "lineIds",
    coalesce(array_agg(l.quantity) filter (where l.line_id is not null), '{}') as quantities,
    coalesce(array_agg(l.subtotal::text) filter (where l.line_id is not null), '{}') as subtotals,
    coalesce(array_agg(l.tax::text) filter (where l.line_id is not null), '{}') as taxes
  from refund r left join refund_line l on l.shop_id = r.shop_id and l.order_id = r.order_id and l.refund_id = r.id
  where r.shop_id = $1 and r.order_id = any($2::bigint[]) group by r.shop_id, r.order_id, r.id order by r.occurred_at, r.id`;

export interface HistoryNeeds {
  collections: boolean;
  tags: boolean;
  segments: boolean;
}

/** What members have done, all at once for as many as fit into memory. */
export async function readHistories(connection: PoolClient, shopId: bigint, customerIds: bigint[], needs: HistoryNeeds): Promise<MemberHistory[]> {
  const { rows: orders } = await connection.query<OrderRecord>(ORDERS, [shopId, customerIds]);
  const ids = orders.map(({ id }) => id);
  const lines = await connection.query<LineRecord>(linesSql(needs), [shopId, ids]);
  const refunds = await connection.query<RefundRow>(REFUNDS, [shopId, ids]);
  const redemptions = await connection.query<{ customerId: bigint; at: Date; points: bigint }>(
    `select customer_id as "customerId", created_at as at, points - returned as points from loyalty_redemption
     where shop_id = $1 and customer_id = any($2::bigint[]) and status <> 'released' and points > returned order by created_at, id`,
    [shopId, customerIds],
  );
  const tags = needs.segments
    ? await connection.query<{ customerId: bigint; tag: string }>(
        'select customer_id as "customerId", tag from customer_tag where shop_id = $1 and customer_id = any($2::bigint[])',
        [shopId, customerIds],
      )
    : { rows: [] };
  const [ordersOf, linesOf, refundsOf] = [byKey(orders, 'customerId'), byKey(lines.rows, 'orderId'), byKey(refunds.rows.map(refundRecord), 'orderId')];
  const [redemptionsOf, tagsOf] = [byKey(redemptions.rows, 'customerId'), byKey(tags.rows, 'customerId')];
  return customerIds.map((customerId) => {
    const segments = (tagsOf.get(customerId) ?? []).map(({ tag }) => tag);
    return {
      customerId,
      orders: (ordersOf.get(customerId) ?? []).map((order) => orderHistory(order, linesOf.get(order.id) ?? [], refundsOf.get(order.id) ?? [], segments)),
      redemptions: redemptionsOf.get(customerId) ?? [],
    };
  });
}

const refundRecord = ({ lineIds, quantities, subtotals, taxes, ...refund }: RefundRow): RefundRecord => ({
  ...refund,
  lines: lineIds.map((lineId, index) => ({
    lineId: BigInt(lineId),
    quantity: quantities[index] ?? 0,
    subtotal: BigInt(subtotals[index] ?? 0),
    tax: BigInt(taxes[index] ?? 0),
  })),
});

function byKey<K extends string, T extends Record<K, bigint>>(rows: readonly T[], key: K): Map<bigint, T[]> {
  const groups = new Map<bigint, T[]>();
  for (const row of rows) {
    const group = groups.get(row[key]) ?? [];
    if (group.push(row) === 1) groups.set(row[key], group);
  }
  return groups;
}
