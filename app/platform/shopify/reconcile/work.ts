import type { ReconcilePart, ReconcileRun } from '~/domain/reconcile/model';
import type { PartKey } from '~/domain/reconcile/index.server';
import type { AdminClient } from '../admin/index.server';

/** What a step of one part needs to know. */
export interface PartWork {
  key: PartKey;
  run: ReconcileRun;
  part: ReconcilePart;
  admin: AdminClient;
  now: Date;
}

/** What has become of a part by one step; `failed` ends the run. */
export type Step = { next: 'again' } | { next: 'wait'; againInMs: number } | { next: 'failed'; reason: 'file_incomplete' | 'access_denied' };
