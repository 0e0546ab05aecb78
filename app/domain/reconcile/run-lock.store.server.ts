import { withTryLock } from '~/db/try-lock.server';

/** Lets one worker at a time work on a run; that nothing is counted twice is held by the marks of its parts. @returns `null` when somebody else is at it. */
export function withReconcileLock<T>(shopId: bigint, runId: bigint, work: () => Promise<T>): Promise<T | null> {
  return withTryLock(shopId, `reconcile:${runId}`, work);
}
