import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Hono } from 'hono';
import { z } from 'zod';
import { readConfig } from '../../devstore/config.ts';
import { controlRoutes } from '../../devstore/control/routes.ts';
import { createOperations } from '../../devstore/state/create-operations.ts';
import { listStores } from '../../devstore/state/read.ts';
import { makeProduct, openStateBench, type StateBench } from './state-bench.ts';

let bench: StateBench;
let app: Hono;
beforeAll(async () => {
  bench = await openStateBench();
  const { pool, clock } = bench;
  const config = readConfig({ DEVSTORE_DATABASE_URL: 'postgres://unused/', SHOPIFY_API_KEY: 'key', SHOPIFY_API_SECRET: 'secret' });
  app = controlRoutes(
    { config, pool, clock, stores: () => listStores(pool), operations: (domain) => createOperations({ pool, clock }, domain) },
    { idle: () => Promise.resolve(), openStorefront: (store) => Promise.resolve(`http://${store.domain}`) },
  );
});
afterAll(() => bench.close());

const post = async (path: string, body: unknown, type = 'application/json') => {
  const response = await app.request(path, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), headers: { 'content-type': type } });
  return { status: response.status, body: (await response.json()) as unknown };
};
const get = async (path: string) => {
  const response = await app.request(path);
  return { status: response.status, body: (await response.json()) as unknown };
};
const made = (body: unknown) => z.object({ result: z.looseObject({ id: z.string() }) }).parse(body).result.id;
const nowOf = (body: unknown) => z.object({ now: z.iso.datetime(), offsetMs: z.number() }).parse(body).now;
const run = (name: string, args: unknown) => post(`/${bench.domain}/operations/${name}`, args);

test('runs an operation by its name, reads what it made, and lists its events', async () => {
  const customerId = made((await run('createCustomer', [{ email: 'control@example.com' }])).body);
  const product = await makeProduct(bench.ops, [1_000]);
  const basket = { lines: [{ variantId: product.variants[0]?.id, quantity: 1 }], customerId, email: null, source: 'web' };
  const orderId = made((await run('placeOrder', { args: [basket, 'paid'] })).body);
  expect((await run('fulfil', [orderId])).status).toBe(200);
  expect((await run('deleteProduct', [product.id])).body).toEqual({ result: null });
  expect((await get(`/${bench.domain}/documents/order/${orderId}`)).body).toMatchObject({ id: orderId, fulfillmentStatus: 'FULFILLED' });
  expect((await get(`/${bench.domain}/documents/customer-by-email/control@example.com`)).body).toMatchObject({ ordersCount: 1 });
  expect((await get(`/${bench.domain}/documents/order/${'1'.repeat(30)}`)).status).toBe(404);
  expect((await get(`/${bench.domain}/counts`)).body).toMatchObject({ customers: 1, orders: 1, products: 0 });
  expect((await get(`/${bench.domain}/events?topic=orders/create`)).body).toHaveLength(1);
});

test.each([
  ['an unknown operation', 'toString', [], 400, 'There is no operation toString'],
  ['too few arguments', 'placeOrder', [], 400, 'expected array to have >=2 items'],
  ['a field of the wrong kind', 'createCustomer', [{ email: 5 }], 400, 'email'],
  ['a field that does not exist', 'createCustomer', [{ mail: 'x' }], 400, 'mail'],
  ['an id that is none', 'fulfil', ['9 or 1=1'], 400, 'decimal text'],
  ['something the store refuses', 'fulfil', ['1'], 422, 'Order does not exist.'],
  ['no list of arguments', 'fulfil', 'fulfil', 400, 'not JSON'],
])('says what is wrong with %s', async (_, name, args, status, message) => {
  const answer = await run(name, args);
  expect([answer.status, JSON.stringify(answer.body)]).toEqual([status, expect.stringContaining(message)]);
});

test('answers 404 for a store there is not, and 400 for a post that a form could make', async () => {
  expect((await get('/nowhere.myshopify.com/counts')).status).toBe(404);
  expect((await post('/nowhere.myshopify.com/operations/fulfil', ['1'])).status).toBe(404);
  expect((await post('/clock', '{"days":1}', 'text/plain')).status).toBe(400);
});

test('the clock only moves forward', async () => {
  const { body: before } = await get('/clock');
  const { body: after } = await post('/clock', { days: 30 });
  expect(Date.parse(nowOf(after)) - Date.parse(nowOf(before))).toBeGreaterThanOrEqual(30 * 86_400_000);
  for (const wrong of [{ days: -1 }, { days: 'x' }, {}, { days: 1, ms: 5 }]) expect((await post('/clock', wrong)).status).toBe(400);
  expect((await bench.ops.createCustomer({ email: 'later@example.com' })).createdAt > nowOf(after).slice(0, 10)).toBe(true);
});

test('the fault dial keeps what it is not told', async () => {
  expect((await post('/faults', { loss: 0.25 })).body).toEqual({ duplicate: 0, reorder: 0, delay: 0, loss: 0.25, throttling: 0, lostAnswers: 0 });
  expect((await post('/faults', { duplicate: 1 })).body).toMatchObject({ duplicate: 1, loss: 0.25 });
  expect((await post('/faults', { loss: 2 })).status).toBe(400);
});

test('opens stores', async () => {
  const store = {
    domain: 'second.myshopify.com',
    name: '第二家',
    email: 'o@example.com',
    currency: 'CNY',
    timezone: 'Asia/Shanghai',
    locale: 'zh-CN',
    country: 'CN',
    plan: 'basic',
    taxesIncluded: true,
    taxRateBps: 1_300,
    shippingFlat: 0,
  };
  expect(await post('/stores', store)).toMatchObject({ status: 201, body: { domain: store.domain, storefront: `http://${store.domain}` } });
  expect(await post('/stores', store)).toMatchObject({ status: 422 });
  expect(await post('/stores', { ...store, domain: 'evil.example.com' })).toMatchObject({ status: 422 });
  expect(await post('/stores', { ...store, domain: 'third.myshopify.com', timezone: 'Mars/Base' })).toMatchObject({
    status: 422,
    body: { field: ['timezone'] },
  });
  expect((await get('/stores')).body).toHaveLength(2);
});
