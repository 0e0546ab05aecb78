import { AppError } from '../../shared/errors';
import { post } from '../ledger/index.server';
import { keyText, type Posted, type PostingKey } from '../ledger/model';
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
    return (
      (await doneForOther(scope, customerId, requestKey)) ??
      postAdjustment(scope, { customerId, points, key: adjustmentKey(requestKey), explanation: { note, by } }, now)
    );
  });
  if (!posted) throw new AppError('not_found', 'The shop has no loyalty programme');
  return posted;
}

/** The request was carried out before its member was merged, or parted again: it comes again, and is done already. */
async function doneForOther({ connection, shopId }: LoyaltyScope, customerId: bigint, requestKey: string): Promise<Posted | null> {
  const { rows } = await connection.query<Omit<Posted, 'outcome'>>(
    `select e.id as "entryId", m.available, m.pending, m.owed from ledger_entry e join loyalty_member m on m.shop_id = e.shop_id and m.customer_id = e.customer_id
     where e.shop_id = $1 and e.key = $2 and e.part = 0 and e.customer_id <> $3 and exists (select from loyalty_merge g where g.shop_id = $1
       and (g.from_customer, g.into_customer) in ((e.customer_id, $3), ($3, e.customer_id)))`,
    [shopId, keyText(adjustmentKey(requestKey)), customerId],
  );
  return rows[0] ? { ...rows[0], outcome: 'repeated' } : null;
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
