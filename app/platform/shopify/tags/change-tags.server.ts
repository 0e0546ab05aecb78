import { gid } from '~/domain/shared/ids';
import type { AdminClient } from '../admin/index.server';
import { AddTagsDocument, ReadCustomerTagsDocument, RemoveTagsDocument } from '../graphql/generated/documents';

/** Puts tags on a customer in the store. Doing so twice is doing it once. @throws AdminUserError when the store refuses */
export async function addTags(client: AdminClient, customerId: bigint, tags: string[], onUnsure?: () => void): Promise<void> {
  if (tags.length > 0) await client.query(AddTagsDocument, { id: gid('Customer', customerId), tags }, { repeatable: true, onUnsure });
}

export async function removeTags(client: AdminClient, customerId: bigint, tags: string[], onUnsure?: () => void): Promise<void> {
  if (tags.length > 0) await client.query(RemoveTagsDocument, { id: gid('Customer', customerId), tags }, { repeatable: true, onUnsure });
}

/** The tags these customers have in the store now; those who are not there any more are missing. */
export async function storeTags(client: AdminClient, ids: bigint[]): Promise<Map<string, string[]>> {
  const { nodes } = await client.query(ReadCustomerTagsDocument, { ids: ids.map((id) => gid('Customer', id)) });
  return new Map(nodes.flatMap((node) => (node && 'tags' in node ? [[node.id, node.tags] as const] : [])));
}

/** The store tells tags apart without regard to case. */
export function without(tags: string[], others: Iterable<string>): string[] {
  const known = new Set([...others].map((tag) => tag.toLowerCase()));
  return tags.filter((tag) => !known.has(tag.toLowerCase()));
}

export function among(tags: string[], others: Iterable<string>): string[] {
  const known = new Set([...others].map((tag) => tag.toLowerCase()));
  return tags.filter((tag) => known.has(tag.toLowerCase()));
}
