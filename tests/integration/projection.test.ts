import { useDevstore } from '../support/devstore';
import { afterEach, beforeAll, expect, test } from 'vitest';
import pg from 'pg';
import { customerSnapshot, orderLine, orderSnapshot } from '../../prisma/seed/builders';
import { operationCounts } from '~/db/health.store.server';
import { compareProjections } from '~/jobs/drift-rounds.server';
import { projectLoyalty } from '~/jobs/projection-rounds.server';
import { tellStorefronts } from '~/jobs/storefront-rounds.server';
import { applyCustomers } from '~/domain/customers/index.server';
import { adjust, applyProgrammes, settleChangedOrders } from '~/domain/loyalty/members/index.server';
import { beginDrift, latestDrifts, takeProjections } from '~/domain/loyalty/projection/index.server';
import { publish } from '~/domain/loyalty/programme/index.server';
import { applyOrders } from '~/domain/orders/index.server';
import { projectMembers } from '~/platform/shopify/projection/project-members.server';
import { adminClient } from '~/platform/shopify/admin/index.server';
import { ReadMembershipsDocument, ReadStorefrontProgrammeDocument } from '~/platform/shopify/graphql/generated/documents';
import { useDatabase } from '../support/database';
import { installShop } from '../support/install-shop';
import { databaseUrl } from '../support/postgres';

const domain = 'projection-test.myshopify.com';
const { ownerPool } = useDatabase();
const devstore = useDevstore([['--domain', domain, '--customers', '12', '--months', '2', '--seed', '3']]);
const at = (day: number) => new Date(Date.UTC(2026, 5, day, 12));
let shopId: bigint;
let people: bigint[];

const sent: string[] = [];
/** After how many answers of an operation the next one is lost on its way: the store has done what it was asked for. */
let lose: ((operation: string) => boolean) | null = null;
/** Requests that the store gets long after we have given them up. */
let late: { holds: (operation: string) => boolean; arrive: () => Promise<void> } | null = null;
const wire = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const operation = /(?:mutation|query) (\w+)/.exec(typeof init?.body === 'string' ? init.body : '')?.[1] ?? '';
  if (operation && late?.holds(operation)) {
    late = { holds: () => false, arrive: async () => void (await wire(input, { ...init, signal: null })) };
    throw new TypeError('fetch failed');
  }
  const answer = await wire(input, init);
  if (operation) sent.push(operation);
  if (operation && lose?.(operation)) throw new TypeError('fetch failed');
  return answer;
};
afterEach(() => {
  lose = null;
  late = null;
});

const levels = [
  { id: 'silver', name: { en: 'Silver' }, entry: '100.00', freeShipping: true },
  { id: 'gold', name: { en: 'Gold', 'zh-CN': '金卡' }, entry: '500.00', discountPercent: '10', freeShipping: true, earlyAccessTag: 'early-bird' },
];
const programme = (tiers: object[] = levels) => ({ earn: { pendingDays: 0 }, tiers: { levels: tiers } });

/** Looks into the devstore's own tables. */
async function askStore(sql: string): Promise<{ id: string; kind: string }[]> {
  const client = new pg.Client(databaseUrl(devstore.database, 'owner'));
  await client.connect();
  try {
    return (await client.query<{ id: string; kind: string }>(sql, [domain])).rows;
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  shopId = await installShop(devstore.api, domain);
  people = (await askStore('select id::text from devstore.customer where domain = $1 order by id limit 12')).map(({ id }) => BigInt(id));
  await applyCustomers(
    shopId,
    people.map((id) => customerSnapshot(id, { occurredAt: at(1), versionAt: at(1) })),
  );
  await publish(shopId, { document: programme(), effectiveAt: null, by: 'test' }, at(2));
  await applyProgrammes(shopId, at(2));
  // The store has made both, and nobody has heard of it.
  const lost = new Set(['CreateSegment', 'CreateBasicDiscount']);
  lose = (operation) => lost.delete(operation);
  await told();
  await ownerPool.query('update loyalty_benefit_state set next_at = now()');
  await told();
  await ownerPool.query('update loyalty_benefit_state set next_at = now()');
  await told();
  lose = null;
});

/** Somebody buys for so much, and the loyalty follows. */
async function buys(customerId: bigint, orderId: bigint, minor: bigint, day: number): Promise<void> {
  const lines = [orderLine(1n, { quantity: 1, currentQuantity: 1, unitPrice: minor, discountTotal: 0n })];
  await applyOrders(shopId, [orderSnapshot(orderId, { customerId, occurredAt: at(day), versionAt: at(day), financialStatus: 'paid', lines })]);
  expect((await settleChangedOrders(shopId, at(day))).failed).toEqual([]);
}

/** Rounds until nothing waits that is due. */
async function told(): Promise<string[]> {
  sent.length = 0;
  while ((await projectLoyalty()) > 0);
  return sent.filter((name) => !name.startsWith('Read'));
}

async function shown(customerId: bigint) {
  const { nodes } = await adminClient(shopId, { priority: 'person' }).query(ReadMembershipsDocument, { ids: [`gid://shopify/Customer/${customerId}`] });
  const [node] = nodes;
  if (!node || !('tags' in node)) throw new Error('The store has no such customer.');
  return {
    tier: node.tier?.value ?? null,
    points: node.points_balance?.value ?? null,
    loyalty: node.loyalty ? (JSON.parse(node.loyalty.value) as Record<string, unknown>) : null,
    tags: node.tags.filter((tag) => /^regulars-|early/.test(tag)).sort(),
  };
}
const waiting = async () => (await ownerPool.query('select from loyalty_projection where shop_id = $1', [shopId])).rowCount;

test('a tier that is reached stands in the store as tags and metafields, and telling it twice costs nothing', async () => {
  const [one = 0n] = people;
  await buys(one, 1n, 60_000n, 3);
  expect(await told()).toEqual(['AddTags', 'SetMetafields']);
  expect(await shown(one)).toMatchObject({
    tier: 'Gold',
    points: '600',
    loyalty: { points: '600', tier: { id: 'gold' }, next: null },
    tags: ['early-bird', 'regulars-tier-gold'],
  });
  expect(await waiting()).toBe(0);
  await ownerPool.query("update loyalty_member set due_at = now() + interval '1 year' where shop_id = $1", [shopId]);
  expect(await told()).toEqual([]);
});

test('the checkout gives what the tier promises, to its members only; once, and again when somebody has deleted it', async () => {
  const [one = 0n, two = 0n] = people;
  const ask = askStore;
  const [variant] = await ask(
    `select doc -> 'variants' -> 0 ->> 'id' as id, '' as kind from devstore.product where domain = $1 and doc ->> 'isGiftCard' = 'false' limit 1`,
  );
  const quote = async (customerId: bigint): Promise<Record<'subtotal' | 'discount' | 'shipping', number>> => {
    const basket = { customerId: String(customerId), email: null, source: 'web', lines: [{ variantId: variant?.id, quantity: 2 }] };
    const answer = (await devstore.api.post(`/${domain}/operations/quote`, [basket])) as { result: Record<'subtotal' | 'discount' | 'shipping', number> };
    return answer.result;
  };
  const [gold, nobody] = [await quote(one), await quote(two)];
  expect(nobody.discount).toBe(0);
  expect(nobody.shipping).toBeGreaterThan(0);
  expect(gold.shipping).toBe(0);
  expect(gold.discount - nobody.shipping).toBe(Math.round(gold.subtotal / 10));

  const ours = `select id::text, doc ->> 'kind' as kind from devstore.discount where domain = $1 and jsonb_array_length(coalesce(doc -> 'segmentIds', '[]')) > 0 order by id`;
  const made = await ask(ours);
  expect(made.map(({ kind }) => kind).sort()).toEqual(['free_shipping', 'free_shipping', 'percentage']);
  expect(await ask('select id::text from devstore.segment where domain = $1')).toHaveLength(2);
  await devstore.api.post(`/${domain}/operations/deleteDiscount`, [made.find(({ kind }) => kind === 'percentage')?.id]);
  await ownerPool.query("update loyalty_benefit_state set done_at = now() - interval '2 days', wanted_at = now() - interval '3 days'");
  expect(await told()).toEqual(['CreateBasicDiscount']);

  await publish(
    shopId,
    { document: programme([levels[0] ?? {}, { ...levels[1], discountPercent: '15', freeShipping: false }]), effectiveAt: null, by: 'test' },
    at(4),
  );
  await applyProgrammes(shopId, at(4));
  await told();
  expect((await quote(one)).discount).toBe(Math.round((gold.subtotal * 15) / 100));
  expect((await ask(ours)).map(({ kind }) => kind).sort()).toEqual(['free_shipping', 'percentage']);
});

test('a hundred changes of a member are told in one call, those of eight members too', async () => {
  const [, ...others] = people;
  for (let i = 0; i < 100; i += 1) await adjust(shopId, { customerId: others[0] ?? 0n, points: 1n, note: '', by: 'test', requestKey: `many-${i}` }, at(4));
  for (const id of others.slice(1, 8)) await adjust(shopId, { customerId: id, points: 5n, note: '', by: 'test', requestKey: `few-${id}` }, at(4));
  expect(await told()).toEqual(['SetMetafields']);
  expect(await shown(others[0] ?? 0n)).toMatchObject({ tier: null, points: '100', tags: [] });
});

test('what is refunded takes the tier and its tags back, and leaves those alone that were there before', async () => {
  const [one = 0n, , two = 0n] = people;
  await devstore.api.post(`/${domain}/operations/addTags`, ['customer', String(two), ['early-bird']]);
  await ownerPool.query("insert into customer_tag (shop_id, tag, customer_id) values ($1, 'early-bird', $2)", [shopId, two]);
  await buys(two, 2n, 60_000n, 5);
  await told();
  expect((await shown(two)).tags).toEqual(['early-bird', 'regulars-tier-gold']);
  for (const [id, orderId] of [
    [one, 1n],
    [two, 2n],
  ] as const) {
    const lines = [orderLine(1n, { quantity: 1, currentQuantity: 1, unitPrice: 60_000n, discountTotal: 0n })];
    await applyOrders(shopId, [
      orderSnapshot(orderId, { customerId: id, occurredAt: at(3), versionAt: at(6), cancelledAt: at(6), financialStatus: 'paid', lines }),
    ]);
  }
  await settleChangedOrders(shopId, at(6));
  await told();
  expect(await shown(one)).toMatchObject({ tier: null, tags: [] });
  expect(await shown(two)).toMatchObject({ tier: null, tags: ['early-bird'] });
});

test('an answer that is lost, and a worker that is killed in between, leave nothing wrong', async () => {
  const [, , , three = 0n, four = 0n] = people;
  let left = 1;
  lose = (operation) => operation === 'AddTags' && left-- > 0;
  await buys(three, 3n, 60_000n, 7);
  await told();
  expect(await shown(three)).toMatchObject({ tier: 'Gold', tags: ['early-bird', 'regulars-tier-gold'] });
  // Killed after the store was told, before that was noted; meanwhile the CRM has heard of the tag from the store.
  await buys(four, 4n, 60_000n, 7);
  await ownerPool.query('create function die() returns trigger language plpgsql as $$ begin raise exception $m$killed$m$; end $$');
  await ownerPool.query('create trigger die before delete on loyalty_projection for each statement execute function die()');
  await told();
  await ownerPool.query('drop trigger die on loyalty_projection; drop function die()');
  await ownerPool.query("insert into customer_tag (shop_id, tag, customer_id) values ($1, 'early-bird', $2) on conflict do nothing", [shopId, four]);
  expect(await waiting()).toBe(1);
  await ownerPool.query('update loyalty_projection set next_at = now() where shop_id = $1', [shopId]);
  await told();
  expect(await waiting()).toBe(0);
  expect(
    (
      await ownerPool.query<{ tags: string[] }>("select projected -> 'tags' as tags from loyalty_member where shop_id = $1 and customer_id = $2", [
        shopId,
        four,
      ])
    ).rows[0]?.tags,
  ).toEqual(['regulars-tier-gold', 'early-bird']);
});

test('one whom the store refuses keeps nobody back; who is not there any more is forgotten', async () => {
  const [, , , , , six = 0n] = people;
  const unknown = 99n;
  await applyCustomers(shopId, [customerSnapshot(unknown, { occurredAt: at(1), versionAt: at(1) })]);
  for (const id of [unknown, six]) await adjust(shopId, { customerId: id, points: 7n, note: '', by: 'test', requestKey: `gone-${id}` }, at(8));
  await told();
  expect(await waiting()).toBe(0);
  expect(await shown(six)).toMatchObject({ points: '12' });
});

test('a request that the store carries out long after it was given up overtakes nothing newer', async () => {
  const [, , , , , , seven = 0n] = people;
  const hold = (name: string) => (late = { holds: (operation) => operation === name, arrive: () => Promise.reject(new Error('Nothing was held.')) });
  const points = async (by: bigint, requestKey: string) => {
    await adjust(shopId, { customerId: seven, points: by, note: '', by: 'test', requestKey }, at(9));
    await told();
  };
  const before = (await shown(seven)).points;
  hold('SetMetafields');
  await points(10n, 'late-1');
  // The balance is again what it was when the request was made: only by the version is it told from then.
  await points(-10n, 'late-2');
  await late?.arrive();
  expect((await shown(seven)).points).toBe(before);

  hold('AddTags');
  await buys(seven, 5n, 60_000n, 9);
  await told();
  const lines = [orderLine(1n, { quantity: 1, currentQuantity: 1, unitPrice: 60_000n, discountTotal: 0n })];
  await applyOrders(shopId, [
    orderSnapshot(5n, { customerId: seven, occurredAt: at(9), versionAt: at(10), cancelledAt: at(10), financialStatus: 'paid', lines }),
  ]);
  await settleChangedOrders(shopId, at(10));
  await told();
  expect((await shown(seven)).tags).toEqual([]);
  // For tags there is no such means: whoever such a request was about is looked at once more, later.
  await late?.arrive();
  expect((await shown(seven)).tags).toEqual(['early-bird', 'regulars-tier-gold']);
  await ownerPool.query('update loyalty_projection_look set due_at = now()');
  await told();
  expect((await shown(seven)).tags).toEqual([]);
});

test('many are told in bulk; who changes meanwhile, whom somebody has meddled with, and an answer that is lost are right in the end', async () => {
  const [one = 0n, , , , , five = 0n] = people;
  const step = () => projectMembers(shopId, at(10), { members: 3, seconds: 0 });
  const give = async (points: bigint) => {
    for (const id of people) await adjust(shopId, { customerId: id, points, note: '', by: 'test', requestKey: `bulk-${id}-${points}` }, at(10));
  };
  const inBulk = async (meanwhile: () => Promise<void>) => {
    const latest = async () =>
      (
        await ownerPool.query<{ status: string; failed: number; members: number }>(
          'select status, failed, members from loyalty_projection_run order by id desc limit 1',
        )
      ).rows[0];
    await step();
    await step();
    await meanwhile();
    while ((await latest())?.status === 'running') {
      await devstore.bulkIdle(domain);
      await ownerPool.query('update loyalty_projection_run set next_at = now()');
      await step();
    }
    return latest();
  };
  await give(1000n);
  await buys(one, 6n, 60_000n, 10);
  sent.length = 0;
  let left = 1;
  lose = (operation) => operation === 'RunBulkMutation' && left-- > 0;
  const clean = await inBulk(async () => {
    await adjust(shopId, { customerId: one, points: 5n, note: '', by: 'test', requestKey: 'meanwhile' }, at(10));
    expect(await takeProjections(shopId, 100, at(10))).toEqual([]);
  });
  expect(clean).toMatchObject({ members: people.length, failed: 0 });
  expect(sent.filter((name) => name === 'RunBulkMutation')).toHaveLength(2);
  expect(sent).not.toContain('AddTags');
  expect(await shown(one)).toMatchObject({ tier: 'Gold', tags: ['early-bird', 'regulars-tier-gold'] });

  await askStore(
    `update devstore.metafield set doc = doc || '{"value": "7", "compareDigest": "others"}' where domain = $1 and key = 'points_balance' and owner_id = ${five}
     returning owner_id::text as id, '' as kind`,
  );
  await give(1n);
  expect((await inBulk(() => Promise.resolve()))?.failed).toBeGreaterThan(0);
  await told();
  expect(await waiting()).toBe(0);
  const { rows } = await ownerPool.query<{ id: string; available: string }>(
    'select customer_id::text as id, available::text from loyalty_member where shop_id = $1 and customer_id = any($2)',
    [shopId, people],
  );
  for (const { id, available } of rows) expect((await shown(BigInt(id))).points).toBe(available);
});

test('what somebody changes in the store is found, counted and mended; and comparing what is as it should be costs next to nothing', async () => {
  const [, , , gold = 0n, four = 0n, five = 0n, six = 0n] = people;
  const stranger = people[11] ?? 0n;
  const operation = (name: string, args: unknown[]) => devstore.api.post(`/${domain}/operations/${name}`, args);
  const compared = async () => {
    expect(await beginDrift(shopId, null, at(11))).toBe(true);
    expect(await beginDrift(shopId, null, at(11))).toBe(false);
    for (let run = (await latestDrifts(shopId, 1))[0]; run?.status === 'running'; run = (await latestDrifts(shopId, 1))[0]) {
      await devstore.bulkIdle(domain);
      await ownerPool.query('update loyalty_drift set next_at = now()');
      await compareProjections();
    }
    const [run] = await latestDrifts(shopId, 1);
    return run;
  };
  expect(await compared()).toMatchObject({ status: 'done', checked: 12, missing: 0, stale: 0, extra: 0 });
  expect((await latestDrifts(shopId, 1))[0]?.points).toBeLessThan(30);
  expect(await told()).toEqual([]);

  await operation('removeTags', ['customer', String(gold), ['early-bird']]);
  await operation('addTags', ['customer', String(stranger), ['regulars-tier-gold']]);
  const spoilt = await askStore(
    `update devstore.metafield set doc = doc || '{"value": "999999", "compareDigest": "others"}'
     where domain = $1 and key = 'points_balance' and owner_id in (${four}, ${five}, ${six}) returning owner_id::text as id, '' as kind`,
  );
  expect(spoilt).toHaveLength(3);
  expect(await compared()).toMatchObject({ missing: 1, stale: 3, extra: 1 });
  await told();
  expect((await shown(gold)).tags).toEqual(['early-bird', 'regulars-tier-gold']);
  expect((await shown(stranger)).tags).toEqual([]);
  expect(await compared()).toMatchObject({ missing: 0, stale: 0, extra: 0 });
  expect((await operationCounts())['projection_drift']).toBe(0);
});

test('the storefront knows what shoppers may know of the programme in force, is told once, and again when somebody has changed it', async () => {
  const known = async () => {
    const { shop } = await adminClient(shopId, { priority: 'person' }).query(ReadStorefrontProgrammeDocument, {});
    return shop.metafield ? (JSON.parse(shop.metafield.value) as Record<string, unknown>) : null;
  };
  const due = () => ownerPool.query('update loyalty_storefront set next_at = now()');
  await tellStorefronts();
  const document = {
    name: 'Leaf Club',
    earn: {
      pointsPerUnit: '1.5',
      multipliers: [
        { segment: 'Staff', factor: '3' },
        { tag: 'New', factor: '2' },
        { factor: '9', from: '2099-07-01' },
        { factor: '2', to: '2026-01-01' },
      ],
    },
    tiers: { levels: [{ id: 'gold', name: { en: 'Gold' }, entry: '500', discountPercent: '7.5', multiplier: '1.25' }] },
    rewards: [{ id: 'five', kind: 'amount_off', points: 500, value: '5' }],
  };
  await publish(shopId, { document, effectiveAt: null, by: 'test' }, at(20));
  await applyProgrammes(shopId, at(20));
  expect(await tellStorefronts()).toBe(1);
  const view = await known();
  expect(view).toMatchObject({
    name: 'Leaf Club',
    rate: { n: '3', d: '2', text: '1.5' },
    levels: [{ id: 'gold', name: 'Gold', entry: '50000', leaves: { n: '185', d: '200' } }],
    multipliers: [
      { n: '3', d: '1', forSome: true },
      { n: '2', d: '1', tag: 'new' },
    ],
  });
  // Whom a campaign is for, and what cannot be had yet, nobody reads.
  expect(JSON.stringify(view)).not.toMatch(/staff|five|reward/i);

  await due();
  expect(await tellStorefronts()).toBe(0);
  await ownerPool.query("update loyalty_programme set effective_at = now() + interval '1 day' where shop_id = $1", [shopId]);
  await due();
  expect([await tellStorefronts(), await known()]).toEqual([1, null]);
  expect(await tellStorefronts()).toBe(0);
  await ownerPool.query("update loyalty_programme set effective_at = now() - interval '1 day' where shop_id = $1", [shopId]);
  await ownerPool.query("update shop set timezone = 'Asia/Shanghai' where shop_id = $1", [shopId]);
  expect([await tellStorefronts(), await known()]).toEqual([1, expect.objectContaining({ name: 'Leaf Club' })]);
});
