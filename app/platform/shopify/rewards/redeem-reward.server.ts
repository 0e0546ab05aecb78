import { decideCredit, hurrySaga, orderWithdrawal, redemptionState, requestReward } from '~/domain/loyalty/rewards/index.server';
import type { RedemptionState, RewardRefusal, RewardRequest } from '~/domain/loyalty/rewards/model';
import { runSagaNow } from './run-saga.server';

export type RedeemAnswer = { outcome: 'redeemed'; redemption: RedemptionState } | { outcome: 'refused'; why: RewardRefusal; available: bigint };

/**
 * Spends a member's points on a reward, and makes it in the store while they wait. What the store could not do at once stands as `pending` in the
 * answer and is done by the worker; the points are reserved until then and come back if the store refuses (`released`). The same request
 * twice is one redemption and answers how it stands. @throws AppError `not_found`: no programme, or no such customer; `conflict`: the key is somebody else's.
 */
export async function redeemReward(shopId: bigint, request: RewardRequest, now: Date): Promise<RedeemAnswer> {
  const answer = await requestReward(shopId, request, now);
  if (answer.outcome === 'refused') return answer;
  await runSagaNow(shopId, answer.redemptionId, now);
  return { outcome: 'redeemed', redemption: await redemptionState(shopId, answer.redemptionId) };
}

/** Takes a reward that was not used back: first out of the store, then the points. @throws AppError `not_found`, `conflict`. */
export async function cancelReward(shopId: bigint, redemptionId: bigint, by: string, now: Date): Promise<RedemptionState> {
  await orderWithdrawal(shopId, redemptionId, by, now);
  await runSagaNow(shopId, redemptionId, now);
  return redemptionState(shopId, redemptionId);
}

/** Tries at once what waits. @throws AppError not_found when nothing does. */
export async function retryReward(shopId: bigint, redemptionId: bigint, now: Date): Promise<RedemptionState> {
  await hurrySaga(shopId, redemptionId);
  await runSagaNow(shopId, redemptionId, now);
  return redemptionState(shopId, redemptionId);
}

/** Somebody has looked in the store whether a credit whose answer was lost is there. @throws AppError conflict when nobody asked. */
export async function settleUncertain(shopId: bigint, redemptionId: bigint, isThere: boolean, by: string, now: Date): Promise<RedemptionState> {
  await decideCredit(shopId, redemptionId, isThere, by, now);
  await runSagaNow(shopId, redemptionId, now);
  return redemptionState(shopId, redemptionId);
}
