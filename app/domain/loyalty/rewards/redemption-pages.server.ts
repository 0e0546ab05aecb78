import { namesOf, searchTokens } from '../../customers/index.server';
import { NOBODY } from '../../customers/model';
import { decodeCursor, eachPage, PAGE_SIZE, pageOf, type Count, type Page } from '../../shared/keyset';
import { periodDays } from '../accounting/periods';
import { localDay, startOfLocalDay } from '../earning/calendar';
import { redemptionFilter, type OverviewOutline, type RedemptionFilter, type RedemptionRow, type RewardOverview } from './model';
import { readOutline } from './outline.store.server';
import { readOverview } from './overview.store.server';
import { countRedemptions, readRedemptions, type RedemptionSearch } from './redemption-list.store.server';

const EXPORTED_AT_ONCE = 1000;
/** More than these at once have one cause; the list has them all. */
const TROUBLED_SHOWN = 5;

interface Wanted {
  filter: RedemptionFilter;
  zone: string;
  now: Date;
}

/** Moments between which a period of the shop's calendar lies. */
function spanOf({ filter, zone, now }: Wanted): Pick<RedemptionSearch, 'from' | 'to'> {
  const { from, to } = periodDays(filter.period, localDay(now, zone));
  return { from: from === null ? null : new Date(startOfLocalDay(from, zone)), to: new Date(startOfLocalDay(to, zone)) };
}

async function searchOf(shopId: bigint, wanted: Wanted): Promise<RedemptionSearch> {
  const { filter, now } = wanted;
  return { filter, now, tokens: filter.query ? await searchTokens(shopId, filter.query) : null, ...spanOf(wanted) };
}

async function pageFrom(shopId: bigint, search: RedemptionSearch, direction: 'asc' | 'desc', cursorText: string | null, size: number) {
  const cursor = decodeCursor(cursorText);
  const read = await readRedemptions(shopId, search, direction, cursor, size);
  const page = pageOf(read, cursor, size, ({ createdAt, id }) => ({ value: createdAt.toISOString(), id }));
  const names = await namesOf(shopId, [...new Set(page.rows.map(({ customerId }) => customerId))]);
  return { ...page, rows: page.rows.map((row) => ({ ...row, contact: names.get(row.customerId) ?? NOBODY })) };
}

/** One page of what points were spent on, the newest first, with whose it is. */
export const listRedemptions = async (shopId: bigint, wanted: Wanted, cursor: string | null, size = PAGE_SIZE): Promise<Page<RedemptionRow>> =>
  pageFrom(shopId, await searchOf(shopId, wanted), 'desc', cursor, size);

export const countRedemptionsOf = async (shopId: bigint, wanted: Wanted): Promise<Count> => countRedemptions(shopId, await searchOf(shopId, wanted));

/** All of them, page by page: for export, in flat memory. */
export const eachRedemption = (shopId: bigint, wanted: Wanted): AsyncGenerator<RedemptionRow[]> =>
  eachPage((cursor) => listRedemptions(shopId, wanted, cursor, EXPORTED_AT_ONCE));

/** The redemptions with which something is wrong, whenever they were asked for: the oldest first, and how many there are. */
export async function troubledRedemptions(shopId: bigint, zone: string, now: Date): Promise<{ rows: RedemptionRow[]; count: Count }> {
  const search = await searchOf(shopId, { filter: redemptionFilter.parse({ trouble: 'yes' }), zone, now });
  const [{ rows }, count] = await Promise.all([pageFrom(shopId, search, 'asc', null, TROUBLED_SHOWN), countRedemptions(shopId, search)]);
  return { rows, count };
}

/** What became of the rewards that were given in a period of the shop's calendar. */
export const rewardOverview = (shopId: bigint, wanted: Wanted): Promise<RewardOverview> => {
  const { from, to } = spanOf(wanted);
  return readOverview(shopId, from, to);
};

/** What {@link rewardOverview} will tell of. It is there at once, however many redemptions there are. */
export const overviewOutline = (shopId: bigint, wanted: Wanted): Promise<OverviewOutline> => {
  const { from, to } = spanOf(wanted);
  return readOutline(shopId, from, to);
};
