import { createPostgresBackend, Queue, withBackend, Worker, type JobsOptions, type JobType, type Processor } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { surviveBrokenConnections } from '~/db/client.server';
import { JOBS, type JobData, type JobDefinition, type JobName } from './catalog';

const QUEUE = 'regulars';
/** Finished jobs are kept for people to look at; whether something is done already is decided by the database, never here. */
const KEEP: Pick<JobsOptions, 'removeOnComplete' | 'removeOnFail'> = {
  removeOnComplete: { count: 500, age: 24 * 3600 },
  removeOnFail: { count: 5000, age: 14 * 24 * 3600 },
};

const OnPostgres = withBackend(createPostgresBackend);

export interface JobQueue {
  /** The same `jobId` is added once; it has no colon and is not all digits (BullMQ's rule). */
  add(name: JobName, data: JobData, options?: { jobId?: string; delayMs?: number }): Promise<void>;
  work(processor: Processor, concurrency: number): JobWorker;
  counts(): Promise<Record<string, number>>;
  /** `unknown` when the queue has no such job, or not any more. */
  stateOf(jobId: string): Promise<string>;
  close(): Promise<void>;
}
export interface JobWorker {
  on(event: 'failed', listener: (job: { name: string; id?: string; attemptsMade: number } | undefined, error: Error) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  /** Waits for running jobs. */
  close(): Promise<void>;
}

/** BullMQ on Redis when there is one, else on the same PostgreSQL as everything. */
export function openQueue(where: { redisUrl?: string | undefined; databaseUrl: string }): JobQueue {
  return where.redisUrl ? onRedis(where.redisUrl) : onPostgres(where.databaseUrl);
}

function onPostgres(databaseUrl: string): JobQueue {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 8, options: '-c search_path=bullmq', keepAlive: true, application_name: 'regulars-queue' });
  surviveBrokenConnections(pool);
  const queue = new OnPostgres.Queue(QUEUE, { connection: pool });
  return face(
    queue,
    (processor, concurrency) => new OnPostgres.Worker(QUEUE, processor, { connection: pool, concurrency, ...STALLED }),
    () => pool.end(),
  );
}

function onRedis(redisUrl: string): JobQueue {
  // A producer must hear at once that Redis is away; a worker waits until it is back.
  const producer = new Redis(redisUrl, { enableOfflineQueue: true, maxRetriesPerRequest: 3 });
  const consumer = new Redis(redisUrl, { maxRetriesPerRequest: null });
  for (const client of [producer, consumer]) client.on('error', () => undefined);
  const queue = new Queue(QUEUE, { connection: producer });
  return face(
    queue,
    (processor, concurrency) => new Worker(QUEUE, processor, { connection: consumer, concurrency, ...STALLED }),
    async () => {
      await Promise.all([producer.quit().catch(() => undefined), consumer.quit().catch(() => undefined)]);
    },
  );
}

/** A job whose worker was killed goes back to the queue after this; it may, any number of times, because handlers resume. */
const STALLED = { lockDuration: 30_000, stalledInterval: 10_000, maxStalledCount: 100 };

interface SomeQueue {
  add(name: string, data: JobData, options: JobsOptions): Promise<unknown>;
  close(): Promise<void>;
  getJobCounts(...states: JobType[]): Promise<Record<string, number>>;
  getJobState(jobId: string): Promise<string>;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

function oneAtATime(name: JobName, { shopId, payload }: JobData): Pick<JobsOptions, 'deduplication'> {
  const { oneAtATimeBy: field }: JobDefinition = JOBS[name];
  if (!field) return {};
  return { deduplication: { id: `${name}-${shopId}-${(payload as Record<string, string>)[field]}` } };
}

function face(queue: SomeQueue, work: (processor: Processor, concurrency: number) => JobWorker, closeConnections: () => Promise<void>): JobQueue {
  const workers: JobWorker[] = [];
  queue.on('error', () => undefined);
  return {
    async add(name, data, { jobId, delayMs } = {}) {
      const { attempts, backoffMs } = JOBS[name];
      await queue.add(name, data, {
        attempts,
        backoff: { type: 'exponential', delay: backoffMs, jitter: 0.3 },
        ...KEEP,
        ...oneAtATime(name, data),
        ...(jobId && { jobId }),
        ...(delayMs && { delay: delayMs }),
      });
    },
    work(processor, concurrency) {
      const worker = work(processor, concurrency);
      workers.push(worker);
      return worker;
    },
    stateOf: (jobId) => queue.getJobState(jobId),
    counts: () => queue.getJobCounts('waiting', 'active', 'delayed', 'completed', 'failed'),
    async close() {
      await Promise.all(workers.map((worker) => worker.close()));
      await queue.close();
      await closeConnections();
    },
  };
}
