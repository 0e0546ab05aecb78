import { now } from '~/config/clock.server';
import { advanceImport } from '~/platform/shopify/import/index.server';
import type { JobPayload, JobResult } from '../catalog';

/** One step of an import; it says itself when the next is due. */
export function handle(shopId: bigint, { runId }: JobPayload<'advance-import'>): Promise<JobResult> {
  return advanceImport(shopId, BigInt(runId), now());
}
