import { getJwt } from '@shopify/shopify-api/test-helpers';
import { beforeAll, expect, test } from 'vitest';
import { openDoor, type Door } from '../../extensions/shared/door';
import { adjusted, history, orderPoints, shopperView, staffView, wish } from '../../extensions/shared/told';
import { customerSnapshot, orderLine, orderSnapshot } from '../../prisma/seed/builders';
import { applyCustomers } from '~/domain/customers/index.server';
import { adjust, applyProgrammes, settleChangedOrders } from '~/domain/loyalty/members/index.server';
import { publish } from '~/domain/loyalty/programme/index.server';
import { applyOrders } from '~/domain/orders/index.server';
import { markInstalled, registerShop } from '~/domain/shops/index.server';
import { noteStaff } from '~/domain/staff/index.server';
import * as shopperHistory from '~/routes/extensions.shopper.history';
import * as shopperMember from '~/routes/extensions.shopper.member';
import * as shopperOrder from '~/routes/extensions.shopper.order';
import * as shopperRedeem from '~/routes/extensions.shopper.redeem';
import * as staffAdjust from '~/routes/extensions.staff.adjust';
import * as staffMember from '~/routes/extensions.staff.member';
import * as staffRedeem from '~/routes/extensions.staff.redeem';
import { useDatabase } from '../support/database';

const { ownerPool } = useDatabase();
const [mine, other] = ['doors.myshopify.com', 'other-doors.myshopify.com'];
const [ANNA, BO, THEIRS] = [7_000_000_000_001n, 7_000_000_000_002n, 7_000_000_000_003n] as const;
const now = new Date();
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);

type Handler = (args: { request: Request; params: object; context: object }) => Promise<Response>;
const ROUTES: Record<string, { loader: unknown; action?: unknown }> = {
  'staff/member': staffMember,
  'staff/adjust': staffAdjust,
  'staff/redeem': staffRedeem,
  'shopper/member': shopperMember,
  'shopper/history': shopperHistory,
  'shopper/order': shopperOrder,
  'shopper/redeem': shopperRedeem,
};
/** Asks our routes, as the extension's own client does over the wire. */
const ask: typeof fetch = (address, init) => {
  const request = new Request(`https://app.example${address as string}`, init);
  const route = ROUTES[new URL(request.url).pathname.replace('/extensions/', '')];
  return ((request.method === 'POST' ? route?.action : route?.loader) as Handler)({ request, params: {}, context: {} });
};
async function token(sub: string, shop = mine, secret = process.env['SHOPIFY_API_SECRET'] ?? ''): Promise<string> {
  const claims = { dest: sub.startsWith('gid') ? shop : `https://${shop}`, iss: `https://${shop}/admin`, sub };
  return (await getJwt('test', process.env['SHOPIFY_API_KEY'] ?? '', secret, claims)).token;
}
const doorOf = (given: Promise<string>): Door => openDoor('', () => given, ask);
const staff = (userId: string, shop = mine) => doorOf(token(userId, shop));
const shopper = (id: bigint, shop = mine) => doorOf(token(`gid://shopify/Customer/${id}`, shop));
const memberOf = (door: Door, customer: bigint) => door.ask('staff/member', { customer: `gid://shopify/Customer/${customer}`, locale: 'en' }, staffView);
const give = (door: Door, points: string, requestKey: string, customer = ANNA) =>
  door.send('staff/adjust', { customer: String(customer), points, note: 'a mistake of ours', requestKey }, adjusted);

beforeAll(async () => {
  for (const [domain, people] of [
    [mine, [ANNA, BO]],
    [other, [THEIRS]],
  ] as const) {
    const shopId = await registerShop(domain);
    await markInstalled(shopId, '', ago(20));
    await applyCustomers(
      shopId,
      people.map((id) => customerSnapshot(id, { occurredAt: ago(20), versionAt: ago(20) })),
    );
    const rewards = [
      { id: 'tour', kind: 'custom' as const, points: 100, name: { en: 'A tour', 'zh-CN': '参观' } },
      { id: 'dear', kind: 'custom' as const, points: 5000 },
    ];
    await publish(shopId, { document: { earn: { pendingDays: 7 }, rewards }, effectiveAt: null, by: 'test' }, ago(19));
    await applyProgrammes(shopId, ago(19));
    // Whoever comes first manages.
    await noteStaff(shopId, '7', now);
    for (const customerId of people) await adjust(shopId, { customerId, points: 300n, note: 'test', by: '7', requestKey: `start-${customerId}` }, ago(9));
    const orders = people.map((customerId, n) =>
      orderSnapshot(BigInt(n + 1), {
        customerId,
        occurredAt: ago(2),
        versionAt: ago(2),
        financialStatus: 'paid',
        lines: [orderLine(1n, { unitPrice: 15_000n })],
      }),
    );
    await applyOrders(shopId, orders);
    expect((await settleChangedOrders(shopId, now)).failed).toEqual([]);
  }
});

test('staff see a member and what their role may do, and give and take within it, once', async () => {
  const clerk = staff('8');
  expect(await memberOf(clerk, ANNA)).toMatchObject({
    ok: true,
    value: { member: { points: '300', pending: '150' }, limits: { atOnce: '500', aDay: '2000' } },
  });
  expect(await memberOf(staff('7'), ANNA)).toMatchObject({ ok: true, value: { limits: { atOnce: null, aDay: null } } });
  for (let n = 0; n < 2; n += 1) expect(await give(clerk, '50', 'same-click-1')).toEqual({ ok: true, value: { points: '350' } });
  expect(await give(clerk, '60', 'same-click-1')).toMatchObject({ ok: false, error: { code: 'conflict' } });
  expect(await give(clerk, '-501', 'too-much-1')).toEqual({ ok: false, error: { code: 'atOnce', max: '500', left: '500' } });
  expect(await give(clerk, '-50', 'taken-back-1')).toEqual({ ok: true, value: { points: '300' } });
  expect(await give(clerk, '0', 'nothing-at-all')).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
});

test('staff redeem for who stands before them, a customer for themselves, each request once', async () => {
  const redeem = (door: Door, who: object, reward: string, requestKey: string) =>
    door.send(`${'customer' in who ? 'staff' : 'shopper'}/redeem`, { ...who, reward, requestKey, locale: 'zh-CN' }, wish);
  for (let n = 0; n < 2; n += 1)
    expect(await redeem(staff('8'), { customer: String(BO) }, 'tour', 'till-click-1')).toMatchObject({
      ok: true,
      value: { outcome: 'redeemed', points: '200', redeemed: { name: '参观', state: 'waiting' } },
    });
  for (let n = 0; n < 2; n += 1)
    expect(await redeem(shopper(BO), {}, 'tour', 'own-click-1')).toMatchObject({ ok: true, value: { outcome: 'redeemed', points: '100' } });
  expect(await redeem(shopper(BO), {}, 'dear', 'own-click-2')).toEqual({ ok: true, value: { outcome: 'refused', why: 'too_few_points', points: '100' } });
  const { rows } = await ownerPool.query<{ by: string | null }>('select by from loyalty_redemption where customer_id = $1 order by id', [BO]);
  expect(rows.map(({ by }) => by)).toEqual(['8', null]);
});

test('a customer sees their own points, history and orders, in their language', async () => {
  const anna = shopper(ANNA);
  expect(await anna.ask('shopper/member', { locale: 'en' }, shopperView)).toMatchObject({ ok: true, value: { member: { points: '300', pending: '150' } } });
  const first = await anna.ask('shopper/history', { locale: 'en' }, history);
  expect(first).toMatchObject({ ok: true, value: { next: null } });
  expect(first.ok && first.value.movements.map(({ points }) => Number(points)).reduce((sum, points) => sum + points, 0)).toBe(450);
  const orderOf = (door: Door, id: bigint) => door.ask('shopper/order', { order: `gid://shopify/Order/${id}`, locale: 'en' }, orderPoints);
  const soon = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' }).format(ago(-5));
  expect(await orderOf(anna, 1n)).toEqual({ ok: true, value: { state: 'pending', pointsName: '', points: '150', availableOn: soon } });
  // Somebody else's order looks like one that has brought nothing.
  expect(await orderOf(anna, 2n)).toMatchObject({ ok: true, value: { state: 'none', points: '0' } });
});

test('nobody gets in without a token that Shopify has signed for them', async () => {
  const strangers: [string, Door][] = [
    ['nothing', openDoor('', () => Promise.resolve(null), ask)],
    ['a token that somebody else has signed', doorOf(token('8', mine, 'x'.repeat(32)))],
    ['a token that names nobody', doorOf(token(''))],
    ['a token of a store without the app', staff('8', 'nobody-here.myshopify.com')],
  ];
  for (const [what, door] of strangers) {
    expect(await memberOf(door, ANNA), what).toEqual({ ok: false, error: { code: 'unauthorised' } });
    expect(await door.ask('shopper/member', {}, shopperView), what).toEqual({ ok: false, error: { code: 'unauthorised' } });
  }
  // A shopper is no staff, staff are no shoppers, and nobody reaches into another store.
  expect(await give(shopper(ANNA), '500', 'greedy-click')).toMatchObject({ error: { code: 'unauthorised' } });
  expect(await staff('8').ask('shopper/member', {}, shopperView)).toMatchObject({ error: { code: 'unauthorised' } });
  expect(await memberOf(staff('8'), THEIRS)).toMatchObject({ error: { code: 'not_found' } });
  expect(await give(staff('7', other), '5', 'other-store-click')).toMatchObject({ error: { code: 'not_found' } });
  expect(await shopper(THEIRS).ask('shopper/member', {}, shopperView)).toMatchObject({ error: { code: 'not_found' } });
});

test('a browser may ask from where extensions run, also when it is refused', async () => {
  for (const method of ['OPTIONS', 'GET']) {
    const answer = await ask('/extensions/staff/member', { method });
    expect(answer.status).toBe(method === 'OPTIONS' ? 204 : 401);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-allow-headers')).toContain('authorization');
  }
  expect((await ask('/extensions/staff/adjust', { method: 'GET' })).status).toBe(405);
});
