import { createHmac } from 'node:crypto';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isInboxBehind } from '~/platform/shopify/webhooks/index.server';
import { receiveWebhook, turnAway } from '~/web/receive-webhook.server';
import { useDatabase } from '../support/database';

const { ownerPool } = useDatabase();
const SECRET = process.env['SHOPIFY_API_SECRET'] ?? '';
let server: Server;
let port: number;

beforeAll(async () => {
  server = createServer((request, response) => void (turnAway(response) || receiveWebhook(request, response)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

interface Sent {
  status: number;
  text: string;
}
function send(body: Buffer | string, headers: Record<string, string | undefined> = {}, method = 'POST'): Promise<Sent> {
  const bytes = Buffer.from(body);
  const all: Record<string, string | undefined> = {
    'content-type': 'application/json',
    'X-Shopify-Topic': 'orders/create',
    'X-Shopify-Shop-Domain': 'shop-one.myshopify.com',
    'X-Shopify-Hmac-Sha256': createHmac('sha256', SECRET).update(bytes).digest('base64'),
    'X-Shopify-Webhook-Id': 'b54557e4-bdd9-4b37-8a5f-bf7d70bcd043',
    'X-Shopify-Event-Id': '98880550-7158-44d4-b7cd-2c97c8a091b5',
    'X-Shopify-API-Version': '2026-10',
    'X-Shopify-Triggered-At': '2026-11-01T10:00:00.123456789Z',
    ...headers,
  };
  const present = Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
  return new Promise((resolve, reject) => {
    const request = httpRequest({ port, host: '127.0.0.1', path: '/webhooks', method, headers: present, agent: false }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString())).on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    request.on('error', reject).end(method === 'POST' ? bytes : undefined);
  });
}

const stored = async () => (await ownerPool.query<{ topic: string; sealed_body: Buffer }>('select topic, sealed_body from webhook_inbox order by id')).rows;

describe('the webhook receiver', () => {
  it('stores a signed delivery once, sealed, however often it comes', async () => {
    const body = JSON.stringify({ id: 1, email: 'mei.lin@example.com', note: '熟客 😀' });
    expect((await send(body)).status).toBe(200);
    expect((await send(body)).status).toBe(200);
    const rows = await stored();
    expect(rows).toHaveLength(1);
    expect(rows[0]?.sealed_body.includes('example.com')).toBe(false);
  });

  it('keeps two objects of one event apart', async () => {
    const before = (await stored()).length;
    await send('{"id":2}', { 'X-Shopify-Event-Id': 'one-event', 'X-Shopify-Webhook-Id': 'a' });
    await send('{"id":3}', { 'X-Shopify-Event-Id': 'one-event', 'X-Shopify-Webhook-Id': 'b' });
    expect(await stored()).toHaveLength(before + 2);
  });

  it('stores what is not JSON, so that it is seen and not lost', async () => {
    const before = (await stored()).length;
    expect((await send('this is not JSON')).status).toBe(200);
    expect(await stored()).toHaveLength(before + 1);
  });

  it('takes a body of 5 MB', async () => {
    const before = (await stored()).length;
    expect((await send(JSON.stringify({ id: 4, note: 'x'.repeat(5 * 1024 * 1024) }))).status).toBe(200);
    expect(await stored()).toHaveLength(before + 1);
  });

  it.each([
    ['a wrong signature', { 'X-Shopify-Hmac-Sha256': createHmac('sha256', 'other').update('{"id":9}').digest('base64') }, 401],
    ['a signature that is not one', { 'X-Shopify-Hmac-Sha256': 'x' }, 401],
    ['no signature', { 'X-Shopify-Hmac-Sha256': undefined }, 400],
    ['no topic', { 'X-Shopify-Topic': undefined }, 400],
    ['no shop', { 'X-Shopify-Shop-Domain': undefined }, 400],
    ['a shop that is not one', { 'X-Shopify-Shop-Domain': 'evil.example.com' }, 400],
    ['no webhook id', { 'X-Shopify-Webhook-Id': undefined }, 400],
  ])('refuses %s and stores nothing', async (_name, headers, status) => {
    const before = (await stored()).length;
    const answer = await send('{"id":9}', headers);
    expect(answer.status).toBe(status);
    expect(answer.text).not.toBe('');
    expect(await stored()).toHaveLength(before);
  });

  it('refuses a body beyond any that Shopify sends', async () => {
    const answer = await send('x'.repeat(9 * 1024 * 1024)).catch((error: NodeJS.ErrnoException) => ({
      status: error.code === 'EPIPE' || error.code === 'ECONNRESET' ? 413 : 0,
      text: '',
    }));
    expect(answer.status).toBe(413);
  });

  it('asks those to come again who would wait too long, and keeps all that it has taken', async () => {
    const before = (await stored()).length;
    const blocker = await ownerPool.connect();
    await blocker.query('begin; lock table webhook_inbox in exclusive mode');
    const stuck = async () =>
      (await ownerPool.query<{ n: number }>("select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"))
        .rows[0]?.n;
    const taken: Promise<Sent>[] = [];
    // One for each statement that may be under way, and one that has to wait for the first of them.
    for (let n = 1; n <= 5; n += 1) {
      taken.push(send(`{"id":${100 + n}}`));
      if (n < 5) await expect.poll(stuck).toBe(n);
    }
    await expect.poll(isInboxBehind, { timeout: 5000 }).toBe(true);
    expect((await send('{"id":106}')).status).toBe(503);
    await blocker.query('commit');
    blocker.release();
    expect((await Promise.all(taken)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(await stored()).toHaveLength(before + 5);
    expect((await send('{"id":106}')).status).toBe(200);
  });

  it('answers other methods with 405', async () => {
    expect((await send('', {}, 'GET')).status).toBe(405);
  });
});
