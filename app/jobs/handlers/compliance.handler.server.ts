import { now } from '~/config/clock.server';
import { meetRequest } from '~/domain/privacy/index.server';
import type { JobPayload } from '../catalog';

export async function handle(shopId: bigint, { requestId }: JobPayload<'compliance'>): Promise<void> {
  await meetRequest(shopId, BigInt(requestId), now());
}
