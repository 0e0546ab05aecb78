import { AppError } from '../shared/errors';
import { decodeCursor, eachPage, PAGE_SIZE, pageOf, type Count, type Page } from '../shared/keyset';
import type { BulkTargets } from './bulk-action.store.server';
import { readContacts } from './contact-vault.store.server';
import { findCustomer, readFacts, readTimeline, topProducts } from './customer-detail.store.server';
import { countCustomers, customerSortValue, readCustomers, tagsOfCustomers, type CustomerFacts } from './customer-list.store.server';
import { customerWhere } from './customer-where.store.server';
import { briefOf } from './display-name';
import type { BoughtProduct, CustomerBrief, CustomerDetail, CustomerFilter, CustomerRow, CustomerSort, TimelineEntry, TimelineGroup } from './model';
import { searchTokens } from './search.store.server';
import { decodePosition, encodePosition, timelineDetail } from './timeline';

export interface CustomerListRequest {
  filter: CustomerFilter;
  sort: CustomerSort;
  direction: 'asc' | 'desc';
  cursor: string | null;
  size?: number;
}

const TOP_PRODUCTS = 5;
const TIMELINE_PAGE = 25;

async function whereOf(shopId: bigint, filter: CustomerFilter, now: Date) {
  const tokens = filter.query ? await searchTokens(shopId, filter.query) : null;
  return customerWhere(shopId, filter, tokens, now);
}

/** One page of the store's customers, with who they are. */
export async function listCustomers(shopId: bigint, request: CustomerListRequest, now: Date): Promise<Page<CustomerRow>> {
  const size = request.size ?? PAGE_SIZE;
  const cursor = decodeCursor(request.cursor);
  const facts = await readCustomers(shopId, await whereOf(shopId, request.filter, now), request, cursor, size);
  const page = pageOf(facts, cursor, size, (row) => ({ value: customerSortValue(row, request.sort), id: row.id }));
  return { ...page, rows: await withPeople(shopId, page.rows) };
}

async function withPeople(shopId: bigint, facts: CustomerFacts[]): Promise<CustomerRow[]> {
  const ids = facts.map((row) => row.id);
  const [contacts, tags] = await Promise.all([readContacts(shopId, ids), tagsOfCustomers(shopId, ids)]);
  return facts.map((row) => ({ ...row, contact: briefOf(contacts.get(row.id)), tags: tags.get(row.id) ?? [] }));
}

export async function countCustomersOf(shopId: bigint, filter: CustomerFilter, now: Date): Promise<Count> {
  return countCustomers(shopId, await whereOf(shopId, filter, now));
}

/** Everybody whom the filter finds, as the target of a bulk action. */
export async function everyoneIn(shopId: bigint, filter: CustomerFilter, now: Date): Promise<BulkTargets> {
  return { where: await whereOf(shopId, filter, now) };
}

/** Every customer the filter finds, page by page: for export, in flat memory. */
export const eachCustomer = (shopId: bigint, filter: CustomerFilter, now: Date): AsyncGenerator<CustomerRow[]> =>
  eachPage((cursor) => listCustomers(shopId, { filter, sort: 'joined', direction: 'desc', cursor, size: 1000 }, now));

/** Names for the people that other pages mention. */
export async function namesOf(shopId: bigint, ids: bigint[]): Promise<Map<bigint, CustomerBrief>> {
  const contacts = await readContacts(shopId, [...new Set(ids)]);
  return new Map([...contacts].map(([id, contact]) => [id, briefOf(contact)]));
}

/** Somebody in a few words and figures, whatever has become of them. */
export async function briefsOf(shopId: bigint, ids: bigint[]): Promise<Map<bigint, Pick<CustomerRow, 'contact' | 'ordersCount' | 'spentNet'>>> {
  const [facts, contacts] = await Promise.all([readFacts(shopId, ids), readContacts(shopId, ids)]);
  return new Map(facts.map(({ id, ordersCount, spentNet }) => [id, { contact: briefOf(contacts.get(id)), ordersCount, spentNet }]));
}

/** @throws AppError not_found */
export async function getCustomer(shopId: bigint, id: bigint): Promise<CustomerDetail & { topProducts: BoughtProduct[] }> {
  const facts = await findCustomer(shopId, id);
  if (!facts) throw new AppError('not_found', 'This customer is not in Regulars.');
  const [people, contacts, products] = await Promise.all([withPeople(shopId, [facts]), readContacts(shopId, [id]), topProducts(shopId, id, TOP_PRODUCTS)]);
  const row = people[0];
  if (!row) throw new AppError('not_found', 'This customer is not in Regulars.');
  return { ...facts, ...row, contactFull: contacts.get(id) ?? null, topProducts: products };
}

/** What happened with a customer, newest first. `next` asks for what lies before. */
export async function customerTimeline(
  shopId: bigint,
  id: bigint,
  groups: TimelineGroup[],
  after: string | null,
): Promise<{ entries: TimelineEntry[]; next: string | null }> {
  const rows = await readTimeline(shopId, id, groups, decodePosition(after), TIMELINE_PAGE + 1);
  const shown = rows.slice(0, TIMELINE_PAGE);
  const last = shown[shown.length - 1];
  return {
    entries: shown.map((row) => ({ ...row, detail: timelineDetail(row.detail) })),
    next: rows.length > TIMELINE_PAGE && last ? encodePosition(last) : null,
  };
}
