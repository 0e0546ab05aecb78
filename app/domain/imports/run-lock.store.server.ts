import { withTryLock } from '~/db/try-lock.server';

/** Lets one worker at a time work on a run; that nothing is applied twice is held by the marks of the phases. @returns `null` when somebody else is at it. */
export function withRunLock<T>(shopId: bigint, runId: bigint, work: () => Promise<T>): Promise<T | null> {
  return withTryLock(shopId, `import:${runId}`, work);
}
