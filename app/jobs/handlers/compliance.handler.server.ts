import { now } from '~/config/clock.server';
import { meetRequest } from '~/domain/privacy/index.server';
import { storeAnswers } from '~/platform/shopify/install.server';
import type { JobPayload, JobResult } from '../catalog';

export function handle(shopId: bigint, { requestId }: JobPayload<'compliance'>): Promise<JobResult> {
  return meetRequest(shopId, BigInt(requestId), now(), { storeAnswers });
}
