import { applyTags, holdersOfTags, tagsOfCustomers } from '~/domain/customers/index.server';
import { AppError } from '~/domain/shared/errors';
import { adminClient } from '../admin/index.server';
import { addTags, removeTags, without } from './change-tags.server';

export type SavedTags = { saved: true } | { saved: false; error: string };

/**
 * Makes a customer's tags in the store be `tags`, and shows them here at once, without waiting for the store to tell.
 * A tag that came with a record which was merged here is taken off that record.
 * Tags that others have changed meanwhile are left alone: only the difference to what was on the page is sent.
 */
export async function saveCustomerTags(shopId: bigint, customerId: bigint, tags: string[], now: Date): Promise<SavedTags> {
  const before = (await tagsOfCustomers(shopId, [customerId])).get(customerId) ?? [];
  const added = without(tags, before);
  const holders = await holdersOfTags(shopId, customerId, without(before, tags));
  const client = adminClient(shopId, { priority: 'person' });
  try {
    await addTags(client, customerId, added);
    for (const [id, held] of holders) await removeTags(client, id, held);
  } catch (error) {
    if (error instanceof AppError) return { saved: false, error: error.message };
    throw error;
  }
  await applyTags(shopId, [
    ...(added.length > 0 ? [{ customerId, added, removed: [], occurredAt: now }] : []),
    ...[...holders].map(([id, removed]) => ({ customerId: id, added: [], removed, occurredAt: now })),
  ]);
  return { saved: true };
}
