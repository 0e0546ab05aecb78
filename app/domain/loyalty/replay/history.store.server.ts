import type { PoolClient } from 'pg';
import { amountWithoutLines } from '../earning/refunded-amount';
import { readOrderFacts } from '../members/order-facts.store.server';
import type { MemberHistory, RefundEvent } from './history';

/** Whom a replay is about: customers with an order, and all others besides (`$2`) where making an account brings points. */
const MEMBERS = `c.shop_id = $1 and ($2 and c.status = 'active'
  or exists (select from sales_order o where o.shop_id = c.shop_id and o.customer_id = c.id and o.deleted_at is null))`;

export async function countMembers(connection: PoolClient, shopId: bigint, everybody: boolean): Promise<number> {
  const { rows } = await connection.query<{ count: number }>(`select count(*)::int as count from customer c where ${MEMBERS}`, [shopId, everybody]);
  return rows[0]?.count ?? 0;
}

/** The next members after one, by id; `null`: from the beginning. */
export async function membersAfter(connection: PoolClient, shopId: bigint, everybody: boolean, after: bigint | null, limit: number): Promise<bigint[]> {
  const { rows } = await connection.query<{ id: bigint }>(
    `select c.id from customer c where ${MEMBERS} and ($3::bigint is null or c.id > $3) order by c.id limit $4`,
    [shopId, everybody, after, limit],
  );
  return rows.map(({ id }) => id);
}

interface RefundRow {
  orderId: bigint;
  amount: bigint;
  shipping: bigint;
  tax: bigint;
  occurredAt: Date;
  taxesIncluded: boolean;
  lines: bigint;
  lineTax: bigint;
  lineIds: string[];
  quantities: number[];
}
// An array of bigint comes as text, whatever the pool makes of a single one.
const REFUNDS = `select r.order_id as "orderId", r.amount, r.shipping, r.tax, r.occurred_at as "occurredAt", o.taxes_included as "taxesIncluded",
    coalesce(sum(l.subtotal), 0)::bigint as lines, coalesce(sum(l.tax), 0)::bigint as "lineTax",
    coalesce(array_agg(l.line_id::text) filter (where l.line_id is not null), '{}') as "lineIds",
    coalesce(array_agg(l.quantity) filter (where l.line_id is not null), '{}') as quantities
  from refund r join sales_order o on o.shop_id = r.shop_id and o.id = r.order_id
  left join refund_line l on l.shop_id = r.shop_id and l.order_id = r.order_id and l.refund_id = r.id
  where r.shop_id = $1 and r.order_id = any($2::bigint[]) group by r.shop_id, r.order_id, r.id, o.taxes_included order by r.occurred_at, r.id`;

/** What members have done, all at once for as many as fit into memory; orders are read as live events read them. */
export async function readHistories(connection: PoolClient, shopId: bigint, customerIds: bigint[]): Promise<MemberHistory[]> {
  const orders = await connection.query<{ id: bigint }>(
    'select id from sales_order where shop_id = $1 and customer_id = any($2::bigint[]) and deleted_at is null order by occurred_at, id',
    [shopId, customerIds],
  );
  const ids = orders.rows.map(({ id }) => id);
  const facts = await readOrderFacts(connection, shopId, ids);
  const refunds = await connection.query<RefundRow>(REFUNDS, [shopId, ids]);
  const redemptions = await connection.query<{ customerId: bigint; at: Date; points: bigint }>(
    `select customer_id as "customerId", created_at as at, points - returned as points from loyalty_redemption
     where shop_id = $1 and customer_id = any($2::bigint[]) and status <> 'released' and points > returned order by created_at, id`,
    [shopId, customerIds],
  );
  const made = await connection.query<{ id: bigint; at: Date }>(
    "select id, occurred_at as at from customer where shop_id = $1 and id = any($2::bigint[]) and status = 'active'",
    [shopId, customerIds],
  );
  const madeAt = new Map(made.rows.map(({ id, at }) => [id, at]));
  const owned = facts.flatMap((order) => (order.customerId === null ? [] : [{ customerId: order.customerId, facts: order }]));
  const [ordersOf, refundsOf, redemptionsOf] = [byKey(owned, 'customerId'), byKey(refunds.rows, 'orderId'), byKey(redemptions.rows, 'customerId')];
  return customerIds.map((customerId) => ({
    customerId,
    madeAt: madeAt.get(customerId) ?? null,
    orders: (ordersOf.get(customerId) ?? []).map(({ facts: order }) => ({ facts: order, refunds: (refundsOf.get(order.orderId) ?? []).map(refundEvent) })),
    redemptions: redemptionsOf.get(customerId) ?? [],
  }));
}

const refundEvent = ({ lineIds, quantities, occurredAt, taxesIncluded, shipping, ...refund }: RefundRow): RefundEvent => ({
  at: occurredAt,
  quantities: new Map(lineIds.map((id, index) => [id, quantities[index] ?? 0])),
  amount: amountWithoutLines({ ...refund, shipping }, taxesIncluded),
  shipping,
});

function byKey<K extends string, T extends Record<K, bigint>>(rows: readonly T[], key: K): Map<bigint, T[]> {
  const groups = new Map<bigint, T[]>();
  for (const row of rows) {
    const group = groups.get(row[key]) ?? [];
    if (group.push(row) === 1) groups.set(row[key], group);
  }
  return groups;
}
