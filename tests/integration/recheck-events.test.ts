import { execFileSync } from 'node:child_process';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rerunEvents } from '~/db/event-outcome.server';
import { appendEvent } from '~/db/outbox.server';
import { withShop } from '~/db/tenant.server';
import { AppError } from '~/domain/shared/errors';
import { registerShop } from '~/domain/shops/index.server';
import type { JobHandlers } from '~/jobs/catalog';
import { HANDLERS } from '~/jobs/handlers/index.server';
import { relayOutbox } from '~/jobs/outbox-relay.server';
import { jobProcessor } from '~/jobs/process-job.server';
import { openQueue, type JobQueue } from '~/jobs/queue.server';
import { recheckUnfinished } from '~/jobs/recheck-events.server';
import { useDatabase } from '../support/database';
import { startRedis, type TestRedis } from '../support/redis';
import { eventually } from '../support/stack';

const { ownerPool } = useDatabase();
const hasRedis = (() => {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

const DOMAIN = 'recheck.myshopify.com';
let shopId: bigint;
beforeAll(async () => {
  shopId = await registerShop(DOMAIN);
});
const ask = (orderId: string) => withShop(shopId, (tx) => appendEvent(tx, shopId, 'order.reread_requested', { orderId }, new Date()));
const eventOf = async (orderId: string) =>
  (
    await ownerPool.query<{ finished: boolean; error: string | null; held: boolean; runs: number }>(
      "select finished_at is not null as finished, error, held, runs from domain_event where payload ->> 'orderId' = $1",
      [orderId],
    )
  ).rows[0];
const working = (queue: JobQueue, work: JobHandlers['reread-order']) => queue.work(jobProcessor({ ...HANDLERS, 'reread-order': work }), 4);

function battery(prefix: string, open: () => JobQueue, loseEverything: () => Promise<void>) {
  let queue: JobQueue;
  beforeAll(() => {
    queue = open();
  });
  afterAll(() => queue.close());

  /** The event is marked a moment before the queue hears of it: what is lost meanwhile would be lost in the middle of a job. */
  const idle = () =>
    eventually('nothing waits', async () => {
      const counts = await queue.counts();
      return ['waiting', 'active', 'delayed'].every((state) => !counts[state]);
    });

  it('hands over again what the queue has lost, and only that', async () => {
    for (let i = 0; i < 20; i += 1) await ask(`${prefix}${i}`);
    await relayOutbox(queue);
    expect(await recheckUnfinished(queue, 0)).toBe(0);
    await loseEverything();
    expect(await recheckUnfinished(queue, 0)).toBe(20);
    expect(await recheckUnfinished(queue, 0)).toBe(0);
    const done: string[] = [];
    const worker = working(queue, async (_shop, { orderId }) => void done.push(orderId));
    await eventually('all were worked', async () => done.length >= 20 && (await eventOf(`${prefix}19`))?.finished);
    await idle();
    await worker.close();
    expect([...new Set(done)]).toHaveLength(20);
    expect(done).toHaveLength(20);
    await loseEverything();
    expect(await recheckUnfinished(queue, 0)).toBe(0);
  });

  it('works an event once, even when its job is in the queue twice', async () => {
    let runs = 0;
    const worker = working(queue, async () => void (runs += 1));
    await ask(`${prefix}100`);
    await relayOutbox(queue);
    await eventually('it was worked', async () => (await eventOf(`${prefix}100`))?.finished);
    await idle();
    await ownerPool.query('update domain_event set relayed_at = null');
    await loseEverything();
    await relayOutbox(queue);
    await idle();
    await worker.close();
    expect(runs).toBe(1);
  });

  it('notes what it gives up, and lets it begin anew', async () => {
    let broken = true;
    const worker = working(queue, async () => {
      if (broken) throw new AppError('not_found', 'no such order');
    });
    await ask(`${prefix}200`);
    await relayOutbox(queue);
    await eventually('it was given up', async () => (await eventOf(`${prefix}200`))?.finished);
    expect(await eventOf(`${prefix}200`)).toMatchObject({ error: 'not_found: no such order' });
    broken = false;
    expect(await rerunEvents(shopId)).toBe(1);
    await relayOutbox(queue);
    await eventually('it was worked', async () => (await eventOf(`${prefix}200`))?.finished);
    expect(await eventOf(`${prefix}200`)).toMatchObject({ error: null, runs: 1 });
    await worker.close();
  });

  it('keeps work for a shop that has shut us out, without trying', async () => {
    let tries = 0;
    const worker = working(queue, async () => {
      tries += 1;
      throw new AppError('unauthorised', 'no token');
    });
    await ownerPool.query('update shop set access_lost_at = now() where shop_id = $1', [shopId]);
    await ask(`${prefix}300`);
    await relayOutbox(queue);
    await eventually('it is held', async () => (await eventOf(`${prefix}300`))?.held);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await relayOutbox(queue)).toBe(0);
    expect(tries).toBe(1);
    expect(await eventOf(`${prefix}300`)).toMatchObject({ finished: false, error: null });
    await ownerPool.query('update shop set access_lost_at = null');
    await ownerPool.query('update domain_event set held = false, finished_at = now() where held');
    await worker.close();
  });
}

describe('the queue on PostgreSQL', () => {
  battery(
    '1',
    () => openQueue({ databaseUrl: process.env['DATABASE_URL'] ?? '' }),
    async () => {
      const { rows } = await ownerPool.query<{ name: string }>(
        "select format('bullmq.%I', tablename) as name from pg_tables where schemaname = 'bullmq' and tablename like '%job%'",
      );
      await ownerPool.query(`truncate ${rows.map((row) => row.name).join(', ')} cascade`);
    },
  );
});

describe.skipIf(!hasRedis)('the queue on Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  describe('keeps the same promises', () =>
    battery(
      '2',
      () => openQueue({ redisUrl: redis.url, databaseUrl: '' }),
      async () => {
        const client = new Redis(redis.url);
        await client.flushall();
        client.disconnect();
      },
    ));
});
