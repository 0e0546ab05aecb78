import { namesOf, searchTokens } from '../../customers/index.server';
import { NOBODY } from '../../customers/model';
import { decodeCursor, eachPage, PAGE_SIZE, pageOf, type Page } from '../../shared/keyset';
import { feedWhere, readFeed } from './feed.store.server';
import type { FeedFilter, FeedRow } from './model';

const EXPORTED_AT_ONCE = 1000;

/** One page of everything that has happened to the shop's points, newest first, with whose they are. */
export async function listFeed(shopId: bigint, filter: FeedFilter, cursorText: string | null, now: Date, size = PAGE_SIZE): Promise<Page<FeedRow>> {
  const tokens = filter.query ? await searchTokens(shopId, filter.query) : null;
  const cursor = decodeCursor(cursorText);
  const entries = await readFeed(shopId, feedWhere(shopId, filter, tokens, now), cursor, size);
  const page = pageOf(entries, cursor, size, (entry) => ({ value: entry.occurredAt.toISOString(), id: entry.id }));
  const names = await namesOf(shopId, [...new Set(page.rows.map(({ customerId }) => customerId))]);
  return { ...page, rows: page.rows.map((entry) => ({ ...entry, contact: names.get(entry.customerId) ?? NOBODY })) };
}

/** Every movement the filter finds, page by page: for export, in flat memory. */
export const eachMovement = (shopId: bigint, filter: FeedFilter, now: Date): AsyncGenerator<FeedRow[]> =>
  eachPage((cursor) => listFeed(shopId, filter, cursor, now, EXPORTED_AT_ONCE));
