import { createHmac } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { startDelivery } from '../../devstore/webhooks/delivery.ts';
import { listDeliveries } from '../../devstore/webhooks/deliveries.ts';
import { setFaults } from '../../devstore/webhooks/faults.ts';
import type { Json } from '../../devstore/state/model/values.ts';
import { freePort } from '../support/ports';
import { customer, order, product, store } from './payload-documents.ts';
import { openBench, secret } from './webhook-bench.ts';
import { startReceiver, type Received } from './webhook-receiver.ts';

const TOML = `
[webhooks]
api_version = "2026-10"
  [[webhooks.subscriptions]]
  topics = ["orders/create", "orders/updated", "app/uninstalled"]
  uri = "/webhooks"
  name = "main-1"
  [[webhooks.subscriptions]]
  topics = ["products/update"]
  uri = "/webhooks"
  filter = "variants.price:>=20"
  include_fields = ["id", "updated_at"]
  [[webhooks.subscriptions]]
  compliance_topics = ["customers/data_request", "customers/redact", "shop/redact"]
  uri = "/compliance"
`;
const orderFacts = { order, customer } as unknown as Json;
const productFacts = (price: number) => ({ product: { ...product, variants: product.variants.map((variant) => ({ ...variant, price })) } }) as unknown as Json;

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function open(reply?: Parameters<typeof startReceiver>[0], options: { appUrl?: string; retrySpeedup?: number } = {}) {
  const app = await startReceiver(reply);
  closers.push(() => app.stop());
  const bench = await openBench(store, { appUrl: options.appUrl ?? app.url, toml: TOML, retrySpeedup: options.retrySpeedup });
  closers.push(() => bench.close());
  const start = () => {
    const delivery = startDelivery(bench.ctx);
    closers.push(delivery.stop);
    return delivery;
  };
  const list = () => listDeliveries(bench.ctx.pool, store.domain);
  return { app, ...bench, start, list };
}
const isSigned = ({ headers, body }: Received) => headers['x-shopify-hmac-sha256'] === createHmac('sha256', secret).update(body).digest('base64');

test('a webhook is signed over its raw body and carries the official headers', async () => {
  const { app, happen, start } = await open();
  await happen('orders/create', orderFacts, order.id);
  await start().idle();
  const [one] = app.received;
  expect(app.received).toHaveLength(1);
  expect(one && isSigned(one)).toBe(true);
  expect(one?.path).toBe('/webhooks');
  expect(one?.headers).toMatchObject({
    'x-shopify-topic': 'orders/create',
    'x-shopify-shop-domain': store.domain,
    'x-shopify-api-version': '2026-10',
    'x-shopify-name': 'main-1',
    'content-type': 'application/json',
  });
  for (const header of ['x-shopify-webhook-id', 'x-shopify-event-id', 'x-shopify-triggered-at']) expect(one?.headers[header]).toBeTruthy();
  expect(one?.body).toContain(`"id":${order.id}`);
});

test('filters and include_fields are applied; who did not subscribe hears nothing', async () => {
  const { app, happen, start } = await open();
  await happen('products/update', productFacts(1999));
  await happen('products/update', productFacts(2000));
  await happen('refunds/create', orderFacts);
  await start().idle();
  expect(app.received.map((one) => one.body)).toEqual([`{"id":${product.id},"updated_at":"2026-03-01T09:00:00-05:00"}`]);
});

test('a subscription made through the API is heard, and goes after eight retries; one of the configuration stays', async () => {
  const { app, ctx, happen, start, list } = await open(() => ({ status: 500 }));
  await ctx.pool.query('insert into devstore.subscription (domain, topic, doc) values ($1, $2, $3)', [
    store.domain,
    'PRODUCTS_DELETE',
    JSON.stringify({ uri: `${app.url}/api-made` }),
  ]);
  await happen('products/delete', {}, '9007199254740993');
  const delivery = start();
  await delivery.idle();
  expect(app.received).toHaveLength(9);
  expect(app.received.every((one) => one.path === '/api-made' && one.body === '{"id":9007199254740993}')).toBe(true);
  expect((await list())[0]).toMatchObject({ status: 'failed', attempt: 9 });
  expect((await ctx.pool.query('select from devstore.subscription')).rowCount).toBe(0);
  await happen('orders/create', orderFacts);
  await delivery.idle();
  expect(app.topics().filter((topic) => topic === 'orders/create')).toHaveLength(9);
});

test.each([
  [302, { location: '/elsewhere' }],
  [404, {}],
  [503, {}],
])('%i is a failure, and the retry carries the same id and body', async (status, headers) => {
  const { app, happen, start, list } = await open((_, count) => (count === 1 ? { status, headers } : { status: 200 }));
  await happen('orders/create', orderFacts);
  await start().idle();
  const [first, second] = app.received;
  expect(app.received).toHaveLength(2);
  expect(second?.body).toBe(first?.body);
  expect(second?.headers['x-shopify-webhook-id']).toBe(first?.headers['x-shopify-webhook-id']);
  expect((await list())[0]).toMatchObject({ status: 'delivered', attempt: 2, doc: { attempts: [{ status, answer: 'answer' }, { status: 200 }] } });
});

test('five seconds without an answer are a failure', async () => {
  const { happen, start, list } = await open((_, count) => ({ status: 200, waitMs: count === 1 ? 5_400 : 0 }));
  await happen('orders/create', orderFacts);
  await start().idle();
  expect((await list())[0]?.doc.attempts.map((attempt) => attempt.answer)).toEqual(['No answer within 5 seconds.', 'answer']);
}, 15_000);

test('an app that is not there is tried again until it is', async () => {
  const port = await freePort();
  const { happen, start, list } = await open(undefined, { appUrl: `http://127.0.0.1:${port}`, retrySpeedup: 1e9 });
  await happen('orders/create', orderFacts);
  await start().idle();
  expect((await list())[0]).toMatchObject({ status: 'failed', attempt: 9 });
  expect((await list())[0]?.doc.attempts[0]?.answer).toContain('ECONNREFUSED');
});

test('nothing for a store without the app, but the compliance topics after it has gone', async () => {
  const { app, ctx, happen, setInstalled, start } = await open();
  await setInstalled(new Date(Date.now() - 3_600_000).toISOString());
  await happen('orders/create', orderFacts);
  await happen('app/uninstalled', { store } as unknown as Json);
  await happen('customers/redact', { customer, orderIds: [order.id] } as unknown as Json);
  const delivery = start();
  await delivery.idle();
  expect(app.topics().sort()).toEqual(['app/uninstalled', 'customers/redact']);
  await ctx.clock.advance(48 * 3_600_000);
  await delivery.idle();
  await delivery.idle();
  expect(app.topics().sort()).toEqual(['app/uninstalled', 'customers/redact', 'shop/redact']);
  expect(app.received.find((one) => one.headers['x-shopify-topic'] === 'shop/redact')?.path).toBe('/compliance');
});

test('what was claimed by a process that died is sent by the next one', async () => {
  const { app, ctx, happen, start } = await open();
  await happen('orders/create', orderFacts);
  const first = start();
  await first.idle();
  await first.stop();
  await happen('orders/updated', orderFacts);
  await ctx.pool.query("update devstore.delivery set status = 'pending', due_at = now() - interval '1 second'");
  await start().idle();
  expect(app.topics().sort()).toEqual(['orders/create', 'orders/create', 'orders/updated']);
});

test('the fault dial doubles with the same id, loses and reorders', async () => {
  const { app, ctx, happen, start, list } = await open();
  await setFaults(ctx, { duplicate: 1 });
  await happen('orders/create', orderFacts);
  const delivery = start();
  await delivery.idle();
  expect(app.received).toHaveLength(2);
  expect(new Set(app.received.map((one) => one.headers['x-shopify-webhook-id'])).size).toBe(1);
  await setFaults(ctx, { duplicate: 0, loss: 1 });
  await happen('orders/create', orderFacts);
  await delivery.idle();
  expect(app.received).toHaveLength(2);
  expect((await list())[0]?.status).toBe('lost');
  await setFaults(ctx, { loss: 0, reorder: 0.5 });
  for (let index = 0; index < 30; index++) await happen('products/update', productFacts(2000 + index));
  await delivery.idle();
  expect((await list()).slice(0, 30).every((one) => one.status === 'delivered')).toBe(true);
  await expect(setFaults(ctx, { loss: 2 })).rejects.toThrow();
}, 20_000);

test('a payload that cannot be made is shown as failed and stops nothing', async () => {
  const { app, happen, start, list } = await open();
  await happen('orders/create', {});
  await happen('orders/create', orderFacts);
  await start().idle();
  expect(app.received).toHaveLength(1);
  expect((await list()).find((one) => one.status === 'failed')?.doc.problem).toBe('The event carries no order.');
});

test('two followers at once send nothing twice', async () => {
  const { app, happen, start } = await open();
  const followers = [start(), start()];
  for (let index = 0; index < 60; index++) await happen('orders/create', orderFacts);
  await Promise.all(followers.map((one) => one.idle()));
  expect(app.received).toHaveLength(60);
});
