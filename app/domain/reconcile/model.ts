/** What is compared, in the order in which it is repaired: references point backwards. */
export const RECONCILE_KINDS = ['products', 'collections', 'discounts', 'customers', 'orders'] as const;
export type ReconcileKind = (typeof RECONCILE_KINDS)[number];
export type Drift = 'missing' | 'stale' | 'extra';
export type ReconcileReason = 'nightly' | 'asked';
export type ReconcileStatus = 'running' | 'done' | 'failed';
/** `changes`: pages of what has changed; `mending`: repairs; `counting`: totals are compared; `sweep`: every record is. */
export type PartStep = 'waiting' | 'changes' | 'mending' | 'counting' | 'sweep' | 'done';

/** Why a run has ended before its end. Pages translate these. */
export const RECONCILE_FAILURES = ['uninstalled', 'access_lost', 'access_denied', 'shop_unavailable', 'file_incomplete', 'refused'] as const;
export type ReconcileFailure = (typeof RECONCILE_FAILURES)[number];

/** A record as the store has it now. `mark` holds what may change without a new version; equal for equal contents. */
export interface StoreVersion {
  id: bigint;
  versionAt: Date;
  mark: string;
}
export interface DriftingRecord {
  id: bigint;
  drift: Drift;
}

export interface ReconcilePart {
  kind: ReconcileKind;
  step: PartStep;
  swept: boolean;
  /** `null`: everything is to be compared. */
  since: Date | null;
  cursor: string | null;
  storeTotal: number | null;
  ourTotal: number | null;
  checked: number;
  missing: number;
  stale: number;
  extra: number;
  repaired: number;
  bulkId: string | null;
  byteOffset: number;
  attempts: number;
}

export interface ReconcileRun {
  id: bigint;
  reason: ReconcileReason;
  whole: boolean;
  status: ReconcileStatus;
  error: ReconcileFailure | null;
  until: Date;
  points: number;
  startedAt: Date;
  finishedAt: Date | null;
  /** In the order of {@link RECONCILE_KINDS}. */
  parts: ReconcilePart[];
}

/** All that a run has found, as one number. */
export const driftOf = (run: ReconcileRun): number => run.parts.reduce((sum, part) => sum + part.missing + part.stale + part.extra, 0);
