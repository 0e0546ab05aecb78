import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Product } from '../../devstore/state/model.ts';
import { findCustomerByEmail, getOrder } from '../../devstore/state/read.ts';
import { orderTotals } from '../../devstore/state/totals.ts';
import { storefrontLinks } from '../../devstore/storefront-links.ts';
import { makeProduct } from './state-bench.ts';
import { openStorefrontBench, origin, type StorefrontBench } from './storefront-bench.ts';

let bench: StorefrontBench;
let tea: Product;
const address = { first_name: 'Ada', last_name: '熟客 <b>', address1: '1 Elm St', city: 'Salem', zip: '97301', country: 'US' };
const variant = (index: number): string => tea.variants[index]?.id ?? '';

beforeAll(async () => {
  bench = await openStorefrontBench();
  const shelf = await bench.state.ops.saveCollection({ title: 'Teas', handle: 'teas', descriptionHtml: '<p>All teas</p>' });
  tea = await makeProduct(bench.state.ops, [1_000, 250], { title: 'Oolong <script>alert(1)</script>', handle: 'oolong', collectionIds: [shelf.id] });
  await makeProduct(bench.state.ops, [400], { title: 'Assam', handle: 'assam', collectionIds: [shelf.id] });
  await makeProduct(bench.state.ops, [400], { title: 'Hidden', handle: 'hidden', status: 'DRAFT' });
  await bench.state.ops.saveDiscount({
    title: 'Ten',
    code: 'TEN',
    automatic: false,
    kind: 'percentage',
    value: 1_000,
    minimumSubtotal: null,
    usageLimit: null,
    oncePerCustomer: false,
    customerIds: [],
    startsAt: '2020-01-01T00:00:00.000Z',
    endsAt: null,
  });
  await bench.state.ops.saveDiscount({
    title: 'Post free',
    code: 'POSTFREE',
    automatic: false,
    kind: 'free_shipping',
    value: 0,
    minimumSubtotal: null,
    usageLimit: null,
    oncePerCustomer: false,
    customerIds: [],
    startsAt: '2020-01-01T00:00:00.000Z',
    endsAt: null,
  });
});
afterAll(() => bench.close());

/** Fills a cart and goes to its checkout; the checkout's path. */
async function toCheckout(shopper: ReturnType<StorefrontBench['shopper']>, quantity = '2'): Promise<string> {
  await shopper.post('/cart/add', { id: variant(0), quantity });
  return (await shopper.get('/checkout')).headers.get('location') ?? '';
}
const orderAt = async (answer: Response) => {
  expect(answer.status).toBe(303);
  const id = /^\/orders\/(\d+)\//.exec(answer.headers.get('location') ?? '')?.[1] ?? '';
  const order = await getOrder(bench.state.pool, bench.state.domain, id);
  if (!order) throw new Error(`No order at ${answer.headers.get('location')}`);
  return order;
};

test('the catalogue: escaped, sorted, paged, and without drafts', async () => {
  const shopper = bench.shopper();
  expect(await shopper.page('/')).not.toContain('<script>alert');
  const sorted = await shopper.page('/collections/teas?sort_by=price-ascending');
  expect(sorted.indexOf('/products/oolong')).toBeLessThan(sorted.indexOf('/products/assam'));
  expect(await shopper.page('/collections/teas?sort_by=title-ascending&page=2')).not.toContain('/products/assam"');
  expect(await shopper.page('/search?q=assam')).toContain('/products/assam');
  expect(await shopper.page('/search?q=100%25')).not.toContain('/products/assam');
  for (const missing of ['/products/hidden', '/products/none', '/collections/none', '/orders/1/abc']) await shopper.page(missing, 404);
  expect(await shopper.page('/?locale=zh-CN')).toContain('<html lang="zh-CN">');
  expect(await shopper.page('/cart')).toContain('购物车');
});

test('a guest buys: codes, errors beside the field, tax, consent, and one order for two clicks', async () => {
  const shopper = bench.shopper();
  const checkout = await toCheckout(shopper);
  await shopper.page(checkout);
  const refused = await shopper.post(checkout, { action: 'pay', email: 'nobody', country: 'US' });
  expect(refused.status).toBe(422);
  expect(await refused.text()).toMatch(/id="error-email">[^<]+</);
  const updated = await (await shopper.post(checkout, { ...address, email: 'Ada@Example.com', action: 'update', discount: 'TEN', note: 'ring twice' })).text();
  expect(updated).toContain('熟客 &lt;b&gt;');
  expect(updated).toContain('−$2.00');
  const paying = { ...address, email: 'Ada@Example.com', action: 'pay', payment: 'paid', accepts_marketing: 'on' };
  const order = await orderAt(await shopper.post(checkout, paying));
  expect(await bench.shopper().page(new URL(storefrontLinks(bench.ctx, bench.state.domain).order(order.id)).pathname)).toContain(order.name);
  // 2 × 10.00 − 2.00, 8.25 % of 18.00 and of the 5.00 shipping
  expect(orderTotals(order)).toMatchObject({ subtotal: 1_800, discounts: 200, shipping: 500, total: 2_490, received: 2_490 });
  expect(order).toMatchObject({ note: 'ring twice', source: 'web', financialStatus: 'PAID', email: 'ada@example.com' });
  const customer = await findCustomerByEmail(bench.state.pool, bench.state.domain, 'ada@example.com');
  expect(customer).toMatchObject({ id: order.customerId, state: 'DISABLED', emailConsent: { state: 'SUBSCRIBED' } });
  expect((await shopper.post(checkout, paying)).headers.get('location')).toBe('/cart');
});

test('a checkout paid in two tabs becomes one order', async () => {
  const shopper = bench.shopper();
  const checkout = await toCheckout(shopper, '1');
  const paying = { ...address, email: 'twice@example.com', action: 'pay', payment: 'paid' };
  const answers = await Promise.all([shopper.post(checkout, paying), shopper.post(checkout, paying)]);
  const orders = await Promise.all(answers.map(orderAt));
  expect(new Set(orders.map((order) => order.id)).size).toBe(1);
});

test('another currency, free shipping, a gift card that pays all', async () => {
  const card = await bench.state.ops.issueGiftCard({ amount: 100_000, customerId: null });
  const shopper = bench.shopper();
  const checkout = await toCheckout(shopper);
  const shown = await (
    await shopper.post(checkout, { ...address, email: 'yen@example.com', action: 'update', currency: 'JPY', discount: 'POSTFREE', gift_card: card.code })
  ).text();
  // 21.65 USD at 151.237
  expect(shown).toContain('¥3,274');
  const order = await orderAt(await shopper.post(checkout, { ...address, email: 'yen@example.com', action: 'pay', payment: 'paid' }));
  expect(order).toMatchObject({ presentmentCurrency: 'JPY', presentmentRate: '151.237', financialStatus: 'PAID' });
  expect(orderTotals(order)).toMatchObject({ total: 2_165, shipping: 0 });
  expect(order.transactions.map((one) => [one.gateway, one.amount])).toEqual([['gift_card', 2_165]]);
  const refused = await shopper.post(await toCheckout(shopper), { ...address, email: 'yen@example.com', action: 'pay', discount: 'NOSUCH' });
  expect(refused.status).toBe(422);
});

test('a customer signs up, orders, edits the account and signs out', async () => {
  const shopper = bench.shopper();
  expect((await shopper.get('/account')).headers.get('location')).toBe('/account/login?return_to=%2Faccount');
  const asked = await shopper.post('/account/register', {
    first_name: '梅',
    last_name: '陈',
    email: 'mei@example.com',
    phone: '(503) 555-0123',
    accepts_marketing: 'on',
  });
  expect(await findCustomerByEmail(bench.state.pool, bench.state.domain, 'mei@example.com')).toBeNull();
  expect((await shopper.enterCode(asked)).headers.get('location')).toBe('/account');
  const find = () => findCustomerByEmail(bench.state.pool, bench.state.domain, 'mei@example.com');
  expect(await find()).toMatchObject({
    firstName: '梅',
    lastName: '陈',
    phone: '+15035550123',
    state: 'ENABLED',
    verifiedEmail: true,
    emailConsent: { state: 'SUBSCRIBED' },
  });
  const order = await orderAt(
    await shopper.post(await toCheckout(shopper, '1'), { ...address, email: 'mei@example.com', action: 'pay', payment: 'authorized' }),
  );
  expect([order.customerId, order.financialStatus]).toEqual([(await find())?.id, 'AUTHORIZED']);
  expect(await shopper.page('/account')).toContain(order.name);
  await shopper.post('/account/consent', {});
  expect((await find())?.emailConsent.state).toBe('UNSUBSCRIBED');
  expect((await shopper.post('/account/addresses', { ...address, city: '' })).status).toBe(422);
  await shopper.post('/account/addresses', { ...address, city: 'Portland' });
  const [, second] = (await find())?.addresses ?? [];
  await shopper.post(`/account/addresses?id=${second?.id}`, { action: 'default' });
  const after = await find();
  expect(after?.addresses.map((one) => [one.city, one.id === after.defaultAddressId])).toEqual([
    ['Salem', false],
    ['Portland', true],
  ]);
  await shopper.post('/account/logout', {});
  expect((await shopper.get('/account')).status).toBe(303);
});

test('sign-in codes: wrong ones run out, a right one works once, and only here', async () => {
  const shopper = bench.shopper();
  const target = (await shopper.post('/account/login', { email: 'new@example.com', return_to: 'https://evil.example/' })).headers.get('location') ?? '';
  const key = new URL(target, origin).searchParams.get('key') ?? '';
  const code = /data-sign-in-code>(\d{6})</.exec(await shopper.page(target))?.[1] ?? '';
  const wrong = code === '000000' ? '000001' : '000000';
  const { store } = await bench.state.openStore();
  expect((await bench.shopper(store.domain).post('/account/login/code', { key, code })).status).toBe(422);
  expect((await shopper.post('/account/login/code', { key, code: wrong })).status).toBe(422);
  expect((await shopper.post('/account/login/code', { key, code })).headers.get('location')).toBe('/account');
  expect((await bench.shopper().post('/account/login/code', { key, code })).status).toBe(422);
  const again = (await shopper.post('/account/login', { email: 'new@example.com' })).headers.get('location') ?? '';
  const second = new URL(again, origin).searchParams.get('key') ?? '';
  for (let tries = 0; tries < 5; tries += 1) await shopper.post('/account/login/code', { key: second, code: 'x' });
  expect((await shopper.get(again)).headers.get('location')).toBe('/account/login');
});

test('cookies of another store or with a changed byte count for nothing; foreign origins may not post', async () => {
  const shopper = bench.shopper();
  await shopper.signIn('ada@example.com');
  const session = shopper.cookie('bench-1_session') ?? '';
  const { store } = await bench.state.openStore();
  const other = bench.shopper(store.domain);
  other.setCookie(`${store.domain.split('.')[0]}_session`, session);
  expect((await other.get('/account')).status).toBe(303);
  const forger = bench.shopper();
  forger.setCookie(
    'bench-1_session',
    session.replace(/^\d/, (digit) => String((Number(digit) + 1) % 10)),
  );
  expect((await forger.get('/account')).status).toBe(303);
  expect((await shopper.post('/account/consent', { accepts_marketing: 'on' }, { origin: 'https://evil.example' })).status).toBe(403);
  expect((await shopper.post('/cart/add', { id: variant(0) }, {})).status).toBe(403);
});

test('the Ajax cart', async () => {
  const shopper = bench.shopper();
  expect(
    await (
      await shopper.json('/cart/add.js', {
        items: [
          { id: variant(0), quantity: 2 },
          { id: variant(1), quantity: 1 },
        ],
      })
    ).json(),
  ).toMatchObject({ items: [{ quantity: 2, price: 1_000, handle: 'oolong' }, { quantity: 1 }] });
  expect(await (await shopper.json('/cart/change.js', { line: 2, quantity: 3 })).json()).toMatchObject({ item_count: 5, total_price: 2_750 });
  expect(await (await shopper.json('/cart/update.js', { updates: { [variant(1)]: 0 }, note: 'hi', discount: 'TEN,NOPE' })).json()).toMatchObject({
    item_count: 2,
    note: 'hi',
    original_total_price: 2_000,
    total_discount: 200,
    total_price: 1_800,
    currency: 'USD',
    discount_codes: [
      { code: 'TEN', applicable: true },
      { code: 'NOPE', applicable: false },
    ],
  });
  expect((await shopper.json('/cart/add.js', { id: '1' })).status).toBe(422);
  expect((await shopper.json('/cart/change.js', { id: '1', quantity: 1 })).status).toBe(422);
  expect(await (await shopper.get('/cart.js')).json()).toMatchObject({ items: [{ variant_id: variant(0) }] });
});

test('an abandoned checkout is kept with its address; a store is never left by return_to', async () => {
  const shopper = bench.shopper();
  const checkout = await toCheckout(shopper);
  await shopper.post(checkout, { email: 'leaver@example.com', action: 'update', country: 'US' });
  const { rows } = await bench.state.pool.query<{ email: string; done: string | null }>(
    "select doc->>'email' as email, completed_at as done from devstore.checkout where domain = $1 and token = $2",
    [bench.state.domain, checkout.split('/').at(-1)],
  );
  expect(rows).toEqual([{ email: 'leaver@example.com', done: null }]);
  // The address that the app is told puts the cart together again, in another browser too.
  const elsewhere = bench.shopper();
  const link = storefrontLinks(bench.ctx, bench.state.domain).checkout(checkout.split('/').at(-1) ?? '');
  expect((await elsewhere.get(new URL(link).pathname)).headers.get('location')).toBe(checkout);
  expect(await elsewhere.page(checkout)).toContain('Oolong');
  expect(await (await elsewhere.get('/cart.js')).json()).toMatchObject({ item_count: 2 });
  for (const path of ['//evil.example', '/\\evil.example', 'https://evil.example'])
    expect((await shopper.post('/localization', { locale_code: 'en', return_to: path })).headers.get('location')).toBe('/');
});

test('bad input gets a clear status, and nothing fails', async () => {
  const shopper = bench.shopper();
  const raw = (target: string, type: string, body: string) => shopper.send(target, { method: 'POST', headers: { origin, 'content-type': type }, body });
  expect((await raw('/cart/add.js', 'application/json', '{"id":')).status).toBe(400);
  expect((await raw('/cart', 'multipart/form-data; boundary=x', 'nonsense')).status).toBe(400);
  expect((await raw('/cart', 'application/x-www-form-urlencoded', `note=${'x'.repeat(5_000_000)}`)).status).toBe(413);
  for (const target of ['/products/%00', '/search?q=%00']) expect((await shopper.get(target)).status).toBe(400);
  for (const target of ['/products/%E0%A4%A', '/orders/1152921504606846976/x', '/collections/all%27', '/checkouts/x'])
    expect([302, 404]).toContain((await shopper.get(target)).status);
  expect((await shopper.get('/collections/teas?page=99999999999999&sort_by=;drop')).status).toBe(200);
  expect((await shopper.json('/cart/update.js', { note: 'a\u0000b \ud800 😀', updates: { 1152921504606846976: -4 } })).status).toBe(200);
  const checkout = await toCheckout(shopper, '1');
  const order = await orderAt(
    await shopper.post(checkout, { ...address, last_name: '\u0000🙂 \u202E', email: 'odd@example.com', action: 'pay', payment: 'barter' }),
  );
  expect([order.note, order.shippingAddress?.lastName, order.financialStatus]).toEqual(['ab � 😀', '🙂 \u202E', 'PAID']);
  shopper.setCookie('bench-1_cart', 'garbage.garbage');
  expect(await shopper.page('/cart')).toContain('Your cart is empty');
});
