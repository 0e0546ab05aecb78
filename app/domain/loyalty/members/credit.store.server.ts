import type { Contribution, Credit, TierGift } from '../tiers/model';
import type { LoyaltyScope } from './scope.store.server';

/** Points of what a member has done besides ordering; of an order's bonus with the order. */
interface ActivityCredit {
  orderId: bigint | null;
  amount: bigint;
  earnedAt: Date | null;
  maturesAt: Date | null;
}
interface OrderCredit {
  orderId: bigint;
  base: bigint;
  target: bigint;
  paidAt: Date;
  earnedAt: Date | null;
  maturesAt: Date | null;
}

/** What a member has to their credit, of what they keep today. */
export async function creditOf({ connection, shopId }: LoyaltyScope, customerId: bigint, but?: { orderId: bigint; before: Date }): Promise<Credit> {
  const { rows: orders } = await connection.query<OrderCredit>({
    name: 'loyalty_credit',
    text: `select order_id as "orderId", base, target, paid_at as "paidAt", earned_at as "earnedAt", matures_at as "maturesAt" from loyalty_order
     where shop_id = $1 and customer_id = $2 and counts and paid_at is not null order by paid_at, order_id`,
    values: [shopId, customerId],
  });
  const { rows: activities } = await connection.query<ActivityCredit>({
    name: 'loyalty_activity_credit',
    text: `select null::bigint as "orderId", points as amount, occurred_at as "earnedAt", occurred_at as "maturesAt" from loyalty_activity
       where shop_id = $1 and customer_id = $2 and points > 0
     union all select b.order_id, b.points, o.earned_at, o.matures_at from loyalty_order_bonus b join loyalty_order o on o.shop_id = b.shop_id and o.order_id = b.order_id
       where b.shop_id = $1 and b.customer_id = $2 and b.points > 0`,
    values: [shopId, customerId],
  });
  const kept = but ? orders.filter((order) => order.orderId !== but.orderId && order.paidAt < but.before) : orders;
  const earned = kept.filter((order) => order.target > 0n && order.earnedAt !== null);
  const bonuses = activities.filter(({ orderId }) => orderId === null || kept.some((order) => order.orderId === orderId));
  const pointsAt = (moment: 'maturesAt' | 'earnedAt') =>
    byTime([
      ...earned.flatMap(({ orderId, target, [moment]: at }) => (at ? [{ at, amount: target, orderId }] : [])),
      ...bonuses.flatMap(({ orderId, amount, [moment]: at }) => (at ? [{ at, amount, ...(orderId !== null && { orderId }) }] : [])),
    ]);
  return {
    spend: kept.map(({ orderId, paidAt, base }) => ({ at: paidAt, amount: base, orderId })),
    orders: kept.map(({ orderId, paidAt }) => ({ at: paidAt, amount: 1n, orderId })),
    points: pointsAt('maturesAt'),
    pointsWithPending: pointsAt('earnedAt'),
  };
}

const byTime = (list: Contribution[]) => list.sort((a, b) => a.at.getTime() - b.at.getTime());

/** Tiers that were given: by a person, by an import that stands, by merges that stand. @param but one that is about to be taken back */
export async function giftsOf({ connection, shopId }: LoyaltyScope, customerId: bigint, but: bigint | null = null): Promise<TierGift[]> {
  const { rows } = await connection.query<TierGift>({
    name: 'loyalty_gifts',
    text: `select occurred_at as at, to_tier as tier, reason, (detail ->> 'pinnedUntil')::timestamptz as "pinnedUntil", (detail ->> 'until')::timestamptz as until,
       coalesce((detail ->> 'released')::boolean, false) as released from loyalty_tier_change c
     where shop_id = $1 and customer_id = $2 and reason in ('manual', 'imported') and id is distinct from $3
       and not exists (select from loyalty_tier_change u where u.shop_id = c.shop_id and u.customer_id = c.customer_id and u.reason = 'import_undone' and u.detail ->> 'undoes' = c.id::text)
     union all
     select merged_at, detail ->> 'tier', 'merged', null, null, false from loyalty_merge where shop_id = $1 and into_customer = $2 and unmerged_at is null and detail ->> 'tier' is not null
     order by 1`,
    values: [shopId, customerId, but],
  });
  return rows;
}
