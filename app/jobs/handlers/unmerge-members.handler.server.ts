import { unmergeMembers } from '~/domain/loyalty/members/index.server';
import type { JobPayload } from '../catalog';

export function handle(shopId: bigint, { from, into, at }: JobPayload<'unmerge-members'>): Promise<void> {
  return unmergeMembers(shopId, BigInt(from), BigInt(into), new Date(at));
}
