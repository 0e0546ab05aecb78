import { at, levels, programme, useMembersInStore } from '../support/members-in-store';
import { wire } from '../support/wire';
import { beforeAll, expect, test } from 'vitest';
import { customerSnapshot, orderLine, orderSnapshot } from '../../prisma/seed/builders';
import { tellStorefronts } from '~/jobs/storefront-rounds.server';
import { applyCustomers } from '~/domain/customers/index.server';
import { adjust, applyProgrammes, settleChangedOrders } from '~/domain/loyalty/members/index.server';
import { publish } from '~/domain/loyalty/programme/index.server';
import { applyOrders } from '~/domain/orders/index.server';
import { adminClient } from '~/platform/shopify/admin/index.server';
import { ReadStorefrontProgrammeDocument } from '~/platform/shopify/graphql/generated/documents';

const domain = 'projection-test.myshopify.com';
const { stage, devstore, ownerPool, askStore, buys, told, shown, waiting } = useMembersInStore(domain);

beforeAll(async () => {
  // The store has made both, and nobody has heard of it.
  const lost = new Set(['CreateSegment', 'CreateBasicDiscount']);
  wire.lose = (operation) => lost.delete(operation);
  await told();
  await ownerPool.query("update loyalty_benefit_state set next_at = now() - interval '1 second'");
  await told();
  await ownerPool.query("update loyalty_benefit_state set next_at = now() - interval '1 second'");
  await told();
  wire.lose = null;
});

test('a tier that is reached stands in the store as tags and metafields, and telling it twice costs nothing', async () => {
  const [one = 0n] = stage.people;
  await buys(one, 1n, 60_000n, 3);
  expect(await told()).toEqual(['AddTags', 'SetMetafields']);
  expect(await shown(one)).toMatchObject({
    tier: 'Gold',
    points: '600',
    loyalty: { points: '600', tier: { id: 'gold' }, next: null },
    tags: ['early-bird', 'regulars-tier-gold'],
  });
  expect(await waiting()).toBe(0);
  await ownerPool.query("update loyalty_member set due_at = now() + interval '1 year' where shop_id = $1", [stage.shopId]);
  expect(await told()).toEqual([]);
});

test('the checkout gives what the tier promises, to its members only; once, and again when somebody has deleted it', async () => {
  const [one = 0n, two = 0n] = stage.people;
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
    stage.shopId,
    { document: programme([levels[0] ?? {}, { ...levels[1], discountPercent: '15', freeShipping: false }]), effectiveAt: null, by: 'test' },
    at(4),
  );
  await applyProgrammes(stage.shopId, at(4));
  await told();
  expect((await quote(one)).discount).toBe(Math.round((gold.subtotal * 15) / 100));
  expect((await ask(ours)).map(({ kind }) => kind).sort()).toEqual(['free_shipping', 'percentage']);
});

test('a hundred changes of a member are told in one call, those of eight members too', async () => {
  const [, ...others] = stage.people;
  for (let i = 0; i < 100; i += 1)
    await adjust(stage.shopId, { customerId: others[0] ?? 0n, points: 1n, note: '', by: 'test', requestKey: `many-${i}` }, at(4));
  for (const id of others.slice(1, 8)) await adjust(stage.shopId, { customerId: id, points: 5n, note: '', by: 'test', requestKey: `few-${id}` }, at(4));
  expect(await told()).toEqual(['SetMetafields']);
  expect(await shown(others[0] ?? 0n)).toMatchObject({ tier: null, points: '100', tags: [] });
});

test('what is refunded takes the tier and its tags back, and leaves those alone that were there before', async () => {
  const [one = 0n, , two = 0n] = stage.people;
  await devstore.api.post(`/${domain}/operations/addTags`, ['customer', String(two), ['early-bird']]);
  await ownerPool.query("insert into customer_tag (shop_id, tag, customer_id) values ($1, 'early-bird', $2)", [stage.shopId, two]);
  await buys(two, 2n, 60_000n, 5);
  await told();
  expect((await shown(two)).tags).toEqual(['early-bird', 'regulars-tier-gold']);
  for (const [id, orderId] of [
    [one, 1n],
    [two, 2n],
  ] as const) {
    const lines = [orderLine(1n, { quantity: 1, currentQuantity: 1, unitPrice: 60_000n, discountTotal: 0n })];
    await applyOrders(stage.shopId, [
      orderSnapshot(orderId, { customerId: id, occurredAt: at(3), versionAt: at(6), cancelledAt: at(6), financialStatus: 'paid', lines }),
    ]);
  }
  await settleChangedOrders(stage.shopId, at(6));
  await told();
  expect(await shown(one)).toMatchObject({ tier: null, tags: [] });
  expect(await shown(two)).toMatchObject({ tier: null, tags: ['early-bird'] });
});

test('an answer that is lost, and a worker that is killed in between, leave nothing wrong', async () => {
  const [, , , three = 0n, four = 0n] = stage.people;
  let left = 1;
  wire.lose = (operation) => operation === 'AddTags' && left-- > 0;
  await buys(three, 3n, 60_000n, 7);
  await told();
  expect(await shown(three)).toMatchObject({ tier: 'Gold', tags: ['early-bird', 'regulars-tier-gold'] });
  // Killed after the store was told, before that was noted; meanwhile the CRM has heard of the tag from the store.
  await buys(four, 4n, 60_000n, 7);
  await ownerPool.query('create function die() returns trigger language plpgsql as $$ begin raise exception $m$killed$m$; end $$');
  await ownerPool.query('create trigger die before delete on loyalty_projection for each statement execute function die()');
  await told();
  await ownerPool.query('drop trigger die on loyalty_projection; drop function die()');
  await ownerPool.query("insert into customer_tag (shop_id, tag, customer_id) values ($1, 'early-bird', $2) on conflict do nothing", [stage.shopId, four]);
  expect(await waiting()).toBe(1);
  await ownerPool.query("update loyalty_projection set next_at = now() - interval '1 second' where shop_id = $1", [stage.shopId]);
  await told();
  expect(await waiting()).toBe(0);
  expect(
    (
      await ownerPool.query<{ tags: string[] }>("select projected -> 'tags' as tags from loyalty_member where shop_id = $1 and customer_id = $2", [
        stage.shopId,
        four,
      ])
    ).rows[0]?.tags,
  ).toEqual(['regulars-tier-gold', 'early-bird']);
});

test('one whom the store refuses keeps nobody back; who is not there any more is forgotten', async () => {
  const [, , , , , six = 0n] = stage.people;
  const unknown = 99n;
  await applyCustomers(stage.shopId, [customerSnapshot(unknown, { occurredAt: at(1), versionAt: at(1) })]);
  for (const id of [unknown, six]) await adjust(stage.shopId, { customerId: id, points: 7n, note: '', by: 'test', requestKey: `gone-${id}` }, at(8));
  await told();
  expect(await waiting()).toBe(0);
  expect(await shown(six)).toMatchObject({ points: '12' });
});

test('the storefront knows what shoppers may know of the programme in force, is told once, and again when somebody has changed it', async () => {
  const known = async () => {
    const { shop } = await adminClient(stage.shopId, { priority: 'person' }).query(ReadStorefrontProgrammeDocument, {});
    return shop.metafield ? (JSON.parse(shop.metafield.value) as Record<string, unknown>) : null;
  };
  const due = () => ownerPool.query("update loyalty_storefront set next_at = now() - interval '1 second'");
  // What has just changed is due within a millisecond.
  const tellsOnce = () => expect.poll(() => tellStorefronts()).toBe(1);
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
    rewards: [{ id: 'five', kind: 'amount_off', points: 500, value: '5', stock: 7777, perMember: 3 }],
  };
  await publish(stage.shopId, { document, effectiveAt: null, by: 'test' }, at(20));
  await applyProgrammes(stage.shopId, at(20));
  await tellsOnce();
  const view = await known();
  expect(view).toMatchObject({
    name: 'Leaf Club',
    rate: { n: '3', d: '2', text: '1.5' },
    levels: [{ id: 'gold', name: 'Gold', entry: '50000', leaves: { n: '185', d: '200' } }],
    multipliers: [
      { n: '3', d: '1', forSome: true },
      { n: '2', d: '1', tag: 'new' },
    ],
    rewards: [{ id: 'five', points: '500' }],
  });
  // Whom a campaign is for, and how many there are of a reward, nobody reads.
  expect(JSON.stringify(view)).not.toMatch(/staff|7777|stock|member/i);

  await due();
  expect(await tellStorefronts()).toBe(0);
  await ownerPool.query("update loyalty_programme set effective_at = now() + interval '1 day' where shop_id = $1", [stage.shopId]);
  await due();
  await tellsOnce();
  expect(await known()).toBeNull();
  expect(await tellStorefronts()).toBe(0);
  await ownerPool.query("update loyalty_programme set effective_at = now() - interval '1 day' where shop_id = $1", [stage.shopId]);
  await ownerPool.query("update shop set timezone = 'Asia/Shanghai' where shop_id = $1", [stage.shopId]);
  await tellsOnce();
  expect(await known()).toMatchObject({ name: 'Leaf Club' });
});
