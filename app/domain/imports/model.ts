/** What a first import reads, in the order in which it is applied: references point backwards. */
export const IMPORT_PHASES = ['products', 'collections', 'discounts', 'customers', 'orders'] as const;
export type ImportPhaseName = (typeof IMPORT_PHASES)[number];
export type PhaseStatus = 'waiting' | 'requested' | 'reading' | 'done' | 'failed';
export type ImportStatus = 'running' | 'done' | 'failed';
export type ImportReason = 'install' | 'reinstall' | 'retry';

/** Why a run has ended before its end. Pages translate these. */
export const IMPORT_FAILURES = [
  'uninstalled',
  'access_lost',
  'access_denied',
  'shop_unavailable',
  'file_incomplete',
  'bulk_failed',
  'bulk_canceled',
  'refused',
] as const;
export type ImportFailure = (typeof IMPORT_FAILURES)[number];

export interface ImportPhase {
  phase: ImportPhaseName;
  status: PhaseStatus;
  bulkId: string | null;
  /** Root objects the store has announced; grows while it is still preparing the file. */
  total: number | null;
  /** Root objects read out of the file and committed; of these, `skipped` could not be understood. */
  applied: number;
  skipped: number;
  lines: number;
  byteOffset: number;
  attempts: number;
  partial: boolean;
  rowsPerSecond: number | null;
  startedAt: Date | null;
  finishedAt: Date | null;
}

export interface ImportRun {
  id: bigint;
  status: ImportStatus;
  phase: ImportPhaseName | 'finish';
  reason: ImportReason;
  error: ImportFailure | null;
  startedAt: Date;
  finishedAt: Date | null;
  /** In the order of {@link IMPORT_PHASES}. */
  phases: ImportPhase[];
}

/** How far an import is, for people to look at. */
export interface ImportProgress {
  runId: bigint;
  status: ImportStatus;
  error: ImportFailure | null;
  /** The phase being worked on; `null` when the run has ended. */
  phase: ImportPhaseName | 'finish' | null;
  phases: PhaseProgress[];
  /** Of the phase being worked on; `null` until it reads. */
  rowsPerSecond: number | null;
  /** `null` when the store has not yet said how much there is, or the pace is not known. */
  secondsLeft: number | null;
  secondsRunning: number;
  startedAt: Date;
  finishedAt: Date | null;
}
export interface PhaseProgress {
  phase: ImportPhaseName;
  status: PhaseStatus;
  rows: number;
  skipped: number;
  total: number | null;
}
