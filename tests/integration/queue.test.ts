import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobHandlers } from '~/jobs/catalog';
import { openQueue, type JobQueue } from '~/jobs/queue.server';
import { jobProcessor } from '~/jobs/process-job.server';
import { AppError } from '~/domain/shared/errors';
import { useDatabase } from '../support/database';
import { startRedis, type TestRedis } from '../support/redis';

useDatabase();
const hasRedis = (() => {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

const until = async (condition: () => boolean, ms = 15_000) => {
  const end = Date.now() + ms;
  while (!condition()) {
    if (Date.now() > end) throw new Error('It did not happen in time.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

const unused = async () => {
  throw new Error('not part of this test');
};
const handlers = (own: Partial<JobHandlers>): JobHandlers => ({
  'start-import': unused,
  'advance-import': unused,
  'bulk-finished': unused,
  'reread-order': unused,
  'reread-customer': unused,
  'reread-product': unused,
  'reread-collection': unused,
  'advance-reconcile': unused,
  'run-bulk-action': unused,
  'advance-replay': unused,
  'mail-code': unused,
  'merge-members': unused,
  'unmerge-members': unused,
  'advance-file-import': unused,
  compliance: unused,
  ...own,
});

/** The same promises of both queues. */
function battery(open: () => JobQueue) {
  let queue: JobQueue;
  const data = (payload: Record<string, string>) => ({ shopId: '42', payload });
  beforeAll(() => {
    queue = open();
  });
  afterAll(() => queue.close());

  it('works jobs once each, retries a failing one with backoff, and gives up at once when it cannot get better', async () => {
    const orders: string[] = [];
    let failures = 0;
    let hopeless = 0;
    const worker = queue.work(
      jobProcessor(
        handlers({
          'reread-order': async (shopId, { orderId }) => void orders.push(`${shopId}/${orderId}`),
          'reread-customer': async () => {
            failures += 1;
            if (failures < 2) throw new Error('the store does not answer');
          },
          'reread-product': async () => {
            hopeless += 1;
            throw new AppError('not_found', 'no such product');
          },
        }),
      ),
      4,
    );
    for (const orderId of ['1', '2', '3', '820982911946154508']) await queue.add('reread-order', data({ orderId }));
    await queue.add('reread-customer', data({ customerId: '7' }));
    await queue.add('reread-product', data({ productId: '8' }));
    await until(() => orders.length === 4 && failures === 2 && hopeless === 1);
    expect(orders.sort()).toEqual(['42/1', '42/2', '42/3', '42/820982911946154508']);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(hopeless).toBe(1);
    await worker.close();
  });

  it('adds the same job id once', async () => {
    let runs = 0;
    await queue.add('reread-order', data({ orderId: '5' }), { jobId: 'event-42-5' });
    await queue.add('reread-order', data({ orderId: '5' }), { jobId: 'event-42-5' });
    const worker = queue.work(jobProcessor(handlers({ 'reread-order': async () => void (runs += 1) })), 2);
    await until(() => runs > 0);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(runs).toBe(1);
    await worker.close();
  });

  it('lets a job go on later without calling it a failure, and keeps one of it while it waits', async () => {
    let rounds = 0;
    const worker = queue.work(
      jobProcessor(
        handlers({
          'advance-import': async () => {
            rounds += 1;
            return rounds < 3 ? { againInMs: 100 } : undefined;
          },
        }),
      ),
      4,
    );
    await Promise.all(Array.from({ length: 5 }, () => queue.add('advance-import', data({ runId: '9' }))));
    await until(() => rounds === 3);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(rounds).toBe(3);
    await worker.close();
  });

  it('refuses data that is not of the job', async () => {
    let failed: Error | undefined;
    const worker = queue.work(jobProcessor(handlers({})), 1);
    worker.on('failed', (_job, error) => (failed = error));
    await queue.add('reread-order', data({ orderId: "1'; drop table" }));
    await until(() => failed !== undefined);
    expect(failed?.message).toMatch(/is not an id/);
    await worker.close();
  });
}

describe('the queue on PostgreSQL', () => {
  battery(() => openQueue({ databaseUrl: process.env['DATABASE_URL'] ?? '' }));
});

describe.skipIf(!hasRedis)('the queue on Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  describe('keeps the same promises', () => battery(() => openQueue({ redisUrl: redis.url, databaseUrl: '' })));
});
