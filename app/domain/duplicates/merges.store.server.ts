import { Prisma } from '@prisma/client';
import { asRecordWriter } from '~/db/record-lock.server';
import { withShop, withShopConnection } from '~/db/tenant.server';
import { attachOrders, guestOrdersBearing, mergeCustomers } from '../customers/index.server';
import { AppError } from '../shared/errors';
import type { Cursor } from '../shared/keyset';
import { keysetScans, readScans, withShopList } from '../shared/keyset-sql.store.server';
import type { StoredSuggestion } from './suggestions.store.server';

export interface StoredMerge {
  id: bigint;
  fromId: bigint;
  intoId: bigint;
  source: string;
  evidence: unknown;
  mergedAt: Date;
  undoneAt: Date | null;
}
const COLUMNS = Prisma.sql`m.id, m.from_id as "fromId", m.into_id as "intoId", m.source, m.evidence, m.merged_at as "mergedAt", m.undone_at as "undoneAt"`;

/** Up to `size + 1` merges, the latest first. */
export function readMerges(shopId: bigint, cursor: Cursor | null, size: number): Promise<StoredMerge[]> {
  const scans = keysetScans({ column: Prisma.sql`m.merged_at`, type: 'timestamptz', nullable: false, id: Prisma.sql`m.id` }, 'desc', cursor);
  return withShopList(shopId, (tx) =>
    readScans(
      scans,
      size,
      (scan, limit) =>
        tx.$queryRaw<
          StoredMerge[]
        >`select ${COLUMNS} from customer_merge m where m.shop_id = ${shopId} and ${scan.where} order by ${scan.order} limit ${limit}`,
    ),
  );
}

/** The standing merges by which others became part of somebody, directly. */
export function readMergesInto(shopId: bigint, customerId: bigint): Promise<StoredMerge[]> {
  return withShop(shopId, (tx) =>
    tx.customerMerge.findMany({ where: { shopId, intoId: customerId, undoneAt: null }, orderBy: { mergedAt: 'desc' }, take: 50 }),
  );
}

/**
 * Merges a suggestion's two, and forgets the suggestion.
 * @throws AppError conflict when one of them is not there (any more), or has been merged already
 */
export function mergeSuggested(shopId: bigint, suggestion: StoredSuggestion, keepId: bigint, evidence: string[], by: string, now: Date): Promise<void> {
  const fromId = keepId === suggestion.oneId ? suggestion.otherId : suggestion.oneId;
  return asRecordWriter(shopId, undefined, async (client) => {
    const { rowCount } = await client.query("select from customer where shop_id = $1 and id = any($2::bigint[]) and status = 'active'", [
      shopId,
      [fromId, keepId],
    ]);
    if (rowCount !== 2 || !(await mergeCustomers(shopId, fromId, keepId, now, client, { source: 'admin', by, evidence })))
      throw new AppError('conflict', 'One of the two is not there any more, or has been merged already.');
    await client.query('delete from duplicate_suggestion where shop_id = $1 and id = $2', [shopId, suggestion.id]);
  });
}

/** Gives somebody the orders that were placed without signing in under their addresses. @returns how many. */
export function claimSuggested(shopId: bigint, suggestion: StoredSuggestion, now: Date): Promise<number> {
  return asRecordWriter(shopId, undefined, async (client) => {
    const customerId = suggestion.oneId;
    const orderIds = (await guestOrdersBearing(client, shopId, [customerId])).get(customerId) ?? [];
    await attachOrders(
      client,
      shopId,
      orderIds.map((orderId) => ({ orderId, customerId, basis: 'merchant' as const, at: now })),
    );
    await client.query('delete from duplicate_suggestion where shop_id = $1 and id = $2', [shopId, suggestion.id]);
    return orderIds.length;
  });
}

/** How many orders of guests bear the addresses of each of these. */
export async function countGuestOrders(shopId: bigint, ids: bigint[]): Promise<Map<bigint, number>> {
  const found = await withShopConnection(shopId, (client) => guestOrdersBearing(client, shopId, ids));
  return new Map([...found].map(([id, orders]) => [id, orders.length]));
}
