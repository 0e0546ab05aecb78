import { beforeAll, expect, test } from 'vitest';
import { customerSnapshot, orderLine, orderSnapshot } from '../../prisma/seed/builders';
import { applyCustomers } from '~/domain/customers/index.server';
import { adjust, applyProgrammes, mergeMembers, settleChangedOrders } from '~/domain/loyalty/members/index.server';
import { publish } from '~/domain/loyalty/programme/index.server';
import type { ProgrammeInput } from '~/domain/loyalty/programme/model';
import { historyOfShopper, shopperView, tellShopper } from '~/domain/loyalty/shopper/index.server';
import { applyOrders } from '~/domain/orders/index.server';
import { markInstalled, registerShop } from '~/domain/shops/index.server';
import { proxySignature } from '~/platform/shopify/proxy/signature.server';
import { loader as history } from '~/routes/proxy.history';
import { action as redeem } from '~/routes/proxy.redeem';
import { loader as rewards } from '~/routes/proxy.rewards';
import { useDatabase } from '../support/database';

const { ownerPool } = useDatabase();
const domain = 'shopper.myshopify.com';
const [ANNA, BO, CY, NOBODY] = [7_000_000_000_001n, 7_000_000_000_002n, 7_000_000_000_003n, 7_999n] as const;
const now = new Date();
const at = (day: number) => new Date(now.getTime() + day * 86_400_000);
let shopId: bigint;

const programme: ProgrammeInput = {
  pointsName: { en: 'Leaves', 'zh-CN': '茶叶' },
  earn: { pendingDays: 7 },
  expiry: { model: 'lot', months: 1 },
  tiers: {
    levels: [
      { id: 'silver', name: { en: 'Silver', 'zh-CN': '银卡' }, entry: '50' },
      { id: 'gold', name: { en: 'Gold' }, entry: '400' },
    ],
  },
  rewards: [
    { id: 'tour', kind: 'custom', points: 100, name: { en: 'A tour', 'zh-CN': '参观' }, perMember: 2 },
    { id: 'ten', kind: 'amount_off', points: 100, value: '10', minimumSpend: '20', validDays: 30 },
    { id: 'slide', kind: 'slider', points: 200, value: '2.5', maximumPoints: 2000 },
    { id: 'vip', kind: 'percent_off', points: 10, value: '15', tiers: ['gold'] },
    { id: 'rare', kind: 'custom', points: 10, stock: 1 },
    { id: 'dear', kind: 'gift_card', points: 5000, value: '50' },
    { id: 'tea', kind: 'free_product', points: 10, product: '123' },
    { id: 'over', kind: 'free_shipping', points: 10, to: '2020-01-01' },
    { id: 'later', kind: 'free_shipping', points: 10, from: '2999-01-01' },
  ],
};

beforeAll(async () => {
  shopId = await registerShop(domain);
  await markInstalled(shopId, '', at(-20));
  await applyCustomers(
    shopId,
    [ANNA, BO, CY].map((id) => customerSnapshot(id, { occurredAt: at(-20), versionAt: at(-20) })),
  );
  await publish(shopId, { document: programme, effectiveAt: null, by: 'test' }, at(-19));
  await applyProgrammes(shopId, at(-19));
  for (const customerId of [ANNA, BO]) await adjust(shopId, { customerId, points: 1050n, note: 'test', by: '1', requestKey: `give-${customerId}` }, at(-9));
});

/** As Shopify passes on what a shopper asks: signed, with whom it has signed in. */
function asked(path: string, customerId: bigint | '', { query = {}, body }: { query?: Record<string, string>; body?: object } = {}): Request {
  const parameters = new URLSearchParams({
    ...query,
    shop: domain,
    logged_in_customer_id: String(customerId),
    path_prefix: '/apps/regulars',
    timestamp: String(Math.floor(Date.now() / 1000)),
  });
  parameters.set('signature', proxySignature(parameters, process.env['SHOPIFY_API_SECRET'] ?? ''));
  return new Request(`https://app.example/proxy/${path}?${parameters.toString()}`, {
    ...(body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
}
type Door = (args: { request: Request; params: Record<string, string>; context: Record<string, never> }) => Promise<Response>;
async function answer(door: Door, request: Request): Promise<{ status: number; is: Record<string, unknown> }> {
  const response = await door({ request, params: {}, context: {} });
  return { status: response.status, is: (await response.json()) as Record<string, unknown> };
}
const wish = (customerId: bigint, reward: string, requestKey: string, more: object = {}) =>
  answer(redeem, asked('redeem', customerId, { query: { locale: 'en' }, body: { reward, requestKey, ...more } }));
const spentBy = async (customerId: bigint) =>
  (await ownerPool.query<{ n: number }>('select count(*)::int as n from loyalty_redemption where shop_id = $1 and customer_id = $2', [shopId, customerId]))
    .rows[0]?.n;

test('a shopper sees what they have, what they may have, and why not what they may not', async () => {
  await applyOrders(shopId, [
    orderSnapshot(1n, { customerId: ANNA, occurredAt: at(-2), versionAt: at(-2), financialStatus: 'paid', lines: [orderLine(1n, { unitPrice: 15_000n })] }),
  ]);
  expect((await settleChangedOrders(shopId, now)).failed).toEqual([]);
  await wish(BO, 'rare', 'the-only-one');
  const view = await shopperView(shopId, ANNA, now);
  expect(view).toMatchObject({ points: 1050n, pending: 150n, owed: 0n, tier: { id: 'silver' }, next: { id: 'gold', missing: 25_000n }, redeemed: [] });
  expect(view.expiring).toEqual([{ points: 1050n, lastDay: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string }]);
  expect(view.rewards.map(({ id, why, missing }) => [id, why, missing])).toEqual([
    ['tour', null, 0n],
    ['ten', null, 0n],
    ['slide', null, 0n],
    ['vip', 'not_for_tier', 0n],
    ['rare', 'sold_out', 0n],
    ['dear', 'too_few_points', 3950n],
    ['tea', 'no_such_product', 0n],
  ]);
  const zh = tellShopper(view, 'zh-CN');
  expect([zh.pointsName, zh.tier?.name, zh.next?.name, zh.next?.missing, zh.next?.done]).toEqual(['茶叶', '银卡', 'Gold', 'US$250.00', 37]);
  expect(zh.rewards.slice(0, 4)).toMatchObject([
    { name: '参观', worth: null },
    { name: '', worth: 'US$10.00', minimumSpend: 'US$20.00', validDays: 30 },
    { worth: 'US$2.50', maximumPoints: '1000' },
    { worth: '15%', tiers: ['Gold'] },
  ]);
  expect(tellShopper(view, '<script>').rewards[1]).toMatchObject({ worth: '$10.00' });
  // Somebody without any points sees the same shop.
  expect(await shopperView(shopId, CY, now)).toMatchObject({ points: 0n, tier: null, next: { id: 'silver', missing: 5000n } });
});

test('a double click is one redemption, nobody meets the key of another, and what is pending can be asked again', async () => {
  // One of the two is quicker, and the other is told that it is being made.
  const clicks = await Promise.all([wish(ANNA, 'tour', 'same-key-1'), wish(ANNA, 'tour', 'same-key-1')]);
  const again = await wish(ANNA, 'tour', 'same-key-1');
  expect(again).toMatchObject({ status: 200, is: { outcome: 'redeemed', points: '950', redeemed: { state: 'waiting', name: 'A tour', points: '100' } } });
  const idOf = ({ is }: typeof again) => (is['redeemed'] as { id: string }).id;
  expect(clicks.map(idOf)).toEqual([idOf(again), idOf(again)]);
  expect(await wish(BO, 'tour', 'same-key-1')).toMatchObject({ status: 200, is: { outcome: 'redeemed', points: '940' } });
  expect([await spentBy(ANNA), await spentBy(BO)]).toEqual([1, 2]);
  expect(await wish(ANNA, 'tour', 'other-key-2')).toMatchObject({ is: { outcome: 'redeemed', points: '850' } });
  expect(await wish(ANNA, 'tour', 'third-key-3')).toMatchObject({ status: 200, is: { outcome: 'refused', why: 'member_limit', points: '850' } });
  expect(await wish(ANNA, 'slide', 'fourth-key', { points: '300' })).toMatchObject({ is: { why: 'wrong_points' } });
  // The store cannot be reached: the points are reserved, and no code is shown that is not there.
  const pending = { outcome: 'redeemed', points: '750', redeemed: { state: 'pending', code: null } };
  expect(await wish(ANNA, 'ten', 'lost-key-5')).toMatchObject({ is: pending });
  expect(await wish(ANNA, 'ten', 'lost-key-5')).toMatchObject({ is: pending });
  const told = await answer(rewards, asked('rewards', ANNA, { query: { locale: 'en' } }));
  expect(told.is['redeemed']).toMatchObject([{ reward: 'ten', state: 'pending' }, { reward: 'tour' }, { reward: 'tour' }]);
});

test('the history adds up to what there is, page by page', async () => {
  const lines: { points: bigint; reason: string }[] = [];
  for (let before: bigint | null | undefined; before !== null;) {
    const page = await historyOfShopper(shopId, ANNA, before ?? null);
    lines.push(...page.movements);
    before = page.next;
  }
  expect(lines.map(({ reason }) => reason)).toEqual(['redeemed', 'redeemed', 'redeemed', 'order', 'adjusted']);
  const { points, pending, owed } = await shopperView(shopId, ANNA, now);
  expect(lines.reduce((sum, line) => sum + line.points, 0n)).toBe(points + pending - owed);
  // Points that have matured, of an order that is taken back after they were spent, and so owed.
  const later = at(9);
  await adjust(shopId, { customerId: ANNA, points: -800n, note: 'test', by: '1', requestKey: 'take-back' }, later);
  await applyOrders(shopId, [
    orderSnapshot(1n, {
      customerId: ANNA,
      occurredAt: at(-2),
      versionAt: later,
      cancelledAt: later,
      financialStatus: 'voided',
      lines: [orderLine(1n, { unitPrice: 15_000n })],
    }),
  ]);
  expect((await settleChangedOrders(shopId, later)).failed).toEqual([]);
  const after = await shopperView(shopId, ANNA, later);
  expect(after).toMatchObject({ points: 0n, pending: 0n, owed: 50n });
  const all = await historyOfShopper(shopId, ANNA, null);
  expect(all.movements.reduce((sum, line) => sum + line.points, 0n)).toBe(-50n);
  const told = await answer(history, asked('history', ANNA, { query: { locale: 'en', before: String(all.movements[0]?.id ?? '') } }));
  expect(told.is['movements']).toContainEqual(
    expect.objectContaining({ reason: 'order', points: '150', isPending: false, date: expect.stringMatching(/\d{4}/) as string }),
  );
});

test('the doors open for whom Shopify has signed in, and a merged account sees what it is now', async () => {
  expect((await answer(rewards, asked('rewards', ''))).status).toBe(401);
  expect((await answer(history, asked('history', NOBODY))).status).toBe(401);
  const forged = new URL(asked('redeem', ANNA).url);
  forged.searchParams.set('logged_in_customer_id', String(BO));
  await expect(redeem({ request: new Request(forged), params: {}, context: {} })).rejects.toMatchObject({ status: 400 });
  expect((await answer(redeem, asked('redeem', ANNA))).status).toBe(405);
  expect((await wish(ANNA, 'ten', 'short')).is).toMatchObject({ error: 'invalid_input', field: 'requestKey' });
  await mergeMembers(shopId, CY, BO, now);
  expect((await answer(rewards, asked('rewards', CY, { query: { locale: 'en' } }))).is).toMatchObject({
    points: '940',
    redeemed: [{ reward: 'tour' }, { reward: 'rare' }],
  });
});
