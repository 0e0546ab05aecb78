import { execFileSync } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { demoEnvironments } from '../../scripts/lib/demo-settings.mjs';
import { startProgram } from '../../scripts/lib/processes.mjs';
import { shopIdOf } from '~/domain/shops/index.server';
import { startCollector, type Collector } from '../support/collector';
import { APP_PASSWORD, APP_ROLE, databaseUrl, onServer, SERVER_URL } from '../support/postgres';
import { freePort } from '../support/ports';
import { startRedis, type TestRedis } from '../support/redis';
import { eventually } from '../support/stack';
import { exactJson, orderBody } from '../support/webhook-bodies';

const hasRedis = (() => {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
const domain = 'side-by-side.myshopify.com';
const secret = randomBytes(16).toString('hex');
const ORDERS = 300;

function battery(redisOf: () => TestRedis | undefined) {
  const id = randomBytes(5).toString('hex');
  const database = `regulars_test_${id}`;
  const pool = new pg.Pool({ connectionString: databaseUrl(database, 'owner'), max: 2 });
  pool.on('error', () => undefined);
  let traces: Collector;
  const programs: Record<string, ReturnType<typeof startProgram>> = {};
  const ports: Record<string, { web?: number; health?: number; metrics: number }> = {};
  const stopped = new Set<string>();

  beforeAll(async () => {
    await onServer(`create database ${database} template ${inject('template')}`);
    await pool.query("insert into shop (shop_id, domain, status, installed_at, access_lost_at) values ($1, $2, 'installed', now(), now())", [
      shopIdOf(domain),
      domain,
    ]);
    traces = await startCollector();
    const masterKey = randomBytes(32).toString('base64');
    for (const name of ['web-1', 'web-2', 'worker-1', 'worker-2']) {
      const web = await freePort();
      const health = await freePort();
      const metrics = await freePort();
      ports[name] = { web, health, metrics };
      const { app } = demoEnvironments({
        secrets: { apiKey: 'client', apiSecret: secret, masterKey, appPassword: APP_PASSWORD },
        serverUrl: SERVER_URL,
        ports: { web, devstore: 9, storefront: 9 },
        appRole: APP_ROLE,
        databases: { app: database, devstore: 'none' },
      });
      const environment: Record<string, string> = {
        ...app,
        LOG_LEVEL: 'info',
        METRICS_PORT: String(metrics),
        OTEL_EXPORTER_OTLP_ENDPOINT: traces.url,
        OTEL_BSP_SCHEDULE_DELAY: '200',
        REDIS_URL: redisOf()?.url ?? '',
      };
      if (!environment['REDIS_URL']) delete environment['REDIS_URL'];
      if (name.startsWith('worker')) environment['WORKER_PORT'] = String(health);
      programs[name] = startProgram(`${name}-${id}`, [name.startsWith('web') ? 'scripts/web.mjs' : 'scripts/worker.mjs'], environment);
    }
    await Promise.all(Object.values(programs).map((program) => program.ready));
  });
  afterAll(async () => {
    await Promise.all(Object.entries(programs).flatMap(([name, program]) => (stopped.has(name) ? [] : [program.stop()])));
    traces?.close();
    await pool.end();
    await onServer(`drop database if exists ${database} with (force)`);
  });

  const number = async (sql: string) => Number((await pool.query<{ n: string }>(`select count(*) as n from ${sql}`)).rows[0]?.n);
  async function deliver(order: number, web: 'web-1' | 'web-2'): Promise<number> {
    const body = exactJson(
      orderBody({ id: BigInt(order), customerId: BigInt(5000 + (order % 40)), updatedAt: '2026-01-05T00:00:00Z', email: 'nobody@example.com' }),
    );
    const answer = await fetch(`http://127.0.0.1:${ports[web]?.web}/webhooks`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-shopify-topic': 'orders/create',
        'x-shopify-shop-domain': domain,
        'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
        'x-shopify-webhook-id': `delivery-${order}`,
        'x-shopify-event-id': `event-${order}`,
      },
    });
    return answer.status;
  }
  const applied = () => eventually('all webhooks are applied', async () => (await number('webhook_inbox where state = 0')) === 0, 60_000);

  it('one webhook is one trace, from the web process through the worker to the job', async () => {
    expect(await deliver(1, 'web-1')).toBe(200);
    const receive = await eventually('the request was traced', async () => traces.spans.find(({ name }) => name === 'webhook receive'));
    const names = await eventually('the job was traced', async () => {
      const connected = traces.spans.filter(({ traceId }) => traceId === receive.traceId);
      return connected.some(({ name }) => name === 'job reread-customer') && connected.map(({ service, name }) => `${service}: ${name}`);
    });
    expect(names).toEqual(expect.arrayContaining(['regulars-web: webhook receive', 'regulars-worker: webhooks apply', 'regulars-worker: job reread-customer']));
    expect(traces.text()).not.toMatch(/nobody@example\.com|side-by-side/);
  });

  it('two web and two worker processes apply everything once, while one worker is stopped and the queue is lost', async () => {
    const sending = (async () => {
      for (let order = 2; order <= ORDERS; order += 10) {
        const batch = Array.from({ length: Math.min(10, ORDERS - order + 1) }, (_, index) => order + index);
        // Every third comes twice, to the other process.
        const answers = batch.flatMap((one) => [deliver(one, 'web-1'), ...(one % 3 === 0 ? [deliver(one, 'web-2')] : [])]);
        expect(new Set(await Promise.all(answers))).toEqual(new Set([200]));
      }
    })();
    await eventually('work is under way', async () => (await number('sales_order')) > 20);
    stopped.add('worker-1');
    const stopping = programs['worker-1']?.stop();
    const redis = redisOf();
    if (redis) {
      const client = new Redis(redis.url);
      await client.flushall();
      client.disconnect();
    }
    await sending;
    await stopping;
    expect(await programs['worker-1']?.ended).toBe(0);
    await applied();
    expect(await number('sales_order')).toBe(ORDERS);
    expect(await number('webhook_inbox')).toBe(ORDERS);
    expect(await number('webhook_inbox where state <> 1 or attempts <> 1')).toBe(0);
    expect(await number('customer where orders_count = 0')).toBe(0);
    // The shop has no token, so that each job ends by being put aside: none is lost, none fails.
    await eventually('every event has met its job', async () => (await number('domain_event where not held and finished_at is null')) === 0, 90_000);
    expect(await number('domain_event where error is not null')).toBe(0);
  }, 180_000);

  it('tells how it is: health of both, and metrics that name no shop and no person', async () => {
    for (const port of [ports['web-1']?.web, ports['worker-2']?.health]) {
      for (const path of ['healthz', 'readyz']) expect(await (await fetch(`http://127.0.0.1:${port}/${path}`)).text()).toBe('ok');
    }
    const metricsOf = async (name: string) => (await fetch(`http://127.0.0.1:${ports[name]?.metrics}/metrics`)).text();
    const [web, worker] = [await metricsOf('web-1'), await metricsOf('worker-2')];
    expect(web).toMatch(/regulars_webhook_receive_seconds_count\{status="200"\} \d+/);
    expect(web).toMatch(/regulars_operation\{what="inbox_pending"\} 0/);
    expect(web).toMatch(/regulars_db_pool_connections\{state="total"\} \d/);
    expect(worker).toMatch(/regulars_webhook_lag_seconds_count\{outcome="done"\} \d+/);
    expect(worker).toMatch(/regulars_job_seconds_count\{job="reread-customer",outcome="held"\} \d+/);
    expect(worker).toMatch(/regulars_queue_jobs\{state="waiting"\} 0/);
    expect(web + worker).not.toMatch(/myshopify|example\.com/);
    await pool.query("update _prisma_migrations set rolled_back_at = now() where migration_name like '%_operation'");
    const behind = await fetch(`http://127.0.0.1:${ports['worker-2']?.health}/readyz`);
    expect([behind.status, await behind.text()]).toEqual([503, expect.stringContaining('npm run migrate')]);
  });
}

describe('with jobs in PostgreSQL', () => battery(() => undefined));

describe.skipIf(!hasRedis)('with jobs in Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  describe('flushed once', () => battery(() => redis));
});
