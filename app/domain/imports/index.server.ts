import { beginRun, findLatestRun } from './import-run.store.server';
import type { ImportProgress, ImportReason } from './model';
import { progressOf } from './progress';

export { commitStretch, notePhaseDone, notePhasePrepared, notePhaseReadable, notePhaseRequested, notePhaseWaiting } from './import-phase.store.server';
export { endRun, findRun, runningImport, runOfBulk, setRunPhase } from './import-run.store.server';
export { withRunLock } from './run-lock.store.server';

/** Asks for an import of everything; while one is under way, that is the answer. @returns the run's id. */
export function startImport(shopId: bigint, reason: ImportReason, now: Date): Promise<bigint> {
  return beginRun(shopId, reason, now);
}

/** What the button of a failed import does: a new run, which changes only what is not stored already. */
export function restartImport(shopId: bigint, now: Date): Promise<bigint> {
  return beginRun(shopId, 'retry', now);
}

/** How far the shop's latest import is; `null` when there has been none. */
export async function importProgress(shopId: bigint, now: Date): Promise<ImportProgress | null> {
  const run = await findLatestRun(shopId);
  return run && progressOf(run, now);
}
