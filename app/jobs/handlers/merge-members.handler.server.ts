import { mergeMembers } from '~/domain/loyalty/members/index.server';
import type { JobPayload } from '../catalog';

export function handle(shopId: bigint, { from, into, at }: JobPayload<'merge-members'>): Promise<void> {
  return mergeMembers(shopId, BigInt(from), BigInt(into), new Date(at));
}
