import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startProgram } from '../scripts/lib/processes.mjs';
import { customer, order, signed } from './apply/orders';
import { lookForOrders } from './apply/visibility';
import { setting } from './support/environment';
import { bench, check, median, percentile, report, say } from './support/figures';
import { sizes } from './support/options';
import { preparePgbench, runPgbench } from './support/pgbench';
import { closeDatabase } from '~/db/client.server';
import { registerShop, shopIdOf } from '~/domain/shops/index.server';
import { insertDelivery } from '~/platform/shopify/webhooks/index.server';

/** Orders from the inbox into the CRM by the real worker process, against pgbench on the same PostgreSQL; then from the signed request to the customer's page. */
const { runs, orders, customers, clients, seconds, scale, lookSeconds } = sizes({
  runs: 5,
  orders: 3000,
  customers: 500,
  clients: 8,
  seconds: 5,
  scale: 10,
  lookSeconds: 20,
});
const SHOP = 'bench-apply.myshopify.com';
const VISIBLE_P99_MS = 250;

const shopId = shopIdOf(SHOP);
const owner = new pg.Pool({ connectionString: setting('BENCH_OWNER_URL'), max: 2 });
const key = { secret: setting('SHOPIFY_API_SECRET'), shop: SHOP };
let nextOrder = 0;

async function store(topic: string, bodies: Buffer[]) {
  const deliveries = bodies.map((body) => signed(topic, body, key));
  await Promise.all(
    deliveries.map(({ body, headers }) =>
      insertDelivery(shopId, {
        dedupeKey: Buffer.from(headers['x-shopify-event-id'] ?? '', 'hex'),
        topic,
        webhookId: headers['x-shopify-webhook-id'] ?? '',
        eventId: headers['x-shopify-event-id'] ?? null,
        apiVersion: '2026-10',
        triggeredAt: new Date('2026-11-21T10:00:00Z'),
        body,
      }),
    ),
  );
}

/** Whether anything is still to be applied: asked through the small index of what is pending. */
async function drained() {
  for (;;) {
    const { rows } = await owner.query<{ busy: boolean }>('select exists (select from webhook_inbox where state = 0) as busy');
    if (!rows[0]?.busy) return;
    await sleep(10);
  }
}

/** A worker that starts on a full inbox. @returns deliveries a second, from its being ready to the last one's commit. */
async function drainWithWorker(count: number, run: number): Promise<number> {
  const worker = startProgram(`bench-apply-worker-${run}`, ['scripts/worker.mjs'], { LOG_LEVEL: 'info' });
  await worker.ready;
  const startedAt = performance.now();
  await drained();
  const perSecond = count / ((performance.now() - startedAt) / 1000);
  await worker.stop();
  return perSecond;
}

async function checkApplied() {
  const { rows } = await owner.query<{ orders: number; lines: number; spent: string; events: number; failed: number }>(
    `select (select count(*)::int from sales_order where shop_id = $1) as orders, (select count(*)::int from order_line where shop_id = $1) as lines,
       (select sum(spent_net)::text from customer where shop_id = $1) as spent, (select count(*)::int from customer_event where shop_id = $1 and kind = 'order_placed') as events,
       (select count(*)::int from webhook_inbox where state <> 1) as failed`,
    [shopId],
  );
  const expected = { orders: nextOrder, lines: nextOrder * 3, spent: `${nextOrder * 3000}`, events: nextOrder, failed: 0 };
  check(
    'every order is in the CRM once, and every sum is right',
    JSON.stringify(rows[0]) === JSON.stringify(expected),
    JSON.stringify({ expected, found: rows[0] }),
  );
}

async function throughput(pgbenchUrl: string): Promise<number> {
  const [ours, peer]: [number[], number[]] = [[], []];
  for (let run = 0; run <= runs; run += 1) {
    const bodies = Array.from({ length: orders }, () => order(nextOrder++, customers));
    await store('orders/create', bodies);
    const tps = await runPgbench(pgbenchUrl, { clients, seconds });
    const perSecond = await drainWithWorker(orders, run);
    await checkApplied();
    say(`run ${run}: ${perSecond.toFixed(0)} orders/s, pgbench ${tps.toFixed(0)} tps${run === 0 ? ' (warm-up)' : ''}`);
    if (run === 0) continue;
    ours.push(perSecond);
    peer.push(tps);
  }
  report({
    figure: 'orders applied',
    values: ours,
    unit: 'orders/s',
    against: peer,
    reference: `pgbench TPC-B-like, scale ${scale}, ${clients} clients`,
    bar: { atLeast: 0.15 },
  });
  return median(ours);
}

async function visibility(max: number) {
  const web = startProgram('bench-apply-web', ['scripts/web.mjs'], { LOG_LEVEL: 'info' });
  const worker = startProgram('bench-apply-worker', ['scripts/worker.mjs'], { LOG_LEVEL: 'info' });
  await Promise.all([web.ready, worker.ready]);
  const rate = max / 2;
  const { ms, statuses } = await lookForOrders({ shopId, port: Number(setting('PORT')), key, customers, first: nextOrder, rate, seconds: lookSeconds });
  nextOrder += statuses.length;
  check(
    'every signed request is acknowledged',
    statuses.every((status) => status === 200),
  );
  await drained();
  await checkApplied();
  await Promise.all([web.stop(), worker.stop()]);
  say(`${statuses.length} orders at ${rate.toFixed(0)}/s, ${ms.length} looked for: p50 ${percentile(ms, 0.5).toFixed(0)} ms`);
  report({
    figure: `signed request to customer's page at half load (${rate.toFixed(0)}/s), p99`,
    values: [percentile(ms, 0.99)],
    unit: 'ms',
    against: VISIBLE_P99_MS,
    reference: 'limit',
    bar: { below: 1 },
  });
}

await bench(
  async () => {
    const pgbenchUrl = new URL(setting('DEVSTORE_DATABASE_URL')).toString();
    await preparePgbench(pgbenchUrl, scale);
    await registerShop(SHOP);
    await store(
      'customers/create',
      Array.from({ length: customers }, (_, n) => customer(n)),
    );
    await drainWithWorker(customers, -1);
    await visibility(await throughput(pgbenchUrl));
  },
  async () => {
    await closeDatabase();
    await owner.end();
  },
);
