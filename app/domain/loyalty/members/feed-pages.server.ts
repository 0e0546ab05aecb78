import { namesOf, searchTokens } from '../../customers/index.server';
import { NOBODY } from '../../customers/model';
import { decodeCursor, eachPage, PAGE_SIZE, pageOf, type Page } from '../../shared/keyset';
import { feedKey, readFeed } from './feed.store.server';
import type { FeedFilter, FeedRow } from './model';
import { tierRanks } from './names.store.server';

const EXPORTED_AT_ONCE = 1000;

/** One page of everything that has happened to points and tiers, newest first, with whose they are. */
export async function listFeed(shopId: bigint, filter: FeedFilter, cursorText: string | null, now: Date, size = PAGE_SIZE): Promise<Page<FeedRow>> {
  const tokens = filter.query ? await searchTokens(shopId, filter.query) : null;
  const cursor = decodeCursor(cursorText);
  const events = await readFeed(shopId, { filter, tokens, ranks: await tierRanks(shopId), now }, cursor, size);
  const page = pageOf(events, cursor, size, (event) => ({ value: event.occurredAt.toISOString(), id: feedKey(event) }));
  const names = await namesOf(shopId, [...new Set(page.rows.map(({ customerId }) => customerId))]);
  return { ...page, rows: page.rows.map((event) => ({ ...event, contact: names.get(event.customerId) ?? NOBODY })) };
}

/** Everything the filter finds, page by page: for export, in flat memory. */
export const eachFeedRow = (shopId: bigint, filter: FeedFilter, now: Date): AsyncGenerator<FeedRow[]> =>
  eachPage((cursor) => listFeed(shopId, filter, cursor, now, EXPORTED_AT_ONCE));
