import { execFileSync } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { restoreBackup } from '../../scripts/lib/backup/read.mjs';
import { writeBackup } from '../../scripts/lib/backup/write.mjs';
import { startCollector, type Collector } from '../support/collector';
import { openTestStore, type TestStore } from '../support/e2e-store';
import { foundIn, tablesHolding } from '../support/everywhere';
import { databaseUrl, onServer } from '../support/postgres';
import { startRedis, type TestRedis } from '../support/redis';
import { sessionToken } from '../support/session-token';
import { BROWSER, eventually, useStack } from '../support/stack';

/** Strings that nothing else in the world contains. */
const FIRST = '璺璺琰琬';
const LAST = 'Zyxwolfsbaneovic';
const EMAIL = 'qx7-thistledown@zyxwolfsbaneovic.example';
const PHONE = '+447700900817';
const STREET = '17½ Vermillionquagga Mews';
const NOTE = 'Wants only teaquizzicalberry leaves';
const TAG = 'knows-flumadiddlewick';
const SECRETS = [FIRST, LAST, EMAIL, PHONE.slice(1), '7700900817', 'Vermillionquagga', 'teaquizzicalberry', 'flumadiddlewick'];

const hasRedis = (() => {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

describe.each([['PostgreSQL'], ...(hasRedis ? [['Redis']] : [])])('a person redacted is nowhere, with the queue in %s', (queue) => {
  const environment: Record<string, string> = { LOG_LEVEL: 'debug' };
  let traces: Collector;
  beforeAll(async () => {
    traces = await startCollector();
    environment['OTEL_EXPORTER_OTLP_ENDPOINT'] = traces.url;
    environment['OTEL_BSP_SCHEDULE_DELAY'] = '200';
  });
  let redis: TestRedis | undefined;
  if (queue === 'Redis')
    beforeAll(async () => {
      redis = await startRedis();
      environment['REDIS_URL'] = redis.url;
    });
  const stack = useStack(environment);
  const folder = mkdtempSync(path.join(tmpdir(), 'regulars-nowhere-'));
  const restored = `regulars_restored_${Date.now().toString(36)}_${queue.toLowerCase()}`;
  let store: TestStore;
  let owner: pg.Pool;
  let customerId: string;

  const ask = (address: string) => {
    const token = sessionToken({ shop: store.domain, clientId: stack.clientId, secret: stack.secret });
    const host = Buffer.from(`admin.shopify.com/store/${store.handle}`).toString('base64');
    const query = new URLSearchParams({ embedded: '1', shop: store.domain, host, id_token: token });
    return fetch(`${stack.appUrl}${address}${address.includes('?') ? '&' : '?'}${query.toString()}`, {
      redirect: 'manual',
      headers: { 'user-agent': BROWSER, authorization: `Bearer ${token}` },
    });
  };
  const page = async (address: string) => {
    const answer = await ask(address);
    expect(answer.status, address).toBe(200);
    return answer.text();
  };
  const saveView = async (name: string, params: Record<string, string>) => {
    const token = sessionToken({ shop: store.domain, clientId: stack.clientId, secret: stack.secret });
    const answer = await fetch(`${stack.appUrl}/app/views.data`, {
      method: 'POST',
      headers: { 'user-agent': BROWSER, authorization: `Bearer ${token}` },
      body: new URLSearchParams({ intent: 'create', list: 'customers', name, view: JSON.stringify({ params, columns: null }) }),
    });
    expect(answer.ok).toBe(true);
  };
  const send = async (topic: string, body: object) => {
    const bytes = JSON.stringify(body);
    const answer = await fetch(`${stack.appUrl}/webhooks`, {
      method: 'POST',
      body: bytes,
      headers: {
        'content-type': 'application/json',
        'X-Shopify-Topic': topic,
        'X-Shopify-Shop-Domain': store.domain,
        'X-Shopify-Hmac-Sha256': createHmac('sha256', stack.secret).update(bytes).digest('base64'),
        'X-Shopify-Webhook-Id': randomUUID(),
        'X-Shopify-API-Version': '2026-07',
        'X-Shopify-Triggered-At': new Date().toISOString(),
      },
    });
    expect(answer.status).toBe(200);
  };
  const one = async <T extends object>(sql: string) => (await store.crm<T>(sql))[0];

  beforeAll(async () => {
    store = await openTestStore(stack, `nowhere-${queue.toLowerCase()}`, { customers: 10 });
    owner = new pg.Pool({ connectionString: stack.appDatabaseUrl, max: 3 });
    await stack.devstore.post(`/${store.domain}/install`);
    await page('/app');
    await eventually('the import is done', () => one("select 1 as x from import_run where shop_id = $shop and status = 'done'"), 60_000);
  }, 180_000);
  afterAll(async () => {
    await store?.close();
    await owner?.end();
    await redis?.stop();
    traces?.close();
    rmSync(folder, { recursive: true, force: true });
    await onServer(`drop database if exists ${restored} with (force)`);
  });

  it('lives a full life first: buys, is listed, searched, exported, parked, fails, is asked for', { timeout: 120_000 }, async () => {
    const address = {
      firstName: FIRST,
      lastName: LAST,
      company: null,
      address1: STREET,
      address2: null,
      city: 'London',
      province: null,
      provinceCode: null,
      zip: 'N1 7AA',
      country: 'United Kingdom',
      countryCode: 'GB',
      phone: PHONE,
    };
    const person = await store.operation<{ id: string }>('createCustomer', {
      firstName: FIRST,
      lastName: LAST,
      email: EMAIL,
      phone: PHONE,
      note: NOTE,
      tags: [TAG],
      addresses: [address],
      acceptsMarketing: true,
    });
    customerId = /\d+$/.exec(person.id)?.[0] ?? '';
    const [variantId] = await store.variants();
    await store.operation(
      'placeOrder',
      { lines: [{ variantId, quantity: 2 }], shippingAddress: address, customerId: person.id, email: EMAIL, source: 'web' },
      'paid',
    );
    await eventually('the order is in the CRM', () => one(`select 1 as x from sales_order where shop_id = $shop and customer_id = ${customerId}`));
    await eventually('the contact is known', async () => (await page(`/app/customers/${customerId}`)).includes(LAST));
    for (const address of [
      `/app/customers?query=${encodeURIComponent(EMAIL)}`,
      `/app/customers?query=${encodeURIComponent(FIRST)}`,
      `/app/customers?query=${encodeURIComponent(PHONE)}`,
      '/app/orders',
    ])
      expect(foundIn(await page(address), [LAST]), address).toEqual([LAST]);
    expect(await page('/app/customers/export')).toContain(EMAIL);

    await saveView('Looks for one', { query: EMAIL });
    await saveView(`For ${LAST}`, { tag: TAG });
    expect(foundIn(await page('/app/customers'), ['Looks for one', LAST])).toHaveLength(2);
    await send('orders/create', {
      id: 1,
      email: EMAIL,
      phone: PHONE,
      note: NOTE,
      customer: { id: Number(customerId), first_name: FIRST, last_name: LAST },
      total_price: `not money: ${LAST}`,
    });
    await eventually('it fails', () => one('select 1 as x from webhook_inbox where shop_id = $shop and attempts > 0 and state = 0'));
    await store.crm('update webhook_inbox set attempts = 7, next_at = now() where shop_id = $shop and state = 0 and attempts > 0');
    await eventually('it is parked', () => one('select 1 as x from webhook_inbox where shop_id = $shop and state = 2 and sealed_body is not null'));
    await store.crm(
      'insert into domain_event (shop_id, type, payload, occurred_at) values ($shop, \'bulk_action.requested\', \'{"actionId": "999999"}\', now())',
    );

    await store.operation('requestCustomerData', person.id);
    const request = await eventually('the data is gathered', () =>
      one<{ id: string }>("select id from compliance_request where shop_id = $shop and kind = 'data_request' and status = 'done'"),
    );
    for (const kind of ['', '?as=page'])
      expect(foundIn(await page(`/app/privacy/file/${request.id}${kind}`), [FIRST, LAST, EMAIL])).toEqual([FIRST, LAST, EMAIL]);
    await writeBackup({ ownerUrl: stack.appDatabaseUrl, file: path.join(folder, 'before.data'), keysFile: path.join(folder, 'keys') });
  });

  it('and then is in no table, queue, log, metric, trace, view, export and restored backup', { timeout: 120_000 }, async () => {
    expect((await tablesHolding(owner, ['flumadiddlewick'])).length, 'the search finds what is there').toBeGreaterThan(0);
    await store.operation('redactCustomer', customerId);
    await eventually(
      'the person is erased',
      () => one("select 1 as x from compliance_request where shop_id = $shop and kind = 'customer_redact' and status = 'done'"),
      60_000,
    );
    await eventually('nothing waits', async () => !(await one('select 1 as x from webhook_inbox where shop_id = $shop and sealed_body is not null')));

    expect(await tablesHolding(owner, SECRETS)).toEqual([]);
    if (redis) expect(foundIn(await everythingIn(redis.url), SECRETS)).toEqual([]);
    const logs = readdirSync('.data/logs').filter((file) => [stack.program('web').name, stack.program('worker').name].includes(file.replace('.log', '')));
    expect(logs).toHaveLength(2);
    for (const log of logs) {
      const text = readFileSync(path.join('.data/logs', log), 'utf8');
      expect(text).toContain('"level":"debug"');
      expect(foundIn(text, SECRETS), log).toEqual([]);
    }
    // Traces are sent a moment later: those of the erasing itself are among them.
    await eventually('the erasing was traced', async () => traces.spans.some(({ name }) => name === 'job compliance'));
    await eventually('the pages were traced', async () => traces.spans.some(({ service }) => service === 'regulars-web'));
    expect(foundIn(traces.text(), SECRETS)).toEqual([]);
    for (const url of stack.metricsUrls) {
      const told = await (await fetch(url)).text();
      expect(told).toContain('regulars_');
      expect(foundIn(told, [...SECRETS, store.handle]), url).toEqual([]);
    }
    for (const address of [
      '/app/customers',
      '/app/orders',
      '/app/customers/export',
      '/app/orders/export',
      '/app/privacy',
      '/app/privacy/access',
      `/app/customers/${customerId}`,
    ])
      expect(foundIn(await page(address), SECRETS), address).toEqual([]);
    expect((await ask('/app/privacy/file/1')).status).toBe(404);

    await writeBackup({ ownerUrl: stack.appDatabaseUrl, file: path.join(folder, 'after.data'), keysFile: path.join(folder, 'keys') });
    await onServer(`create database ${restored} template ${inject('template')}`);
    await restoreBackup({ ownerUrl: databaseUrl(restored, 'owner'), file: path.join(folder, 'before.data'), keysFile: path.join(folder, 'keys') });
    const pool = new pg.Pool({ connectionString: databaseUrl(restored, 'owner'), max: 1 });
    expect(await tablesHolding(pool, SECRETS)).toEqual([]);
    const { rows } = await pool.query<{ n: number; salts: number }>(
      `select (select count(*)::int from customer) as n, (select count(*)::int from customer_key where customer_id = ${customerId}) as salts`,
    );
    expect(rows[0]?.n).toBeGreaterThan(10);
    expect(rows[0]?.salts).toBe(0);
    await pool.end();
  });
});

/** All that a Redis holds, keys and values. */
async function everythingIn(url: string): Promise<string> {
  const redis = new Redis(url);
  try {
    const parts: string[] = [];
    for (const key of await redis.keys('*')) {
      const kind = await redis.type(key);
      const value =
        kind === 'string'
          ? await redis.get(key)
          : kind === 'hash'
            ? await redis.hgetall(key)
            : kind === 'list'
              ? await redis.lrange(key, 0, -1)
              : kind === 'set'
                ? await redis.smembers(key)
                : kind === 'zset'
                  ? await redis.zrange(key, 0, -1)
                  : await redis.xrange(key, '-', '+');
      parts.push(key, JSON.stringify(value));
    }
    expect(parts.length).toBeGreaterThan(10);
    return parts.join('\n');
  } finally {
    await redis.quit();
  }
}
