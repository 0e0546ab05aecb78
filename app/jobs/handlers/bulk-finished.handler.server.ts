import { now } from '~/config/clock.server';
import { onBulkFinished } from '~/platform/shopify/import/index.server';
import type { JobPayload, JobResult } from '../catalog';

/** The store has finished a bulk operation: who waits for its file goes on at once. */
export function handle(shopId: bigint, { bulkId }: JobPayload<'bulk-finished'>): Promise<JobResult> {
  return onBulkFinished(shopId, BigInt(bulkId), now());
}
