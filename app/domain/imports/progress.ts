import type { ImportPhase, ImportProgress, ImportRun } from './model';

/** What a page shows of a run at `now`. */
export function progressOf(run: ImportRun, now: Date): ImportProgress {
  const current = run.status === 'running' ? run.phases.find((phase) => phase.status !== 'done') : undefined;
  const endedAt = run.finishedAt ?? now;
  return {
    runId: run.id,
    status: run.status,
    error: run.error,
    phase: run.status === 'running' ? (current?.phase ?? 'finish') : null,
    phases: run.phases.map(({ phase, status, applied, skipped, total }) => ({
      phase,
      status,
      rows: applied,
      skipped,
      total: status === 'done' ? applied : total,
    })),
    rowsPerSecond: current?.status === 'reading' ? current.rowsPerSecond : null,
    secondsLeft: run.status === 'running' ? secondsLeft(run.phases) : 0,
    secondsRunning: Math.max(0, Math.round((endedAt.getTime() - run.startedAt.getTime()) / 1000)),
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
  };
}

/** By the pace of the phase that reads now, or did last; a guess only when each remaining phase's size is known. */
function secondsLeft(phases: ImportPhase[]): number | null {
  const pace = phases.findLast((phase) => phase.rowsPerSecond !== null)?.rowsPerSecond;
  if (!pace) return null;
  let rows = 0;
  for (const phase of phases) {
    if (phase.status === 'done') continue;
    if (phase.total === null || phase.status === 'waiting') return null;
    rows += Math.max(0, phase.total - phase.applied);
  }
  return Math.ceil(rows / pace);
}
