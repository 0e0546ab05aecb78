import { type ProjectionTask, type StoreMembership } from '~/domain/loyalty/projection/model';
import { withSeen } from '~/domain/loyalty/projection/index.server';
import { gid, idFromGid } from '~/domain/shared/ids';
import type { AdminClient } from '../admin/index.server';
import { ReadMembershipsDocument } from '../graphql/generated/documents';

/** One has at most four objects, so that a question stays far below the 1,000 points that one may cost. */
const ASKED_AT_ONCE = 50;

/** Asks the store of those of whom it is not known how they stand there. */
export async function withKnown(client: AdminClient, tasks: readonly ProjectionTask[]): Promise<ProjectionTask[]> {
  const isUnknown = ({ before }: ProjectionTask) => !before?.digests;
  const seen = await readMemberships(
    client,
    tasks.filter(isUnknown).map(({ customerId }) => customerId),
  );
  return tasks.map((task) => (isUnknown(task) ? withSeen(task, seen.get(task.customerId) ?? null) : task));
}

/** How these customers stand in the store; who is not there is missing. */
async function readMemberships(client: AdminClient, ids: readonly bigint[]): Promise<Map<bigint, StoreMembership>> {
  const found = new Map<bigint, StoreMembership>();
  for (let start = 0; start < ids.length; start += ASKED_AT_ONCE) {
    const { nodes } = await client.query(ReadMembershipsDocument, { ids: ids.slice(start, start + ASKED_AT_ONCE).map((id) => gid('Customer', id)) });
    for (const node of nodes) {
      if (!node || !('tags' in node)) continue;
      const of = (what: 'value' | 'compareDigest') => ({
        tier: node.tier?.[what] ?? null,
        points_balance: node.points_balance?.[what] ?? null,
        loyalty: node.loyalty?.[what] ?? null,
      });
      found.set(idFromGid(node.id, 'Customer'), { values: of('value'), digests: of('compareDigest'), tags: node.tags });
    }
  }
  return found;
}
