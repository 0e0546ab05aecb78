import { now } from '~/config/clock.server';
import { advanceReplay } from '~/domain/loyalty/replay/index.server';
import type { JobPayload, JobResult } from '../catalog';

/** A stretch of a replay; it says itself when there is more to do. */
export function handle(shopId: bigint, { replayId }: JobPayload<'advance-replay'>): Promise<JobResult> {
  return advanceReplay(shopId, BigInt(replayId), now);
}
