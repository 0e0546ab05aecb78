import { AppError } from '../shared/errors';
import { findBulkAction, type StoredBulkAction } from './bulk-progress.store.server';
import { createBulkAction, type BulkTargets } from './bulk-action.store.server';
import type { BulkProgress } from './model';

const INVERSE = { tag_customers: 'untag_customers', untag_customers: 'tag_customers' } as const;

/** Adds or removes tags of many customers, in the background. @returns the action's id, to follow it by. */
export function requestBulkTags(
  shopId: bigint,
  request: { kind: BulkProgress['kind']; tags: string[]; targets: BulkTargets; userId: string },
  now: Date,
): Promise<bigint> {
  if (request.tags.length === 0) throw new AppError('invalid_input', 'No tag is given.', 'tags');
  return createBulkAction(shopId, { kind: request.kind, tags: request.tags, createdBy: request.userId }, request.targets, now);
}

/** @throws AppError not_found */
export async function getBulkAction(shopId: bigint, id: bigint): Promise<StoredBulkAction> {
  const action = await findBulkAction(shopId, id);
  if (!action) throw new AppError('not_found', 'There is no such bulk action.');
  return action;
}

/** Puts back exactly what the action changed. @throws AppError conflict while it runs, or when it has been undone already. */
export async function undoBulkAction(shopId: bigint, id: bigint, userId: string, now: Date): Promise<bigint> {
  const action = await getBulkAction(shopId, id);
  if (action.status === 'running') throw new AppError('conflict', 'The action is still running.');
  if (action.undone) throw new AppError('conflict', 'The action has been undone already.');
  return createBulkAction(shopId, { kind: INVERSE[action.kind], tags: action.tags, createdBy: userId, undoOf: id }, { changedBy: id }, now);
}
