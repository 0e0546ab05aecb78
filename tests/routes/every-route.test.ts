import path from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proxySignature } from '~/platform/shopify/proxy/signature.server';
import { sessionToken } from '../support/session-token';
import { generateHistory } from '../support/history';
import { BROWSER, eventually, useStack } from '../support/stack';

const stack = useStack();
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
  ids = { customers: await one('customer'), orders: await one('sales_order'), products: await one('product') };
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
