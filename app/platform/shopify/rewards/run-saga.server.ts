import { logger } from '~/config/logger.server';
import { keepSaga, postponeSaga, takeSagas } from '~/domain/loyalty/rewards/index.server';
import type { Saga, SagaTask } from '~/domain/loyalty/rewards/model';
import { adminClient, AdminApiError, wasNotExecuted, type AdminClient } from '../admin/index.server';
import { troubleOf } from './failures';
import { makeReward } from './make-reward.server';
import { endReward, lookForReward, withdrawReward } from './take-away.server';

type Work = (shopId: bigint, client: AdminClient, saga: Saga, now: Date) => Promise<void>;
const WORK: Record<SagaTask, Work> = { make: makeReward, withdraw: withdrawReward, end: endReward, look: lookForReward };
/** So many redemptions of a store at a time; the budget decides how fast they go. */
const AT_ONCE = 8;
/** Then the next round begins, in which other shops have their turn as well. */
const STRETCH_MS = 10_000;
const RENEWED_EVERY_MS = 10_000;

/** Does what is to be done for a redemption, as far as it can be done now; what fails is tried again. */
async function runSaga(shopId: bigint, saga: Saga, now: Date): Promise<boolean> {
  const renewal = setInterval(() => void keepSaga(shopId, saga.redemptionId).catch(() => undefined), RENEWED_EVERY_MS);
  try {
    // Somebody waits for a reward; what is taken away or looked at is nobody's hurry.
    await WORK[saga.task](shopId, adminClient(shopId, { priority: saga.task === 'make' || saga.task === 'withdraw' ? 'person' : 'background' }), saga, now);
    return true;
  } catch (error) {
    logger.warn(
      { err: error, shopId, redemptionId: saga.redemptionId, task: saga.task, attempts: saga.attempts },
      'what is to be done for a redemption failed',
    );
    const known = error instanceof AdminApiError ? error : null;
    await postponeSaga(shopId, saga, troubleOf(error), {
      waitMs: known?.failure === 'throttled' ? known.retryAfterMs : undefined,
      isUnknown: known === null || (known.failure !== 'graphql' && !wasNotExecuted(known)),
    });
    return false;
  } finally {
    clearInterval(renewal);
  }
}

/** Does what is due for a shop's redemptions, for a stretch. @returns how many were worked. */
export async function runSagas(shopId: bigint, now: Date): Promise<number> {
  const endsAt = performance.now() + STRETCH_MS;
  let worked = 0;
  const lane = async (): Promise<void> => {
    while (performance.now() < endsAt) {
      const [saga] = await takeSagas(shopId, 1, now);
      if (!saga) return;
      if (await runSaga(shopId, saga, now)) worked += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return worked;
}

/** Does what is to be done for one redemption now, because somebody waits; when somebody else is at it, nothing. */
export async function runSagaNow(shopId: bigint, redemptionId: bigint, now: Date): Promise<void> {
  const [saga] = await takeSagas(shopId, 1, now, redemptionId);
  if (saga) await runSaga(shopId, saga, now);
}
