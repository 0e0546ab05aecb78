import { AppError } from '../../shared/errors';
import { post } from '../ledger/index.server';
import type { Posted } from '../ledger/model';
import { lockAndAdvance, settleStanding } from './advance.store.server';
import { endOfNewLot } from './lots.store.server';
import { readMember, survivorOf } from './member.store.server';
import { versionNumberAt, type Adjustment } from './model';
import { withLoyalty } from './scope.store.server';

/**
 * Gives or takes points by hand. What cannot be taken is owed. The same request twice is done once.
 * @throws AppError `invalid_input` when there is nothing to adjust, `not_found` when the shop has no programme.
 */
export async function adjust(shopId: bigint, { points, note, by, requestKey, ...adjustment }: Adjustment, now: Date): Promise<Posted> {
  if (points === 0n) throw new AppError('invalid_input', 'There are no points to adjust', 'points');
  const posted = await withLoyalty(shopId, async (scope) => {
    const customerId = await survivorOf(scope, adjustment.customerId);
    await lockAndAdvance(scope, [customerId], now);
    const { lastOrderAt } = await readMember(scope, customerId);
    const facts = {
      customerId,
      key: { source: 'adjustment', sourceId: requestKey, rule: 'manual', purpose: 'adjust' },
      reason: 'adjusted' as const,
      occurredAt: now,
      programmeVersion: versionNumberAt(scope.versions, now),
      explanation: { note, by },
    };
    const answer =
      points > 0n
        ? await post(scope.connection, shopId, { ...facts, kind: 'accrue', points, maturesAt: null, expiresAt: endOfNewLot(scope, now, lastOrderAt) })
        : await post(scope.connection, shopId, { ...facts, kind: 'take_back', points: -points });
    await settleStanding(scope, customerId, now, 'time');
    return answer;
  });
  if (!posted) throw new AppError('not_found', 'The shop has no loyalty programme');
  return posted;
}
