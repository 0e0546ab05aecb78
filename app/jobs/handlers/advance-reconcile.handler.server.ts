import { now } from '~/config/clock.server';
import { advanceReconcile } from '~/platform/shopify/reconcile/index.server';
import type { JobPayload, JobResult } from '../catalog';

/** One step of a comparison with the store; it says itself when the next is due. */
export function handle(shopId: bigint, { runId }: JobPayload<'advance-reconcile'>): Promise<JobResult> {
  return advanceReconcile(shopId, BigInt(runId), now());
}
