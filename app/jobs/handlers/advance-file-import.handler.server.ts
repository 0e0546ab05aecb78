import { now } from '~/config/clock.server';
import { advanceFileImport } from '~/domain/file-imports/index.server';
import type { JobPayload, JobResult } from '../catalog';

/** Reads a file of the merchant's on, or takes an import back; it says itself when there is more to do. */
export function handle(shopId: bigint, { importId }: JobPayload<'advance-file-import'>): Promise<JobResult> {
  return advanceFileImport(shopId, BigInt(importId), now);
}
