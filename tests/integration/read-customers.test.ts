import { beforeAll, describe, expect, it } from 'vitest';
import { customerSnapshot, orderSnapshot } from '../../prisma/seed/builders';
import {
  applyCustomers,
  countCustomersOf,
  customerTimeline,
  eachCustomer,
  everyoneIn,
  getBulkAction,
  getCustomer,
  listCustomers,
  requestBulkTags,
  undoBulkAction,
  waitingItems,
  planItems,
  recordOutcomes,
  finishBulkAction,
} from '~/domain/customers/index.server';
import { customerFilter, type CustomerFilter, type CustomerSort } from '~/domain/customers/model';
import { applyOrders } from '~/domain/orders/index.server';
import { registerShop } from '~/domain/shops/index.server';
import { customerColumns } from '~/i18n/csv-columns';
import { csvResponse } from '~/i18n/csv.server';
import { i18nFor } from '~/i18n/i18n';
import { useDatabase } from '../support/database';

const { ownerPool } = useDatabase();
const NOW = new Date('2026-11-21T12:00:00Z');
const DAY_MS = 86_400_000;
const CUSTOMERS = 137;
let shopId: bigint;
let otherShop: bigint;

const at = (daysAgo: number) => new Date(NOW.getTime() - daysAgo * DAY_MS);
const contact = (firstName: string | null, lastName: string | null, emails: string[] = [], phones: string[] = []) => ({
  firstName,
  lastName,
  emails,
  phones,
  addresses: [],
  note: null,
});

beforeAll(async () => {
  shopId = await registerShop('reader.myshopify.com');
  otherShop = await registerShop('stranger.myshopify.com');
  await applyCustomers(otherShop, [customerSnapshot(1n, { contact: contact('王', '小明') })]);
  await applyCustomers(
    shopId,
    Array.from({ length: CUSTOMERS }, (_, index) =>
      customerSnapshot(BigInt(index + 1), {
        occurredAt: at(index % 50),
        tags: index % 3 === 0 ? ['VIP', `t${index % 7}`] : [],
        emailConsent: index % 4 === 0 ? { state: 'subscribed', optInLevel: null, updatedAt: at(40) } : null,
        ...(index === 5 && { contact: contact('小明', '王', ['xiao.ming@example.com'], ['+8613800138000']) }),
        ...(index === 6 && { contact: contact('=HYPERLINK("http://x")', 'Évil', ['evil@example.com']) }),
      }),
    ),
  );
  // Every third never orders; many have the same number of orders and the same amount, so that ties are split by id.
  const orders = Array.from({ length: 300 }, (_, index) => index).filter((index) => (index % CUSTOMERS) % 3 !== 1);
  await applyOrders(
    shopId,
    orders.map((index) => orderSnapshot(BigInt(index + 1000), { customerId: BigInt((index % CUSTOMERS) + 1), occurredAt: at(index % 120) })),
  );
});

const ask = (filter: Partial<CustomerFilter>): CustomerFilter => ({ ...customerFilter.parse({}), ...filter });

async function pages(filter: CustomerFilter, sort: CustomerSort, direction: 'asc' | 'desc', size: number) {
  const forward: bigint[][] = [];
  let cursor: string | null = null;
  let back: string | null = null;
  do {
    const page = await listCustomers(shopId, { filter, sort, direction, cursor, size }, NOW);
    forward.push(page.rows.map((row) => row.id));
    cursor = page.next;
    back = page.previous;
  } while (cursor);
  const backward: bigint[][] = [];
  while (back) {
    const page = await listCustomers(shopId, { filter, sort, direction, cursor: back, size }, NOW);
    backward.unshift(page.rows.map((row) => row.id));
    back = page.previous;
  }
  return { forward, backward };
}

async function idsBy(sql: string): Promise<bigint[]> {
  const { rows } = await ownerPool.query<{ found: string }>(
    `select id::text as found from customer where shop_id = $1 and status in ('active', 'stub') ${sql}`,
    [shopId],
  );
  return rows.map((row) => BigInt(row.found));
}

describe('the list of customers', () => {
  it.each([
    ['lastOrder', 'desc', 'order by last_order_at desc nulls last, id asc'],
    ['lastOrder', 'asc', 'order by last_order_at asc nulls last, id desc'],
    ['spent', 'desc', 'order by spent_net desc, id asc'],
    ['orders', 'asc', 'order by orders_count asc, id desc'],
    ['joined', 'desc', 'order by occurred_at desc, id asc'],
  ] as const)('pages through everybody once, there and back, by %s %s', async (sort, direction, order) => {
    const { forward, backward } = await pages(ask({}), sort, direction, 17);
    expect(forward.flat()).toEqual(await idsBy(order));
    expect(forward.flat()).toHaveLength(CUSTOMERS);
    expect(backward).toEqual(forward.slice(0, -1));
  });

  it.each([
    [{ tag: 'VIP' }, "and exists (select from customer_tag t where t.shop_id = customer.shop_id and t.customer_id = id and tag = 'VIP')"],
    [{ consent: 'email' }, "and email_consent = 'subscribed'"],
    [{ consent: 'none' }, "and coalesce(email_consent, '') <> 'subscribed'"],
    [{ orders: '0' }, 'and orders_count = 0'],
    [{ orders: '2+' }, 'and orders_count >= 2'],
    [{ spentMin: 2000n, spentMax: 2500n }, 'and spent_net between 2000 and 2500'],
    [{ lastOrder: '30d' }, "and last_order_at >= '2026-10-22T12:00:00Z'"],
    [{ lastOrder: '-90d' }, "and last_order_at < '2026-08-23T12:00:00Z'"],
  ] as [Partial<CustomerFilter>, string][])('finds by %o what plain SQL finds', async (filter, sql) => {
    const { rows } = await listCustomers(shopId, { filter: ask(filter), sort: 'joined', direction: 'desc', cursor: null, size: 500 }, NOW);
    const expected = await idsBy(`${sql} order by occurred_at desc, id`);
    expect(rows.map((row) => row.id)).toEqual(expected);
    expect(expected.length).toBeGreaterThan(0);
    expect(await countCustomersOf(shopId, ask(filter), NOW)).toEqual({ value: expected.length, more: false });
  });

  it.each([
    ['小明', 6n],
    ['王小明', 6n],
    ['XIAO.MING@example.com', 6n],
    ['138 0013 8000', 6n],
    ['evil', 7n],
  ])('finds somebody by "%s"', async (query, id) => {
    const { rows } = await listCustomers(shopId, { filter: ask({ query }), sort: 'joined', direction: 'desc', cursor: null }, NOW);
    expect(rows.map((row) => row.id)).toEqual([id]);
  });

  it('finds nobody by what nothing can be looked up for, and begins anew with a broken cursor', async () => {
    expect(await countCustomersOf(shopId, ask({ query: '!?' }), NOW)).toEqual({ value: 0, more: false });
    const first = await listCustomers(shopId, { filter: ask({}), sort: 'joined', direction: 'desc', cursor: null, size: 5 }, NOW);
    const broken = await listCustomers(shopId, { filter: ask({}), sort: 'joined', direction: 'desc', cursor: 'bm9uc2Vuc2U', size: 5 }, NOW);
    expect(broken.rows.map((row) => row.id)).toEqual(first.rows.map((row) => row.id));
  });

  it('shows who somebody is, as they write themselves', async () => {
    const customer = await getCustomer(shopId, 6n);
    expect(customer.contact).toEqual({ name: '王小明', email: 'xiao.ming@example.com', phone: '+8613800138000' });
    await expect(getCustomer(otherShop, 6n)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('tells a timeline in pages without a gap', async () => {
    const all = await customerTimeline(shopId, 6n, [], null);
    expect(all.entries.map((entry) => entry.occurredAt.getTime())).toEqual([...all.entries.map((entry) => entry.occurredAt.getTime())].sort((a, b) => b - a));
    const orders = await customerTimeline(shopId, 6n, ['orders'], null);
    expect(orders.entries.every((entry) => entry.kind === 'order_placed' && entry.orderName !== null)).toBe(true);
  });
});

describe('the export', () => {
  it('carries everybody once, and no formula', async () => {
    const answer = csvResponse('customers.csv', customerColumns(i18nFor('en').t, 'USD', null), eachCustomer(shopId, ask({}), NOW));
    const lines = (await answer.text()).trim().split('\r\n');
    expect(lines).toHaveLength(CUSTOMERS + 1);
    expect(lines.find((line) => line.startsWith('7,'))).toContain(`"'=HYPERLINK(""http://x"") Évil"`);
    expect(lines.find((line) => line.startsWith('6,'))).toContain('王小明,xiao.ming@example.com,+8613800138000');
  });
});

describe('a bulk action', () => {
  it('freezes whom it is for, counts from its items, and undoes only what it changed', async () => {
    const targets = await everyoneIn(shopId, ask({ tag: 'VIP' }), NOW);
    const id = await requestBulkTags(shopId, { kind: 'tag_customers', tags: ['kept'], targets, userId: '1' }, NOW);
    const items = await waitingItems(shopId, id, null, 1000);
    const [first, second, ...others] = items.map((item) => item.targetId);
    if (first === undefined || second === undefined) throw new Error('nobody is tagged');
    await planItems(shopId, id, [{ targetId: first, tags: ['kept'] }]);
    const outcomes = [
      { targetId: first, state: 1 as const },
      { targetId: second, state: 3 as const, error: 'refused' },
      ...others.map((targetId) => ({ targetId, state: 2 as const })),
    ];
    await recordOutcomes(shopId, id, outcomes);
    await recordOutcomes(shopId, id, outcomes);
    await expect(undoBulkAction(shopId, id, '1', NOW)).rejects.toMatchObject({ code: 'conflict' });
    await finishBulkAction(shopId, id, 'done', NOW);
    expect(await getBulkAction(shopId, id)).toMatchObject({
      total: items.length,
      done: items.length - 1,
      failed: 1,
      changed: 1,
      undone: false,
      errors: [{ id: second.toString(), message: 'refused' }],
    });
    const undo = await undoBulkAction(shopId, id, '1', NOW);
    expect(await waitingItems(shopId, undo, id, 10)).toEqual([{ targetId: first, tags: ['kept'] }]);
    expect(await getBulkAction(shopId, undo)).toMatchObject({ kind: 'untag_customers', total: 1, undoOf: id });
    await expect(undoBulkAction(shopId, id, '1', NOW)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('refuses to begin for nobody, and is not another shop’s to see', async () => {
    await expect(requestBulkTags(shopId, { kind: 'tag_customers', tags: ['x'], targets: { ids: [999_999n] }, userId: '1' }, NOW)).rejects.toMatchObject({
      code: 'invalid_input',
    });
    await expect(requestBulkTags(otherShop, { kind: 'tag_customers', tags: ['x'], targets: { ids: [50n] }, userId: '1' }, NOW)).rejects.toMatchObject({
      code: 'invalid_input',
    });
    const { rows } = await ownerPool.query('select 1 from bulk_action where shop_id = $1', [otherShop]);
    expect(rows).toHaveLength(0);
  });
});
