import type { PoolClient } from 'pg';
import { addLocalDays, endOfLocalDay } from '../earning/calendar';
import { post } from '../ledger/index.server';
import type { Reason } from '../ledger/model';
import { rewardPromise, type RewardPromise } from '../rewards/model';
import { endOfNewLot } from './lots.store.server';
import { readMember } from './member.store.server';
import { versionAt } from './model';
import type { StoredOrder } from './order.store.server';
import type { LoyaltyScope } from './scope.store.server';

interface UsedRedemption {
  id: bigint;
  customerId: bigint;
  points: bigint;
  returned: bigint;
  entryId: bigint;
}

/** Redemptions whose code was used on one of these orders, and what each took off. Orders without any are left out. */
export async function rewardsUsedOn(
  connection: PoolClient,
  shopId: bigint,
  orderIds: readonly bigint[],
): Promise<Map<bigint, { id: bigint; promise: RewardPromise }[]>> {
  const { rows } = await connection.query<{ orderId: bigint; id: bigint; promise: unknown }>({
    name: 'loyalty_rewards_used',
    text: `select o.id as "orderId", r.id, r.promise from sales_order o join loyalty_redemption r on r.shop_id = o.shop_id and r.code = any(select upper(code) from unnest(o.discount_codes) code)
     where o.shop_id = $1 and o.id = any($2::bigint[]) and o.discount_codes <> '{}' and r.promise is not null order by r.id`,
    values: [shopId, orderIds],
  });
  const used = new Map<bigint, { id: bigint; promise: RewardPromise }[]>();
  for (const { orderId, id, promise } of rows) used.set(orderId, [...(used.get(orderId) ?? []), { id, promise: rewardPromise.parse(promise) }]);
  return used;
}

/** Notes on which order rewards were used. */
export async function useRedemptions(scope: LoyaltyScope, orderId: bigint, redemptions: readonly bigint[], now: Date): Promise<void> {
  const { connection, shopId } = scope;
  if (redemptions.length === 0) return;
  await connection.query(
    `update loyalty_redemption set status = 'used', order_id = $2, settled_at = $4
     where shop_id = $1 and id = any($3::bigint[]) and status in ('reserved', 'committed') and order_id is null`,
    [shopId, orderId, redemptions, now],
  );
  const { rows } = await connection.query<{ id: bigint; customerId: bigint; returned: bigint }>(
    `update loyalty_redemption set status = 'used', order_id = $2, settled_at = $4
     where shop_id = $1 and id = any($3::bigint[]) and status in ('released', 'cancelled', 'expired') and order_id is null
     returning id, customer_id as "customerId", returned`,
    [shopId, orderId, redemptions, now],
  );
  for (const late of rows) await takeAgain(scope, late, orderId, now);
}

/** An order that was heard of after its reward's points had gone back: it did use the code, so they are spent after all; what is missing is owed. */
async function takeAgain(
  scope: LoyaltyScope,
  { id, customerId, returned }: { id: bigint; customerId: bigint; returned: bigint },
  orderId: bigint,
  now: Date,
): Promise<void> {
  if (returned === 0n) return;
  await post(scope.connection, scope.shopId, {
    kind: 'take_back',
    customerId,
    points: returned,
    key: { source: 'redemption', sourceId: String(id), rule: 'used', purpose: 'after-all' },
    reason: 'redeemed',
    occurredAt: now,
    programmeVersion: versionAt(scope.versions, now)?.version ?? null,
    redemptionId: id,
    explanation: { order: String(orderId) },
  });
  await scope.connection.query('update loyalty_redemption set returned = 0 where shop_id = $1 and id = $2', [scope.shopId, id]);
}

/**
 * Points of rewards come back with the goods: floor(points × value given back / value of the lines), as a running target; all of them
 * when no line is kept.
 */
export async function returnForRefunds(scope: LoyaltyScope, order: StoredOrder, now: Date): Promise<void> {
  const { rows } = await scope.connection.query<UsedRedemption & { takenAgain: boolean }>({
    name: 'loyalty_rewards_of_order',
    text: `select id, customer_id as "customerId", points, returned, entry_id as "entryId", exists (select from ledger_entry e where e.shop_id = r.shop_id
        and e.customer_id = r.customer_id and e.redemption_id = r.id and e.reason = 'redeemed' and e.credit <> 'shop:redeemed') as "takenAgain"
      from loyalty_redemption r where shop_id = $1 and order_id = $2 and status = 'used' order by id`,
    values: [scope.shopId, order.orderId],
  });
  for (const redemption of rows) {
    const target = shareBack(redemption.points, order);
    if (target <= redemption.returned) continue;
    const give = redemption.takenAgain ? giveAnew : giveBack;
    await give(scope, redemption, target - redemption.returned, { rule: 'refund', purpose: `to-${target}`, reason: 'reward_refunded' }, now, order.orderId);
  }
}

function shareBack(points: bigint, { counts, nothing, lineValue, keptLineValue }: StoredOrder): bigint {
  // What waits for its payment, and a test, has used the code all the same.
  if (!counts && nothing !== 'unpaid' && nothing !== 'test') return points;
  return lineValue <= keptLineValue ? 0n : (points * (lineValue - keptLineValue)) / lineValue;
}

interface GivingBack {
  rule: string;
  purpose: string;
  reason: Reason;
}

/** Points that were taken again came from no lots of the redemption's: what comes back of them is a lot of its own. */
async function giveAnew(scope: LoyaltyScope, redemption: UsedRedemption, points: bigint, why: GivingBack, now: Date, orderId: bigint): Promise<void> {
  const { lastOrderAt } = await readMember(scope, redemption.customerId);
  await post(scope.connection, scope.shopId, {
    kind: 'accrue',
    customerId: redemption.customerId,
    points,
    key: { source: 'redemption', sourceId: String(redemption.id), rule: why.rule, purpose: why.purpose },
    reason: why.reason,
    occurredAt: now,
    programmeVersion: versionAt(scope.versions, now)?.version ?? null,
    orderId,
    redemptionId: redemption.id,
    maturesAt: null,
    expiresAt: endOfNewLot(scope, now, lastOrderAt),
    explanation: { redemption: String(redemption.id) },
  });
  await noteReturned(scope, redemption.id, points);
}

/** Gives points of a redemption back to the lots that they came from; the caller may hold other locks than the member's, never a later one's. */
export async function giveBack(
  scope: LoyaltyScope,
  redemption: UsedRedemption,
  points: bigint,
  why: GivingBack,
  now: Date,
  orderId: bigint | null = null,
): Promise<void> {
  const version = versionAt(scope.versions, now);
  await post(scope.connection, scope.shopId, {
    kind: 'give_back',
    customerId: redemption.customerId,
    points,
    entryId: redemption.entryId,
    key: { source: 'redemption', sourceId: String(redemption.id), rule: why.rule, purpose: why.purpose },
    reason: why.reason,
    occurredAt: now,
    programmeVersion: version?.version ?? null,
    orderId,
    redemptionId: redemption.id,
    graceUntil: endOfLocalDay(addLocalDays(now, version?.programme.returnGraceDays ?? 0, scope.zone), scope.zone),
  });
  await noteReturned(scope, redemption.id, points);
}

const noteReturned = (scope: LoyaltyScope, redemptionId: bigint, points: bigint) =>
  scope.connection.query('update loyalty_redemption set returned = returned + $3 where shop_id = $1 and id = $2', [scope.shopId, redemptionId, points]);
