import { createHmac } from 'node:crypto';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proxySignature } from '~/platform/shopify/proxy/signature.server';
import { sessionToken } from '../support/session-token';
import { generateHistory } from '../support/history';
import { BROWSER, eventually, useStack } from '../support/stack';

/** The app's secret was changed a while ago. */
const SECRET_BEFORE = 'the secret of before';
const stack = useStack({ SHOPIFY_API_SECRET_PREVIOUS: SECRET_BEFORE });
const MINE = 'mine.myshopify.com';
const OTHER = 'other.myshopify.com';
let pool: pg.Pool;
let paths: string[] = [];
/** Ids of the other shop, which must not be reachable from mine. */
let ids: Record<string, string> = {};

interface RouteModule {
  id: string;
  path?: string;
  index?: boolean;
  parentId?: string;
}

/** The address of every route of the build, its parameters filled with ids of the other shop. */
async function allPaths(): Promise<string[]> {
  const build = (await import(pathToFileURL(path.resolve('build/server/index.js')).href)) as { routes: Record<string, RouteModule> };
  const full = (route: RouteModule): string => {
    const parent = route.parentId ? build.routes[route.parentId] : undefined;
    return `${parent ? full(parent) : ''}${route.path ? `/${route.path}` : ''}`;
  };
  const filled = Object.values(build.routes).map(
    (route) =>
      full(route)
        .replace(/:(\w+)\??/g, '1')
        .replace('*', 'x') || '/',
  );
  return [...new Set(filled)];
}

const url = (pathname: string, query: Record<string, string> = {}) => `${stack.appUrl}${pathname}?${new URLSearchParams(query).toString()}`;
const embedded = (shop: string) => ({ embedded: '1', shop, host: Buffer.from(`admin.shopify.com/store/${shop.split('.')[0]}`).toString('base64') });
const token = (shop: string, options: { expiresIn?: number; secret?: string; clientId?: string } = {}) =>
  sessionToken({ shop, clientId: stack.clientId, secret: stack.secret, ...options });
const ask = (address: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
  fetch(address, { redirect: 'manual', ...init, headers: { 'user-agent': BROWSER, ...init.headers } });

async function install(shop: string) {
  await generateHistory(stack.devstoreDatabaseUrl, shop, { customers: 30 });
  await stack.devstore.post(`/${shop}/install`);
  expect((await ask(url('/app', { ...embedded(shop), id_token: token(shop) }))).status).toBe(200);
  await eventually(
    `${shop} is imported`,
    async () => (await pool.query("select from import_run r join shop s using (shop_id) where s.domain = $1 and r.status = 'done'", [shop])).rowCount,
    60_000,
  );
}

beforeAll(async () => {
  pool = new pg.Pool({ connectionString: stack.appDatabaseUrl, max: 2 });
  await install(MINE);
  await install(OTHER);
  paths = await allPaths();
  const one = async (table: string) =>
    (await pool.query<{ id: string }>(`select t.id from ${table} t join shop s using (shop_id) where s.domain = $1 order by id limit 1`, [OTHER])).rows[0]
      ?.id ?? '';
  ids = { customers: await one('customer'), orders: await one('sales_order'), products: await one('product'), 'loyalty/members': await one('customer') };
  await pool.query(
    `insert into loyalty_programme (shop_id, version, document, effective_at, published_at, published_by) select shop_id, 1, '{}', '2020-01-01', now(), '1' from shop`,
  );
}, 180_000);
afterAll(() => pool.end());

/** Text that only somebody with a right to it may read. */
const secrets = async () =>
  (await pool.query<{ name: string }>('select name from sales_order union select title from product limit 200')).rows.map((row) => row.name);

describe('every route', () => {
  it('is known to this test', () => {
    expect(paths).toEqual(expect.arrayContaining(['/app', '/app/customers', '/app/customers/duplicates', '/app/orders', '/app/products', '/app/settings']));
  });

  it.each([
    ['nothing', () => ({ query: {}, headers: {} })],
    ['only the names of a shop', () => ({ query: embedded(MINE), headers: {} })],
    [
      'a token that somebody else has signed',
      () => ({ query: embedded(MINE), headers: { authorization: `Bearer ${token(MINE, { secret: 'x'.repeat(32) })}` } }),
    ],
    ['a token for another app', () => ({ query: embedded(MINE), headers: { authorization: `Bearer ${token(MINE, { clientId: 'another-app' })}` } })],
    ['a token that has expired', () => ({ query: embedded(MINE), headers: { authorization: `Bearer ${token(MINE, { expiresIn: -60 })}` } })],
    ['an expired token in the address', () => ({ query: { ...embedded(MINE), id_token: token(MINE, { expiresIn: -60 }) }, headers: {} })],
    ['a token without a signature', () => ({ query: embedded(MINE), headers: { authorization: `Bearer ${token(MINE).split('.').slice(0, 2).join('.')}.` } })],
  ])('gives nothing away to a visitor with %s', async (_name, credentials) => {
    const private_ = await secrets();
    for (const pathname of paths) {
      const { query, headers } = credentials();
      for (const address of [url(pathname, query), url(`${pathname}.data`, query)]) {
        for (const method of ['GET', 'POST']) {
          const answer = await ask(address, {
            method,
            headers: { ...headers, ...(method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded' }) },
            ...(method === 'POST' && { body: 'intent=x' }),
          });
          const text = await answer.text();
          expect(
            private_.filter((secret) => secret.length > 4 && text.includes(secret)),
            `${method} ${pathname}`,
          ).toEqual([]);
          expect(answer.status, `${method} ${pathname} answered ${answer.status}`).not.toBe(500);
          if (pathname.startsWith('/app')) expect([200, 202, 302, 400, 401, 404, 405, 410], `${method} ${pathname}`).toContain(answer.status);
        }
      }
    }
  });

  it('finds nothing of another shop with a right token of its own', async () => {
    for (const [kind, id] of Object.entries(ids)) {
      expect(id).not.toBe('');
      const own = await ask(url(`/app/${kind}/${id}`, embedded(OTHER)), { headers: { authorization: `Bearer ${token(OTHER)}` } });
      expect(own.status, `${kind} of its own shop`).toBe(200);
      const foreign = await ask(url(`/app/${kind}/${id}`, embedded(MINE)), { headers: { authorization: `Bearer ${token(MINE)}` } });
      expect(foreign.status, `${kind} of another shop`).toBe(404);
    }
  });

  it("lets the storefront proxy through with Shopify's signature only, and only to the shopper it names", async () => {
    const customer = (
      await pool.query<{ id: string; orders_count: number }>(
        'select c.id, c.orders_count from customer c join shop s using (shop_id) where s.domain = $1 and orders_count > 0 limit 1',
        [MINE],
      )
    ).rows[0];
    const signed = (parameters: Record<string, string>, secret = stack.secret) => {
      const query = new URLSearchParams({ shop: MINE, path_prefix: '/apps/regulars', timestamp: String(Math.floor(Date.now() / 1000)), ...parameters });
      query.set('signature', proxySignature(query, secret));
      return `${stack.appUrl}/proxy/profile?${query.toString()}`;
    };
    const own = await ask(signed({ logged_in_customer_id: customer?.id ?? '' }));
    expect(await own.json()).toMatchObject({ profile: { ordersCount: customer?.orders_count } });
    expect(await (await ask(signed({ logged_in_customer_id: '' }))).json()).toEqual({ profile: null });
    expect(await (await ask(signed({ logged_in_customer_id: ids['customers'] ?? '' }))).json()).toEqual({ profile: null });
    expect((await ask(signed({ logged_in_customer_id: customer?.id ?? '' }, 'another secret'))).status).toBe(400);
    expect((await ask(signed({ timestamp: String(Math.floor(Date.now() / 1000) - 600) }))).status).toBe(400);
    expect((await ask(signed({ shop: 'unknown.myshopify.com' }))).status).toBe(404);
    expect((await ask(url('/proxy/profile', { shop: MINE, logged_in_customer_id: customer?.id ?? '' }))).status).toBe(400);
  });

  it('answers an id beyond any that exist, and one that is not an id, with 404', async () => {
    for (const kind of Object.keys(ids)) {
      for (const id of ['1152921504606846976', '99999999999999999999999', 'x', "1'--", '-0']) {
        const answer = await ask(url(`/app/${kind}/${encodeURIComponent(id)}`, embedded(MINE)), { headers: { authorization: `Bearer ${token(MINE)}` } });
        expect(answer.status, `${kind}/${id}`).toBe(404);
      }
    }
  });
});

describe('what customers do', () => {
  let customer = '';
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const tokens = async (body: Record<string, string>, shop = MINE) =>
    (
      await ask(url('/app/settings/tokens', embedded(shop)), {
        method: 'POST',
        headers: { ...headers, authorization: `Bearer ${token(shop)}` },
        body: new URLSearchParams(body),
      })
    ).text();
  const report = async (bearer: string, key: string | null, body: unknown) => {
    const answer = await ask(url('/api/v1/events'), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}`, ...(key !== null && { 'idempotency-key': key }) },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return [answer.status, await answer.json()] as const;
  };
  const shopperAsks = async (address: string, body: unknown, as = customer, secret = stack.secret) => {
    const query = new URLSearchParams({
      shop: MINE,
      logged_in_customer_id: as,
      path_prefix: '/apps/regulars',
      timestamp: String(Math.floor(Date.now() / 1000)),
    });
    query.set('signature', proxySignature(query, secret));
    const answer = await ask(`${stack.appUrl}/proxy/${address}?${query.toString()}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return [answer.status, await answer.json()] as const;
  };
  const balance = async () =>
    (await pool.query<{ available: string }>('select available from loyalty_member where customer_id = $1', [customer])).rows[0]?.available ?? '0';

  beforeAll(async () => {
    const document = {
      activities: [
        { id: 'rev', kind: 'review', points: 10 },
        { id: 'visit', kind: 'custom', event: 'visit', points: 3, perMember: 9 },
        { id: 'insta', kind: 'social', points: 7 },
      ],
    };
    for (const shop of [MINE, OTHER])
      await pool.query(
        `insert into loyalty_programme (shop_id, version, document, effective_at, published_at, published_by)
         select shop_id, 2, $2, now() - interval '1 hour', now(), 'test' from shop where domain = $1`,
        [shop, JSON.stringify(document)],
      );
    const found = await pool.query<{ id: string }>(
      "select c.id from customer c join shop s using (shop_id) where s.domain = $1 and c.status = 'active' and c.orders_count = 0 limit 1",
      [MINE],
    );
    customer = found.rows[0]?.id ?? '';
    expect(customer).not.toBe('');
  });

  it('is reported with a token that was made on the settings page, and with nothing else', async () => {
    const made = /rg_[\w-]+/.exec(await tokens({ intent: 'make', name: 'Reviews' }))?.[0] ?? '';
    expect((await pool.query('select from api_token where position($1 in encode(hash, $2)) > 0', [made.slice(-43), 'escape'])).rowCount).toBe(0);
    const review = { customer: { id: customer }, kind: 'review' };
    expect(await report(made, 'r1', review)).toEqual([200, { status: 'settled', repeated: false, points: '10', ways: ['rev'], nothing: null }]);
    expect(await report(made, 'r1', review)).toEqual([200, { status: 'settled', repeated: true, points: '10', ways: ['rev'], nothing: null }]);
    expect(await report(made, 'r1', { ...review, customer: { id: `gid://shopify/Customer/${customer}` }, kind: 'social' })).toMatchObject([
      409,
      { error: { code: 'conflict' } },
    ]);
    expect(await report(made, 'r2', review)).toMatchObject([200, { points: '0', nothing: 'limit' }]);
    expect(await balance()).toBe('10');
    for (const [status, code, key, body] of [
      [400, 'bad_request', null, review],
      [400, 'bad_request', 'k', 'no json'],
      [413, 'too_large', 'k', 'x'.repeat(17_000)],
      [422, 'unknown_customer', 'k', { ...review, customer: { id: ids['customers'] } }],
      [422, 'unknown_customer', 'k', { ...review, customer: { email: 'nobody@example.org' } }],
      [422, 'invalid', 'k', { ...review, customer: { id: Number(customer) } }],
      [422, 'invalid', 'k', { ...review, event: 'visit' }],
      [422, 'invalid', 'k', { ...review, points: 1000 }],
      [422, 'invalid', 'k', { customer: { id: customer } }],
      [422, 'invalid', 'k', { ...review, occurredAt: '2020-01-01T00:00:00Z' }],
    ] as const)
      expect(await report(made, key, body)).toMatchObject([status, { error: { code } }]);
    const others = /rg_[\w-]+/.exec(await tokens({ intent: 'make', name: 'Theirs' }, OTHER))?.[0] ?? '';
    expect(await report(others, 'o', review)).toMatchObject([422, { error: { code: 'unknown_customer' } }]);
    const forged = made.replace(/^rg_[^_]+/, /^rg_[^_]+/.exec(others)?.[0] ?? '');
    for (const wrong of ['', 'rg_1_1_x', forged, `${made.slice(0, -1)}${made.endsWith('A') ? 'E' : 'A'}`])
      expect((await report(wrong, 'w', review))[0]).toBe(401);
    // Another shop's number of a token revokes nothing of mine.
    const id = /^rg_[^_]+_(\d+)_/.exec(made)?.[1] ?? '';
    await tokens({ intent: 'revoke', id }, OTHER);
    expect((await report(made, 'r1', review))[0]).toBe(200);
    await pool.query("update api_token set minute = date_trunc('minute', now()), used = 600 where id = $1", [id]);
    expect(await report(made, 'r1', review)).toMatchObject([429, { error: { code: 'too_many_requests' } }]);
    await tokens({ intent: 'revoke', id });
    expect((await report(made, 'r1', review))[0]).toBe(401);
  });

  it('is reported by Shopify Flow, signed, once a run', async () => {
    const run = (given: object) => stack.devstore.post(`/${MINE}/flow`, given) as Promise<{ status: number; answer: string }>;
    const before = BigInt(await balance());
    for (const runId of ['run-1', 'run-1', 'run-2']) expect(await run({ customerId: customer, event: 'Visit', runId })).toMatchObject({ status: 200 });
    expect(await balance()).toBe(String(before + 6n));
    expect((await run({ customerId: '1', event: 'visit' })).status).toBe(503);
    expect((await run({ customerId: customer, event: 'no name!' })).status).toBe(422);
    const body = JSON.stringify({ shopify_domain: MINE, action_run_id: 'run-3', properties: { customer_id: Number(customer), event: 'visit' } });
    const signedBy = (secret: string) => createHmac('sha256', secret).update(body).digest('base64');
    const report = async (signature: string) =>
      (await ask(url('/flow/report-event'), { method: 'POST', headers: { 'content-type': 'application/json', 'x-shopify-hmac-sha256': signature }, body }))
        .status;
    for (const forged of ['', Buffer.from('x'.repeat(32)).toString('base64'), signedBy('another secret')]) expect(await report(forged)).toBe(401);
    expect(await balance()).toBe(String(before + 6n));
    expect(await report(signedBy(SECRET_BEFORE))).toBe(200);
    expect(await balance()).toBe(String(before + 9n));
  });

  it('is told by the shopper who is signed in, and by nobody else', async () => {
    const before = BigInt(await balance());
    expect(await shopperAsks('social', { activity: 'insta' })).toEqual([200, { points: '7', nothing: null }]);
    expect(await shopperAsks('social', { activity: 'insta' })).toEqual([200, { points: '7', nothing: null }]);
    expect(await balance()).toBe(String(before + 7n));
    expect(await shopperAsks('social', { activity: 'rev' })).toMatchObject([422, { field: 'activity' }]);
    expect((await shopperAsks('social', { activity: 'insta' }, ''))[0]).toBe(401);
    expect((await shopperAsks('social', { activity: 'insta' }, ids['customers']))[0]).toBe(401);
    expect((await shopperAsks('social', { activity: 'insta' }, customer, 'another secret'))[0]).toBe(400);
    expect(await shopperAsks('birthday', { birthday: '02-29' })).toEqual([200, { changed: true }]);
    expect(await shopperAsks('birthday', { birthday: '02-29' })).toEqual([200, { changed: false }]);
    expect(await shopperAsks('birthday', { birthday: '02-30' })).toMatchObject([422, { field: 'birthday' }]);
    expect((await pool.query('select birthday from loyalty_member where customer_id = $1', [customer])).rows).toEqual([{ birthday: '02-29' }]);
    const staff = (body: string, shop = MINE) =>
      ask(url(`/app/customers/${customer}/birthday`, embedded(shop)), {
        method: 'POST',
        headers: { ...headers, authorization: `Bearer ${token(shop)}` },
        body,
      });
    expect(await (await staff('birthday=13-01')).json()).toEqual({ saved: false, error: 'noDay' });
    expect(await (await staff('birthday=12-24')).json()).toEqual({ saved: true });
    expect((await staff('birthday=12-24', OTHER)).status).toBe(404);
  });
});
