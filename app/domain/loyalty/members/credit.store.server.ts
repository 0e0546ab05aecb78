import type { Contribution, Credit, TierGift } from '../tiers/model';
import type { LoyaltyScope } from './scope.store.server';

/** Points of what a member has done besides ordering; of an order's bonus with the order. */
interface ActivityCredit {
  customerId: bigint;
  orderId: bigint | null;
  amount: bigint;
  earnedAt: Date | null;
  maturesAt: Date | null;
}
interface OrderCredit {
  customerId: bigint;
  orderId: bigint;
  base: bigint;
  target: bigint;
  paidAt: Date;
  earnedAt: Date | null;
  maturesAt: Date | null;
}

/** What a member has to their credit, of what they keep today. */
export async function creditOf(scope: LoyaltyScope, customerId: bigint, but?: { orderId: bigint; before: Date }): Promise<Credit> {
  const [orders, activities] = [await ordersOf(scope, [customerId]), await activitiesOf(scope, [customerId])];
  return creditFrom(but ? orders.filter((order) => order.orderId !== but.orderId && order.paidAt < but.before) : orders, activities);
}

/** The same of many members. */
export async function creditsOf(scope: LoyaltyScope, customerIds: readonly bigint[]): Promise<(customerId: bigint) => Credit> {
  const orders = byCustomer(await ordersOf(scope, customerIds));
  const activities = byCustomer(await activitiesOf(scope, customerIds));
  return (customerId) => creditFrom(orders.get(customerId) ?? [], activities.get(customerId) ?? []);
}

function byCustomer<Row extends { customerId: bigint }>(rows: readonly Row[]): Map<bigint, Row[]> {
  const all = new Map<bigint, Row[]>();
  for (const row of rows) {
    const own = all.get(row.customerId);
    if (own) own.push(row);
    else all.set(row.customerId, [row]);
  }
  return all;
}

async function ordersOf({ connection, shopId }: LoyaltyScope, customerIds: readonly bigint[]): Promise<OrderCredit[]> {
  const { rows } = await connection.query<OrderCredit>({
    name: 'loyalty_credit',
    text: `select customer_id as "customerId", order_id as "orderId", base, target, paid_at as "paidAt", earned_at as "earnedAt", matures_at as "maturesAt" from loyalty_order
     where shop_id = $1 and customer_id = any($2::bigint[]) and counts and paid_at is not null order by paid_at, order_id`,
    values: [shopId, customerIds],
  });
  return rows;
}

async function activitiesOf({ connection, shopId }: LoyaltyScope, customerIds: readonly bigint[]): Promise<ActivityCredit[]> {
  const { rows } = await connection.query<ActivityCredit>({
    name: 'loyalty_activity_credit',
    text: `select customer_id as "customerId", null::bigint as "orderId", points as amount, occurred_at as "earnedAt", occurred_at as "maturesAt" from loyalty_activity
       where shop_id = $1 and customer_id = any($2::bigint[]) and points > 0
     union all select b.customer_id, b.order_id, b.points, o.earned_at, o.matures_at from loyalty_order_bonus b join loyalty_order o on o.shop_id = b.shop_id and o.order_id = b.order_id
       where b.shop_id = $1 and b.customer_id = any($2::bigint[]) and b.points > 0`,
    values: [shopId, customerIds],
  });
  return rows;
}

function creditFrom(kept: readonly OrderCredit[], activities: readonly ActivityCredit[]): Credit {
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
export async function giftsOf(scope: LoyaltyScope, customerId: bigint, but: bigint | null = null): Promise<TierGift[]> {
  return readGifts(scope, [customerId], but);
}

/** The same of many members. */
export async function giftsOfAll(scope: LoyaltyScope, customerIds: readonly bigint[]): Promise<(customerId: bigint) => TierGift[]> {
  const gifts = byCustomer(await readGifts(scope, customerIds, null));
  return (customerId) => gifts.get(customerId) ?? [];
}

async function readGifts(
  { connection, shopId }: LoyaltyScope,
  customerIds: readonly bigint[],
  but: bigint | null,
): Promise<(TierGift & { customerId: bigint })[]> {
  const { rows } = await connection.query<TierGift & { customerId: bigint }>({
    name: 'loyalty_gifts',
    text: `select customer_id as "customerId", occurred_at as at, to_tier as tier, reason, (detail ->> 'pinnedUntil')::timestamptz as "pinnedUntil", (detail ->> 'until')::timestamptz as until,
       coalesce((detail ->> 'released')::boolean, false) as released from loyalty_tier_change c
     where shop_id = $1 and customer_id = any($2::bigint[]) and reason in ('manual', 'imported') and id is distinct from $3
       and not exists (select from loyalty_tier_change u where u.shop_id = c.shop_id and u.customer_id = c.customer_id and u.reason = 'import_undone' and u.detail ->> 'undoes' = c.id::text)
     union all
     select into_customer, merged_at, detail ->> 'tier', 'merged', null, null, false from loyalty_merge
     where shop_id = $1 and into_customer = any($2::bigint[]) and unmerged_at is null and detail ->> 'tier' is not null
     order by 2`,
    values: [shopId, customerIds, but],
  });
  return rows;
}
