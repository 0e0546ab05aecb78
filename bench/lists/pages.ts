import { countCustomersOf, listCustomers, tagsInUse } from '~/domain/customers/index.server';
import { customerFilter, CUSTOMER_SORTS, type CustomerSort } from '~/domain/customers/model';
import { countOrdersOf, listOrders } from '~/domain/orders/index.server';
import { orderFilter, type OrderSort } from '~/domain/orders/model';
import { countProductsOf, listProducts } from '~/domain/catalog/index.server';
import { productFilter } from '~/domain/catalog/model';
import { countRedemptionsOf, listRedemptions, overviewOutline, rewardOverview, troubledRedemptions } from '~/domain/loyalty/rewards/index.server';
import { redemptionFilter } from '~/domain/loyalty/rewards/model';
import { contactOf } from './people';

export interface ListQuery {
  page: 'customers' | 'orders' | 'products' | 'rewards';
  name: string;
  run: () => Promise<unknown>;
}

/** Every question the list pages can ask: each sort both ways, a page deep inside, each filter with its count, each way to search. */
export function listQueries(shopId: bigint, now: Date, sizes: { customers: number }): ListQuery[] {
  return [...customerQueries(shopId, now, sizes.customers), ...orderQueries(shopId, now), ...productQueries(shopId), ...rewardQueries(shopId, now)];
}

const DIRECTIONS = ['desc', 'asc'] as const;

/** The 20th page from where the list begins, by its own "next". */
async function deep(first: (cursor: string | null) => Promise<{ next: string | null }>): Promise<void> {
  let cursor: string | null = null;
  for (let page = 0; page < 20; page += 1) cursor = (await first(cursor)).next;
}

function customerQueries(shopId: bigint, now: Date, customers: number): ListQuery[] {
  const list = (filter: object, sort: CustomerSort, direction: 'asc' | 'desc', cursor: string | null = null) =>
    listCustomers(shopId, { filter: customerFilter.parse(filter), sort, direction, cursor }, now);
  const someone = contactOf(Math.floor(customers / 2));
  const filters: Record<string, object> = {
    'no filter': {},
    'common tag': { tag: 'common' },
    'rare tag': { tag: 'rare' },
    'no such tag': { tag: 'nowhere' },
    'consent email': { consent: 'email' },
    'consent sms': { consent: 'sms' },
    'consent none': { consent: 'none' },
    'one order': { orders: '1' },
    'no order': { orders: '0' },
    '100 orders or more': { orders: '100+' },
    'spent much': { spentMin: '3000000' },
    'spent little': { spentMax: '100' },
    'ordered within 30 days': { lastOrder: '30d' },
    'not for 90 days': { lastOrder: '-90d' },
    'not for 1000 days': { lastOrder: '-1000d' },
    'status active': { status: 'active' },
    'status stub': { status: 'stub' },
    'status deleted': { status: 'deleted' },
    'status merged': { status: 'merged' },
    'status redacted': { status: 'redacted' },
    'name prefix': { query: 'mar' },
    'rare name': { query: someone.lastName ?? '' },
    'two names': { query: `ana ${someone.lastName?.slice(0, 4)}` },
    'e-mail': { query: someone.emails[0] ?? '' },
    'e-mail domain': { query: '@example.com' },
    phone: { query: someone.phones[0] ?? '' },
    'last four digits': { query: '4321' },
    'nobody of that name': { query: 'zzzzzz' },
    'search and filters': { query: 'mar', consent: 'email', orders: '2+', tag: 'common' },
  };
  return [
    ...CUSTOMER_SORTS.flatMap((sort) =>
      DIRECTIONS.map((direction) => ({
        page: 'customers' as const,
        name: `sorted by ${sort} ${direction}, 20 pages`,
        run: () => deep((cursor) => list({}, sort, direction, cursor)),
      })),
    ),
    ...Object.entries(filters).flatMap(([name, filter]) => [
      { page: 'customers' as const, name, run: () => list(filter, 'lastOrder', 'desc') },
      { page: 'customers' as const, name: `${name}, by spent`, run: () => list(filter, 'spent', 'desc') },
      { page: 'customers' as const, name: `count: ${name}`, run: () => countCustomersOf(shopId, customerFilter.parse(filter), now) },
    ]),
    { page: 'customers', name: 'tags in use', run: () => tagsInUse(shopId, 200) },
  ];
}

function orderQueries(shopId: bigint, now: Date): ListQuery[] {
  const list = (filter: object, sort: OrderSort, direction: 'asc' | 'desc', cursor: string | null = null) =>
    listOrders(shopId, { filter: orderFilter.parse(filter), sort, direction, cursor }, now);
  const filters: Record<string, object> = {
    'no filter': {},
    number: { query: '54321' },
    'no such number': { query: 'nothing' },
    paid: { payment: 'paid' },
    pending: { payment: 'pending' },
    voided: { payment: 'voided' },
    'no such payment': { payment: 'authorized' },
    unfulfilled: { fulfillment: 'unfulfilled' },
    'partially fulfilled': { fulfillment: 'partially_fulfilled' },
    'placed within 7 days': { placed: '7d' },
    'placed within a year': { placed: '365d' },
    open: { state: 'open' },
    cancelled: { state: 'cancelled' },
    test: { state: 'test' },
    'of a customer': { customerId: '17' },
  };
  return [
    ...(['placed', 'total'] as const).flatMap((sort) =>
      DIRECTIONS.map((direction) => ({
        page: 'orders' as const,
        name: `sorted by ${sort} ${direction}, 20 pages`,
        run: () => deep((cursor) => list({}, sort, direction, cursor)),
      })),
    ),
    ...Object.entries(filters).flatMap(([name, filter]) => [
      { page: 'orders' as const, name, run: () => list(filter, 'placed', 'desc') },
      { page: 'orders' as const, name: `${name}, by total`, run: () => list(filter, 'total', 'desc') },
      { page: 'orders' as const, name: `count: ${name}`, run: () => countOrdersOf(shopId, orderFilter.parse(filter), now) },
    ]),
  ];
}

function productQueries(shopId: bigint): ListQuery[] {
  const list = (filter: object, direction: 'asc' | 'desc', cursor: string | null = null) =>
    listProducts(shopId, { filter: productFilter.parse(filter), direction, cursor });
  const filters: Record<string, object> = { 'no filter': {}, drafts: { status: 'draft' }, 'by title': { query: 'product 0' }, 'by sku': { query: 'sku-77' } };
  return [
    ...DIRECTIONS.map((direction) => ({ page: 'products' as const, name: `${direction}, 20 pages`, run: () => deep((cursor) => list({}, direction, cursor)) })),
    ...Object.entries(filters).flatMap(([name, filter]) => [
      { page: 'products' as const, name, run: () => list(filter, 'asc') },
      { page: 'products' as const, name: `count: ${name}`, run: () => countProductsOf(shopId, productFilter.parse(filter)) },
    ]),
  ];
}

function rewardQueries(shopId: bigint, now: Date): ListQuery[] {
  const wanted = (filter: object) => ({ filter: redemptionFilter.parse({ period: 'all', ...filter }), zone: 'UTC', now });
  const filters: Record<string, object> = {
    'no filter': {},
    'of 30 days': { period: 'days30' },
    'of a reward': { reward: 'r3' },
    'of a rare reward': { reward: 'rare' },
    expired: { state: 'expired' },
    'a reward in a state': { reward: 'r3', state: 'used' },
    stuck: { trouble: 'yes' },
    'of a name': { query: 'mar' },
  };
  return [
    { page: 'rewards', name: 'newest first, 20 pages', run: () => deep((cursor) => listRedemptions(shopId, wanted({}), cursor)) },
    ...Object.entries(filters).flatMap(([name, filter]) => [
      { page: 'rewards' as const, name, run: () => listRedemptions(shopId, wanted(filter), null) },
      { page: 'rewards' as const, name: `count: ${name}`, run: () => countRedemptionsOf(shopId, wanted(filter)) },
    ]),
    { page: 'rewards', name: 'overview of 30 days', run: () => rewardOverview(shopId, wanted({ period: 'days30' })) },
    { page: 'rewards', name: 'outline of the overview', run: () => overviewOutline(shopId, wanted({})) },
    { page: 'rewards', name: 'what is stuck', run: () => troubledRedemptions(shopId, 'UTC', now) },
  ];
}
