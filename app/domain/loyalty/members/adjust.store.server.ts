import { AppError } from '../../shared/errors';
import { post } from '../ledger/index.server';
import type { Posted, PostingKey } from '../ledger/model';
import { lockAndAdvance, settleStanding } from './advance.store.server';
import { endOfNewLot } from './lots.store.server';
import { readMember, survivorOf } from './member.store.server';
import { versionNumberAt, type Adjustment } from './model';
import { withLoyalty, type LoyaltyScope } from './scope.store.server';

/** What makes an adjustment, or its undoing, the one that it is. */
export const adjustmentKey = (requestKey: string, purpose: 'adjust' | 'undo' | 'undo-rest' = 'adjust'): PostingKey => ({
  source: 'adjustment',
  sourceId: requestKey,
  rule: 'manual',
  purpose,
});

/**
 * Gives or takes points by hand. What cannot be taken is owed. The same request twice is done once.
 * @throws AppError `invalid_input` when there is nothing to adjust, `not_found` when the shop has no programme.
 */
export async function adjust(shopId: bigint, { points, note, by, requestKey, ...adjustment }: Adjustment, now: Date): Promise<Posted> {
  if (points === 0n) throw new AppError('invalid_input', 'There are no points to adjust', 'points');
  const posted = await withLoyalty(shopId, async (scope) => {
    const customerId = await survivorOf(scope, adjustment.customerId);
    await lockAndAdvance(scope, [customerId], now);
    return postAdjustment(scope, { customerId, points, key: adjustmentKey(requestKey), explanation: { note, by } }, now);
  });
  if (!posted) throw new AppError('not_found', 'The shop has no loyalty programme');
  return posted;
}

/** The posting of an adjustment, and what follows from it. The caller holds the member's lock. */
export async function postAdjustment(
  scope: LoyaltyScope,
  { customerId, points, key, explanation }: { customerId: bigint; points: bigint; key: PostingKey; explanation: object },
  now: Date,
): Promise<Posted> {
  const { lastOrderAt } = await readMember(scope, customerId);
  const programmeVersion = versionNumberAt(scope.versions, now);
  const facts = { customerId, key, reason: 'adjusted' as const, occurredAt: now, programmeVersion, explanation };
  const posted =
    points > 0n
      ? await post(scope.connection, scope.shopId, { ...facts, kind: 'accrue', points, maturesAt: null, expiresAt: endOfNewLot(scope, now, lastOrderAt) })
      : await post(scope.connection, scope.shopId, { ...facts, kind: 'take_back', points: -points });
  await settleStanding(scope, customerId, now, 'time');
  return posted;
}

/** Takes back what is left of the points that an adjustment gave. The caller holds the member's lock. */
export async function revokeAdjustment(
  scope: LoyaltyScope,
  { customerId, lotId, key, explanation }: { customerId: bigint; lotId: bigint; key: PostingKey; explanation: object },
  now: Date,
): Promise<void> {
  const programmeVersion = versionNumberAt(scope.versions, now);
  await post(scope.connection, scope.shopId, { kind: 'revoke', customerId, lotId, key, reason: 'adjusted', occurredAt: now, programmeVersion, explanation });
  await settleStanding(scope, customerId, now, 'time');
}
