import type { Contribution, Credit, TierGift } from '../tiers/model';
import type { LoyaltyScope } from './scope.store.server';

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
  const { rows: activities } = await connection.query<Contribution>({
    name: 'loyalty_activity_credit',
    text: `select occurred_at as at, points as amount from ledger_entry where shop_id = $1 and customer_id = $2 and reason = 'activity' order by id`,
    values: [shopId, customerId],
  });
  const kept = but ? orders.filter((order) => order.orderId !== but.orderId && order.paidAt < but.before) : orders;
  const earned = kept.filter((order) => order.target > 0n && order.earnedAt !== null);
  return {
    spend: kept.map(({ orderId, paidAt, base }) => ({ at: paidAt, amount: base, orderId })),
    orders: kept.map(({ orderId, paidAt }) => ({ at: paidAt, amount: 1n, orderId })),
    points: byTime([...earned.flatMap(({ orderId, maturesAt, target }) => (maturesAt ? [{ at: maturesAt, amount: target, orderId }] : [])), ...activities]),
    pointsWithPending: byTime([
      ...earned.flatMap(({ orderId, earnedAt, target }) => (earnedAt ? [{ at: earnedAt, amount: target, orderId }] : [])),
      ...activities,
    ]),
  };
}

const byTime = (list: Contribution[]) => list.sort((a, b) => a.at.getTime() - b.at.getTime());

/** Tiers that were given: by a person, by an import, by merges that stand. */
export async function giftsOf({ connection, shopId }: LoyaltyScope, customerId: bigint): Promise<TierGift[]> {
  const { rows } = await connection.query<TierGift>({
    name: 'loyalty_gifts',
    text: `select occurred_at as at, to_tier as tier, reason, (detail ->> 'pinnedUntil')::timestamptz as "pinnedUntil" from loyalty_tier_change c
     where shop_id = $1 and customer_id = $2 and reason in ('manual', 'imported')
     union all
     select merged_at, detail ->> 'tier', 'merged', null from loyalty_merge where shop_id = $1 and into_customer = $2 and unmerged_at is null and detail ->> 'tier' is not null
     order by 1`,
    values: [shopId, customerId],
  });
  return rows;
}
