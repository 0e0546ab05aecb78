import { addLocalDays, endOfLocalDay } from '../earning/calendar';
import { post } from '../ledger/index.server';
import type { Reason } from '../ledger/model';
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

/** Notes on which order rewards were used. */
export async function useRedemptions({ connection, shopId }: LoyaltyScope, orderId: bigint, redemptions: readonly bigint[], now: Date): Promise<void> {
  if (redemptions.length === 0) return;
  await connection.query(
    `update loyalty_redemption set status = 'used', order_id = $2, settled_at = $4
     where shop_id = $1 and id = any($3::bigint[]) and status in ('reserved', 'committed') and order_id is null`,
    [shopId, orderId, redemptions, now],
  );
}

/**
 * Points of rewards come back with the goods: floor(points × value given back / value of the lines), as a running target; all of them
 * when no line is kept.
 */
export async function returnForRefunds(scope: LoyaltyScope, order: StoredOrder, now: Date): Promise<void> {
  const { rows } = await scope.connection.query<UsedRedemption>({
    name: 'loyalty_rewards_of_order',
    text: `select id, customer_id as "customerId", points, returned, entry_id as "entryId" from loyalty_redemption where shop_id = $1 and order_id = $2 and status = 'used' order by id`,
    values: [scope.shopId, order.orderId],
  });
  for (const redemption of rows) {
    const target = shareBack(redemption.points, order);
    if (target <= redemption.returned) continue;
    await giveBack(scope, redemption, target - redemption.returned, { rule: 'refund', purpose: `to-${target}`, reason: 'reward_refunded' }, now, order.orderId);
  }
}

function shareBack(points: bigint, { counts, lineValue, keptLineValue }: StoredOrder): bigint {
  if (!counts) return points;
  return lineValue <= keptLineValue ? 0n : (points * (lineValue - keptLineValue)) / lineValue;
}

/** Gives points of a redemption back to the lots that they came from; the caller may hold other locks than the member's, never a later one's. */
export async function giveBack(
  scope: LoyaltyScope,
  redemption: UsedRedemption,
  points: bigint,
  why: { rule: string; purpose: string; reason: Reason },
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
  await scope.connection.query('update loyalty_redemption set returned = returned + $3 where shop_id = $1 and id = $2', [scope.shopId, redemption.id, points]);
}
