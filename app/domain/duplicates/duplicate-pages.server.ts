import { briefsOf, getCustomer, unmergeCustomers } from '../customers/index.server';
import { NOBODY } from '../customers/model';
import { AppError } from '../shared/errors';
import { decodeCursor, eachPage, pageOf, type Page } from '../shared/keyset';
import { crowdsOf } from './crowds.store.server';
import { claimSuggested, countGuestOrders, mergeSuggested, readMerges, readMergesInto, type StoredMerge } from './merges.store.server';
import { isEvidence, type Crowds, type Evidence, type MergeRow, type SuggestionRow, type SuggestionView, type Suspect } from './model';
import { findSuggestion, readSuggestions, readSuggestionsOf, setSuggestionState, storeChosen, type StoredSuggestion } from './suggestions.store.server';

const PAGE = 25;
const EXPORTED_AT_ONCE = 500;

const evidenceOf = (json: unknown): Evidence[] =>
  Array.isArray(json) ? json.filter((one): one is Evidence => typeof one === 'string' && isEvidence(one)) : [];

/** One page of who may be the same person, the surest first, and what is left out because too many share it. */
export async function pageOfSuggestions(shopId: bigint, view: SuggestionView, cursor: string | null): Promise<{ page: Page<SuggestionRow>; crowds: Crowds }> {
  const [page, crowds] = await Promise.all([readPage(shopId, view, cursor, PAGE), crowdsOf(shopId)]);
  return { page, crowds };
}

/** All suggestions of a view, the likeliest first: for export, in flat memory. */
export const eachSuggestion = (shopId: bigint, view: SuggestionView): AsyncGenerator<SuggestionRow[]> =>
  eachPage((cursor) => readPage(shopId, view, cursor, EXPORTED_AT_ONCE));

async function readPage(shopId: bigint, view: SuggestionView, cursorText: string | null, size: number): Promise<Page<SuggestionRow>> {
  const cursor = decodeCursor(cursorText);
  const page = pageOf(await readSuggestions(shopId, view, cursor, size), cursor, size, (row) => ({ value: String(row.strength), id: row.id }));
  return { ...page, rows: await withSuspects(shopId, page.rows) };
}

/** What may be the same person as somebody. */
export async function openSuggestionsOf(shopId: bigint, customerId: bigint): Promise<SuggestionRow[]> {
  return withSuspects(shopId, await readSuggestionsOf(shopId, customerId));
}

async function withSuspects(shopId: bigint, rows: StoredSuggestion[]): Promise<SuggestionRow[]> {
  const ids = [...new Set(rows.flatMap((row) => [row.oneId, row.otherId]))].filter((id) => id !== 0n);
  const guests = rows.filter((row) => row.otherId === 0n).map((row) => row.oneId);
  const [briefs, counts] = await Promise.all([briefsOf(shopId, ids), countGuestOrders(shopId, guests)]);
  const suspect = (id: bigint): Suspect => ({ id, ...(briefs.get(id) ?? { contact: NOBODY, ordersCount: 0, spentNet: 0n }) });
  return rows.map((row) => ({
    id: row.id,
    strength: row.strength,
    evidence: evidenceOf(row.evidence),
    one: suspect(row.oneId),
    other: row.otherId === 0n ? null : suspect(row.otherId),
    guestOrders: row.otherId === 0n ? (counts.get(row.oneId) ?? 0) : 0,
  }));
}

/**
 * Lets two customers be compared whom nothing but a member of staff takes for one.
 * @returns the suggestion's id. @throws AppError invalid_input when the other cannot be merged
 */
export async function chooseDuplicate(shopId: bigint, customerId: bigint, otherId: bigint, now: Date): Promise<bigint> {
  const id = customerId === otherId ? null : await storeChosen(shopId, customerId, otherId, now);
  if (id === null) throw new AppError('invalid_input', 'This customer cannot be merged.', 'other');
  return id;
}

/** @throws AppError not_found when it has been decided, or does not hold any more */
async function suggestion(shopId: bigint, id: bigint): Promise<StoredSuggestion> {
  const stored = await findSuggestion(shopId, id);
  if (!stored) throw new AppError('not_found', 'This suggestion is not there any more.');
  return stored;
}

/** The two of a suggestion, in full. The first is the one that should stay: the store's own, then the one with more orders, then the older. */
export async function compareSuggestion(shopId: bigint, id: bigint) {
  const stored = await suggestion(shopId, id);
  if (stored.otherId === 0n) throw new AppError('not_found', 'This suggestion is about orders.');
  const [one, other] = await Promise.all([getCustomer(shopId, stored.oneId), getCustomer(shopId, stored.otherId)]);
  const rank = (customer: typeof one) => [customer.id > 0n ? 1 : 0, customer.ordersCount, -customer.joinedAt.getTime()];
  const [a, b] = [rank(one), rank(other)];
  const place = a.findIndex((value, at) => value !== b[at]);
  const swap = place >= 0 && (a[place] ?? 0) < (b[place] ?? 0);
  return {
    id,
    strength: stored.strength,
    evidence: evidenceOf(stored.evidence),
    dismissed: stored.state === 'dismissed',
    customers: swap ? ([other, one] as const) : ([one, other] as const),
  };
}

/**
 * Merges the two of a suggestion; `keepId` is the one that stays.
 * @throws AppError invalid_input when a record that the store does not have would stay in place of one of the store's
 */
export async function confirmMerge(shopId: bigint, id: bigint, keepId: bigint, by: string, now: Date): Promise<void> {
  const stored = await suggestion(shopId, id);
  const ids = [stored.oneId, stored.otherId];
  if (!ids.includes(keepId) || stored.otherId === 0n || (keepId < 0n && ids.some((one) => one > 0n)))
    throw new AppError('invalid_input', 'This record cannot be the one that stays.', 'keep');
  await mergeSuggested(shopId, stored, keepId, evidenceOf(stored.evidence), by, now);
}

/** Puts a suggestion aside, or back. What is put aside is remembered, also when one of the two is merged with somebody else. */
export async function decideSuggestion(shopId: bigint, id: bigint, view: SuggestionView, by: string, now: Date): Promise<void> {
  if (!(await setSuggestionState(shopId, id, view, by, now))) throw new AppError('not_found', 'This suggestion is not there any more.');
}

/** @returns how many orders of guests somebody has been given. */
export async function claimGuestOrders(shopId: bigint, id: bigint, now: Date): Promise<number> {
  const stored = await suggestion(shopId, id);
  if (stored.otherId !== 0n) throw new AppError('invalid_input', 'This suggestion is about customers.');
  return claimSuggested(shopId, stored, now);
}

/** One page of all merges, the latest first. */
export async function pageOfMerges(shopId: bigint, cursorText: string | null, size = PAGE): Promise<Page<MergeRow>> {
  const cursor = decodeCursor(cursorText);
  const page = pageOf(await readMerges(shopId, cursor, size), cursor, size, (row) => ({ value: row.mergedAt.toISOString(), id: row.id }));
  return { ...page, rows: await withNames(shopId, page.rows) };
}

/** All merges there have been, newest first: for export, in flat memory. */
export const eachMerge = (shopId: bigint): AsyncGenerator<MergeRow[]> => eachPage((cursor) => pageOfMerges(shopId, cursor, EXPORTED_AT_ONCE));

/** What has been merged into somebody. */
export async function mergedRecordsOf(shopId: bigint, customerId: bigint): Promise<MergeRow[]> {
  return withNames(shopId, await readMergesInto(shopId, customerId));
}

async function withNames(shopId: bigint, rows: StoredMerge[]): Promise<MergeRow[]> {
  const briefs = await briefsOf(shopId, [...new Set(rows.flatMap((row) => [row.fromId, row.intoId]))]);
  const named = (id: bigint) => ({ id, contact: briefs.get(id)?.contact ?? NOBODY });
  return rows.map((row) => ({
    id: row.id,
    from: named(row.fromId),
    into: named(row.intoId),
    source: row.source === 'store' ? 'store' : 'admin',
    evidence: evidenceOf(row.evidence),
    mergedAt: row.mergedAt,
    undoneAt: row.undoneAt,
    canUndo: row.source === 'admin' && row.undoneAt === null,
  }));
}

/** @throws AppError conflict when the two are not merged any more, or the store has merged them since */
export async function undoMerge(shopId: bigint, fromId: bigint, by: string, now: Date): Promise<void> {
  if (!(await unmergeCustomers(shopId, fromId, by, now))) throw new AppError('conflict', 'This merge cannot be undone any more.');
}
