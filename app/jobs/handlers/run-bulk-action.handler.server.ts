import { now } from '~/config/clock.server';
import { runBulkTags } from '~/platform/shopify/tags/run-bulk-tags.server';
import type { JobPayload, JobResult } from '../catalog';

/** Works a bulk action off; it says itself when there is more to do. */
export function handle(shopId: bigint, { actionId }: JobPayload<'run-bulk-action'>): Promise<JobResult> {
  return runBulkTags(shopId, BigInt(actionId), now);
}
