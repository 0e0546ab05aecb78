import { z } from 'zod';
import { withShop } from '~/db/tenant.server';
import type { BulkProgress } from './model';

const input = z.object({ tags: z.array(z.string()), undoOf: z.string().optional() });
const ERRORS_SHOWN = 20;

export interface StoredBulkAction extends BulkProgress {
  undoOf: bigint | null;
}

export function findBulkAction(shopId: bigint, id: bigint): Promise<StoredBulkAction | null> {
  return withShop(shopId, async (tx) => {
    const row = await tx.bulkAction.findUnique({ where: { shopId_id: { shopId, id } } });
    if (!row) return null;
    const { tags, undoOf } = input.parse(row.input);
    const items = { shopId, actionId: id };
    const failures = await tx.bulkActionItem.findMany({ where: { ...items, state: 3 }, take: ERRORS_SHOWN, orderBy: { targetId: 'asc' } });
    const [undone] = await tx.$queryRaw<
      unknown[]
    >`select 1 from bulk_action where shop_id = ${shopId} and id > ${id} and input ->> 'undoOf' = ${id.toString()} limit 1`;
    return {
      id,
      kind: row.kind as BulkProgress['kind'],
      tags,
      status: row.status as BulkProgress['status'],
      total: row.total,
      done: row.done,
      failed: row.failed,
      changed: await tx.bulkActionItem.count({ where: { ...items, state: 1 } }),
      undone: undone !== undefined,
      undoOf: undoOf ? BigInt(undoOf) : null,
      errors: failures.map((item) => ({ id: item.targetId.toString(), message: item.error ?? '' })),
    };
  });
}
