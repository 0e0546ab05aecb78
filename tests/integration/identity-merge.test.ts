import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { withShop } from '~/db/tenant.server';
import {
  customerTimeline,
  getCustomer,
  holdersOfTags,
  listCustomers,
  mergeCustomers,
  ordersOfVerifiedAddress,
  requestBulkTags,
  survivorOf,
  unmergeCustomers,
} from '~/domain/customers/index.server';
import { customerFilter } from '~/domain/customers/model';
import { registerShop } from '~/domain/shops/index.server';
import { applyInboxBatch } from '~/platform/shopify/webhooks/index.server';
import { useDatabase } from '../support/database';
import { customerBody, delivery, orderBody, type PersonFacts } from '../support/webhook-bodies';

const { ownerPool } = useDatabase();
const now = new Date('2026-03-01T00:00:00Z');
const CAUSE = { source: 'admin', by: '7', evidence: ['phone'] } as const;
let shopId: bigint;
beforeAll(async () => {
  shopId = await registerShop('persons.myshopify.com');
});

const apply = (...batch: ReturnType<typeof delivery>[]) => applyInboxBatch(shopId, batch, now);
const merge = (from: bigint, into: bigint, at = now) => mergeCustomers(shopId, from, into, at, undefined, { ...CAUSE, evidence: [...CAUSE.evidence] });
const query = async <T extends object>(sql: string, ...values: unknown[]) =>
  (await ownerPool.query<T>(sql, [shopId.toString(), ...values.map((value) => (typeof value === 'bigint' ? value.toString() : value))])).rows;
const customerRow = async (id: bigint) => (await query<Record<string, unknown>>('select * from customer where shop_id = $1 and id = $2', id))[0] ?? {};
const events = (type: string) => query<{ payload: unknown }>('select payload from domain_event where shop_id = $1 and type = $2 order by id', type);

const person = (facts: Partial<PersonFacts> & { id: bigint }) => delivery('customers/update', customerBody({ updatedAt: '2026-01-01T10:00:00Z', ...facts }));
const order = (id: bigint, customerId: bigint | null, more: { email?: string; phone?: string; updatedAt?: string } = {}) =>
  delivery('orders/create', { ...orderBody({ id, customerId, updatedAt: '2026-01-02T10:00:00Z', ...more }), phone: more.phone ?? null });
const consent = (id: bigint, state: string, at: string, channel: 'email' | 'sms' = 'email') =>
  channel === 'email'
    ? delivery('customers_email_marketing_consent/update', {
        customer_id: id,
        email_marketing_consent: { state, opt_in_level: 'single_opt_in', consent_updated_at: at },
      })
    : delivery('customers_marketing_consent/update', {
        id,
        phone: null,
        sms_marketing_consent: { state, opt_in_level: 'single_opt_in', consent_updated_at: at },
      });
const tagged = (id: bigint, tag: string, at: string) =>
  delivery('customer.tags_added', { customerId: `gid://shopify/Customer/${id}`, tags: [tag], occurredAt: at });
const storeMerge = (from: bigint, into: bigint) =>
  delivery('customers/merge', {
    admin_graphql_api_customer_kept_id: `gid://shopify/Customer/${into}`,
    admin_graphql_api_customer_deleted_id: `gid://shopify/Customer/${from}`,
    status: 'completed',
  });

/** Everything that says what customers are and have, but for what the two clocks of our own keep. */
async function standing(ids: bigint[]) {
  const of = ids.map(String);
  const dump = async (sql: string) =>
    (await ownerPool.query<{ row: string }>(`select t::text as row from (${sql}) t order by 1`, [shopId.toString(), of])).rows.map(({ row }) => row);
  return {
    customers: await dump(
      `select id, status, merged_into, merged_by, state, locale, verified_email, country_code, email_consent, email_opt_in, email_consent_at, sms_consent, sms_opt_in,
         sms_consent_at, orders_count, spent_net, refunded_total, first_order_at, last_order_at, tags_at, fingerprint, occurred_at, version_at from customer where shop_id = $1 and id = any($2)`,
    ),
    tags: await dump('select customer_id, tag from customer_tag where shop_id = $1 and customer_id = any($2)'),
    events: await dump(
      'select customer_id, kind, source, occurred_at, order_id, amount, detail from customer_event where shop_id = $1 and customer_id = any($2)',
    ),
    orders: await dump(
      'select id, customer_id, named_customer_id, total from sales_order where shop_id = $1 and (customer_id = any($2) or named_customer_id = any($2))',
    ),
    checkouts: await dump('select token, customer_id, named_customer_id from checkout where shop_id = $1 and customer_id = any($2)'),
    contacts: await dump("select customer_id, encode(sealed, 'hex') <> '' as sealed from customer_contact where shop_id = $1 and customer_id = any($2)"),
    search: await dump('select customer_id, token from customer_search where shop_id = $1 and customer_id = any($2)'),
    own: await dump('select * from customer_own where shop_id = $1 and customer_id = any($2)'),
  };
}

describe('two who are merged here', () => {
  it('are one person: everything of both, the stricter wish, found by either name, and two again when it is undone', async () => {
    await apply(
      person({ id: 1n, first: 'Margarete', last: 'Ölschläger', email: 'm.oel@example.test', phone: '+4915112345678' }),
      person({ id: 2n, first: 'Greta', last: 'Oelschlaeger', email: 'greta@example.test' }),
      order(11n, 1n),
      order(12n, 2n),
      order(13n, 2n),
      tagged(1n, 'tea', '2026-01-03T10:00:00Z'),
      tagged(2n, 'vip', '2026-01-03T10:00:00Z'),
      tagged(2n, 'tea', '2026-01-03T10:00:00Z'),
      consent(1n, 'unsubscribed', '2026-01-04T10:00:00Z'),
      consent(2n, 'subscribed', '2026-01-05T10:00:00Z'),
    );
    const before = await standing([1n, 2n]);
    expect(await merge(1n, 2n)).toBe(true);
    expect(await merge(1n, 2n)).toBe(false);
    const whole = await getCustomer(shopId, 2n);
    expect(whole).toMatchObject({ ordersCount: 3, spentNet: 9000n, tags: ['tea', 'vip'], emailConsent: 'unsubscribed', status: 'active' });
    expect(whole.contactFull).toMatchObject({ firstName: 'Greta', emails: ['greta@example.test', 'm.oel@example.test'], phones: ['+4915112345678'] });
    expect(await customerRow(1n)).toMatchObject({ status: 'merged', merged_into: '2', merged_by: 'admin', orders_count: 0 });
    for (const words of ['Margarete', 'greta@example.test', 'm.oel@example.test', '+49 151 12345678', 'oelsch'])
      expect(
        (await listCustomers(shopId, { filter: customerFilter.parse({ query: words }), sort: 'joined', direction: 'asc', cursor: null }, now)).rows.map(
          ({ id }) => id,
        ),
        words,
      ).toEqual([2n]);
    const timeline = (await customerTimeline(shopId, 2n, [], null)).entries;
    expect(timeline.filter((entry) => entry.kind === 'order_placed').map((entry) => entry.orderId)).toEqual(expect.arrayContaining([11n, 12n, 13n]));
    expect(timeline.filter((entry) => entry.kind === 'joined')).toHaveLength(1);
    expect(timeline.filter((entry) => entry.kind === 'merged')).toHaveLength(1);
    expect(await withShop(shopId, (tx) => survivorOf(tx, shopId, 1n))).toBe(2n);

    // A tag is taken off every record that carries it.
    expect([...(await holdersOfTags(shopId, 2n, ['tea', 'vip']))]).toEqual([
      [2n, ['tea', 'vip']],
      [1n, ['tea']],
    ]);
    const bulk = await requestBulkTags(shopId, { kind: 'untag_customers', tags: ['tea'], targets: { ids: [2n] }, userId: '7' }, now);
    expect(await query('select target_id from bulk_action_item where shop_id = $1 and action_id = $2 order by target_id', bulk)).toEqual([
      { target_id: '1' },
      { target_id: '2' },
    ]);
    expect(await unmergeCustomers(shopId, 1n, '7', now)).toBe(true);
    expect(await unmergeCustomers(shopId, 1n, '7', now)).toBe(false);
    expect(await standing([1n, 2n])).toEqual(before);
    expect((await events('customer.merged')).at(-1)?.payload).toEqual({ from: '1', into: '2', at: now.toISOString() });
    expect((await events('customer.unmerged')).at(-1)?.payload).toEqual({ from: '1', into: '2', at: now.toISOString() });
  });

  it('hear later wishes: the survivor may loosen theirs, the one merged away only tighten', async () => {
    await apply(
      person({ id: 21n }),
      person({ id: 22n }),
      consent(21n, 'unsubscribed', '2026-01-02T10:00:00Z'),
      consent(22n, 'subscribed', '2026-01-03T10:00:00Z'),
    );
    await merge(21n, 22n, new Date('2026-02-01T00:00:00Z'));
    expect(await customerRow(22n)).toMatchObject({ email_consent: 'unsubscribed' });
    await apply(consent(21n, 'subscribed', '2026-02-02T10:00:00Z'));
    expect(await customerRow(22n)).toMatchObject({ email_consent: 'subscribed' });
    await apply(consent(22n, 'unsubscribed', '2026-02-03T10:00:00Z'));
    await apply(consent(21n, 'subscribed', '2026-02-04T10:00:00Z'));
    expect(await customerRow(22n)).toMatchObject({ email_consent: 'unsubscribed' });
    await apply(consent(22n, 'subscribed', '2026-02-05T10:00:00Z'));
    expect(await customerRow(22n)).toMatchObject({ email_consent: 'subscribed' });
    await apply(consent(21n, 'unsubscribed', '2026-02-06T10:00:00Z'));
    expect(await customerRow(22n)).toMatchObject({ email_consent: 'unsubscribed' });
  });

  it('come apart as if they had never been merged, whatever happened in between', async () => {
    const step = fc.record({
      who: fc.integer({ min: 0, max: 2 }),
      kind: fc.constantFrom('order', 'orderAgain', 'tag', 'untag', 'email', 'sms', 'name', 'guest'),
      at: fc.integer({ min: 1, max: 26 }),
      pick: fc.integer({ min: 0, max: 3 }),
    });
    let world = 0n;
    const STATES = ['subscribed', 'unsubscribed', 'not_subscribed', 'pending'];
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 6 }), fc.array(step, { maxLength: 8 }), fc.boolean(), async (first, then, chain) => {
        world += 1n;
        const twins = [0n, 1n].map((copy) => 1_000_000n * world + 500_000n * copy);
        const ids = (base: bigint) => [1n, 2n, 3n].map((n) => base + n);
        const deed = (base: bigint, { who, kind, at, pick }: (typeof first)[number], place: number) => {
          const id = ids(base)[who] ?? base;
          const when = `2026-02-${String(at).padStart(2, '0')}T10:00:0${place % 10}Z`;
          const tag = `t${pick}`;
          if (kind === 'order' || kind === 'orderAgain') return order(base + 100n + BigInt(kind === 'order' ? place : pick), id, { updatedAt: when });
          if (kind === 'guest') return order(base + 200n + BigInt(pick), null, { updatedAt: when, email: `p${base + BigInt(who) + 1n}@example.test` });
          if (kind === 'tag') return tagged(id, tag, when);
          if (kind === 'untag') return delivery('customer.tags_removed', { customerId: `gid://shopify/Customer/${id}`, tags: [tag], occurredAt: when });
          if (kind === 'name') return person({ id, first: `N${pick}`, email: `p${id}@example.test`, updatedAt: when });
          return consent(id, STATES[pick] ?? 'subscribed', when, kind === 'sms' ? 'sms' : 'email');
        };
        const [merged = 0n, never = 0n] = twins;
        for (const base of twins) {
          await apply(...ids(base).map((id) => person({ id, first: 'A', email: `p${id}@example.test` })), ...first.map((one, place) => deed(base, one, place)));
          if (base === merged) {
            await merge(base + 1n, base + 2n);
            if (chain) await merge(base + 2n, base + 3n);
          }
          for (const [place, one] of then.entries()) await apply(deed(base, one, place + 20));
        }
        await unmergeCustomers(shopId, merged + 1n, '7', now);
        if (chain) await unmergeCustomers(shopId, merged + 2n, '7', now);
        const shown = (base: bigint, dump: Awaited<ReturnType<typeof standing>>) => {
          const { search, customers, ...rest } = dump;
          // The two worlds differ by nothing but their numbers, and what is hashed of them.
          const text = JSON.stringify({ ...rest, customers: customers.map((row) => row.replace(/,-?\d{15,},/, ',#,')) });
          const plain = ids(base).concat(Array.from({ length: 300 }, (_, n) => base + BigInt(n) + 4n));
          return { text: plain.reduce((all, id) => all.replaceAll(id.toString(), `<${id - base}>`), text), tokens: search.length };
        };
        expect(shown(merged, await standing(ids(merged)))).toEqual(shown(never, await standing(ids(never))));
      }),
      { numRuns: 8 },
    );
  });
});

describe('the store', () => {
  it('has the last word: its merge goes before ours, also the other way round, in any order, once', async () => {
    await apply(person({ id: 31n }), person({ id: 32n }), person({ id: 33n }), order(310n, 31n), order(320n, 32n));
    await merge(31n, 32n);
    await apply(storeMerge(32n, 31n), storeMerge(32n, 31n));
    expect(await customerRow(31n)).toMatchObject({ status: 'active', merged_into: null, orders_count: 2 });
    expect(await customerRow(32n)).toMatchObject({ status: 'merged', merged_into: '31', merged_by: 'store', orders_count: 0 });
    expect(await unmergeCustomers(shopId, 32n, '7', now)).toBe(false);
    // Tags of the one that the store merged away are the other's own, and go when the store takes them off.
    await apply(person({ id: 36n }), person({ id: 37n }), tagged(36n, 'kept', '2026-01-03T10:00:00Z'));
    await apply(storeMerge(36n, 37n));
    expect((await getCustomer(shopId, 37n)).tags).toEqual(['kept']);
    await apply(delivery('customer.tags_removed', { customerId: 'gid://shopify/Customer/37', tags: ['kept'], occurredAt: '2026-02-03T10:00:00Z' }));
    expect((await getCustomer(shopId, 37n)).tags).toEqual([]);
    // What was merged here goes to somebody else by the store: that is what it is then.
    await merge(31n, 33n);
    await apply(order(321n, 32n), person({ id: 32n, first: 'Late', updatedAt: '2026-02-01T10:00:00Z' }));
    expect(await customerRow(33n)).toMatchObject({ status: 'active', orders_count: 3 });
    await apply(storeMerge(31n, 33n));
    expect(await customerRow(31n)).toMatchObject({ status: 'merged', merged_by: 'store' });
    expect(await unmergeCustomers(shopId, 31n, '7', now)).toBe(false);
    // The merge comes before anybody it names.
    await apply(storeMerge(34n, 35n));
    await apply(order(340n, 34n), person({ id: 34n }), person({ id: 35n, first: 'Kept' }));
    expect(await customerRow(34n)).toMatchObject({ status: 'merged' });
    expect(await customerRow(35n)).toMatchObject({ status: 'active', orders_count: 1 });
  });

  it('deletes the one that stayed: the other stands alone again; the other way round the merge is for good', async () => {
    await apply(
      person({ id: 41n, first: 'Stays', email: 'stays@example.test' }),
      person({ id: 42n, first: 'Goes' }),
      order(410n, 41n),
      tagged(41n, 'a', '2026-01-03T10:00:00Z'),
    );
    const before = await standing([41n]);
    await merge(41n, 42n);
    await apply(delivery('customers/delete', { id: 42n, admin_graphql_api_id: 'gid://shopify/Customer/42' }));
    expect(await customerRow(42n)).toMatchObject({ status: 'deleted' });
    expect(await standing([41n])).toEqual(before);
    await apply(person({ id: 43n, first: 'Other' }));
    await merge(41n, 43n);
    await apply(delivery('customers/delete', { id: 41n, admin_graphql_api_id: 'gid://shopify/Customer/41' }));
    expect(await unmergeCustomers(shopId, 41n, '7', now)).toBe(false);
    expect(await customerRow(43n)).toMatchObject({ orders_count: 1 });
    expect((await getCustomer(shopId, 43n)).contactFull?.emails).toEqual([]);
  });
});

describe("a guest's order", () => {
  const claimed = async () => (await events('order.claimed')).map(({ payload }) => payload);

  it('finds its customer by a verified e-mail, before or after, and stays theirs; by an unverified or ambiguous one it does not', async () => {
    await apply(order(510n, null, { email: 'Guest@Example.test' }));
    expect((await query<{ customer_id: string | null }>('select customer_id from sales_order where shop_id = $1 and id = 510'))[0]?.customer_id).toBeNull();
    await apply(person({ id: 51n, email: 'guest@example.test' }));
    await apply(order(511n, null, { email: 'guest@example.test' }));
    expect(await customerRow(51n)).toMatchObject({ orders_count: 2, spent_net: '6000' });
    expect((await customerTimeline(shopId, 51n, ['orders'], null)).entries.map((entry) => entry.orderId)).toEqual(expect.arrayContaining([510n, 511n]));
    expect(await claimed()).toEqual(
      expect.arrayContaining([
        { orderId: '510', customerId: '51' },
        { orderId: '511', customerId: '51' },
      ]),
    );
    await apply(order(511n, null, { email: 'guest@example.test', updatedAt: '2026-01-09T10:00:00Z' }));
    expect(await customerRow(51n)).toMatchObject({ orders_count: 2 });
    expect((await claimed()).filter((one) => JSON.stringify(one).includes('511'))).toHaveLength(1);
    expect(await withShop(shopId, (tx) => ordersOfVerifiedAddress(tx, shopId, 51n, new Date(0)))).toEqual([510n, 511n]);
    // The store names somebody else for it.
    await apply(order(511n, 52n, { email: 'guest@example.test', updatedAt: '2026-01-10T10:00:00Z' }));
    expect(await customerRow(51n)).toMatchObject({ orders_count: 1 });
    expect(await customerRow(52n)).toMatchObject({ orders_count: 1 });

    const unverified = customerBody({ id: 53n, updatedAt: '2026-01-01T10:00:00Z', email: 'unproved@example.test' });
    await apply(delivery('customers/update', { ...unverified, verified_email: false }), order(530n, null, { email: 'unproved@example.test' }));
    expect(await customerRow(53n)).toMatchObject({ orders_count: 0 });
    await apply(
      person({ id: 54n, email: 'two@example.test' }),
      person({ id: 55n, email: 'two@example.test' }),
      order(540n, null, { email: 'two@example.test' }),
    );
    expect(await customerRow(54n)).toMatchObject({ orders_count: 0 });
    expect(await customerRow(55n)).toMatchObject({ orders_count: 0 });
  });

  it('finds its customer by a telephone that was confirmed, however it is written', async () => {
    await ownerPool.query("update shop set country = 'DE' where shop_id = $1", [shopId.toString()]);
    const phone = customerBody({ id: 56n, updatedAt: '2026-01-01T10:00:00Z', phone: '+49 151 5550 1234' });
    await apply(delivery('customers/update', phone), order(560n, null, { phone: '0151 55501234' }));
    expect(await customerRow(56n)).toMatchObject({ orders_count: 0 });
    await apply(
      delivery('customers_marketing_consent/update', {
        id: 56n,
        phone: null,
        sms_marketing_consent: { state: 'subscribed', opt_in_level: 'confirmed_opt_in', consent_updated_at: '2026-01-05T10:00:00Z' },
      }),
    );
    expect(await customerRow(56n)).toMatchObject({ orders_count: 1 });
  });

  it('goes with the record whose address it bears when a merge is undone', async () => {
    await apply(person({ id: 61n, email: 'six@example.test' }), person({ id: 62n, email: 'other@example.test' }));
    await merge(61n, 62n);
    await apply(order(610n, null, { email: 'six@example.test' }));
    expect(await customerRow(62n)).toMatchObject({ orders_count: 1 });
    expect(await claimed()).toContainEqual({ orderId: '610', customerId: '62' });
    await unmergeCustomers(shopId, 61n, '7', now);
    expect(await customerRow(61n)).toMatchObject({ orders_count: 1 });
    expect(await customerRow(62n)).toMatchObject({ orders_count: 0 });
  });
});
