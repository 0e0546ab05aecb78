import { startClockFollower } from '~/config/clock.server';
import { env } from '~/config/env.server';
import { logger } from '~/config/logger.server';
import { gaugeOf } from '~/config/metrics.server';
import { startTracing } from '~/config/tracing.server';
import { serveHealth, serveMetrics, type WatchServer } from '~/config/watch-server.server';
import { onStop } from '~/config/process.server';
import { assertTenantsAreIsolated, closeDatabase, warmDatabase } from '~/db/client.server';
import { databaseProblem, operationCounts, poolCounts } from '~/db/health.store.server';
import { closeMail } from '~/platform/mail/send-mail.server';
import { HANDLERS } from './handlers/index.server';
import { compareProjections } from './drift-rounds.server';
import { tellFlow } from './flow-rounds.server';
import { drainInbox } from './inbox-drain.server';
import { advanceKeyRotations } from './key-rotation.server';
import { startLoop } from './loop.server';
import { addUpDays, keepCalendars, letLoyaltyTimePass, settleOrders, settleReportedActivities } from './loyalty-rounds.server';
import { nightlyReconciles } from './nightly-reconciles.server';
import { projectLoyalty } from './projection-rounds.server';
import { relayOutbox } from './outbox-relay.server';
import { jobProcessor } from './process-job.server';
import { openQueue, type JobQueue } from './queue.server';
import { recheckUnfinished } from './recheck-events.server';
import { refreshIdleTokens } from './refresh-tokens.server';
import { resumeImports } from './resume-imports.server';
import { sweepRetention } from './retention-sweep.server';
import { workOnRewards } from './reward-rounds.server';
import { scanEveryShop } from './scan-duplicates.server';
import { tellStorefronts } from './storefront-rounds.server';

const CONCURRENCY = 4;

/** The worker process: applies webhooks, turns events into jobs, works jobs. Any number may run side by side. */
export async function bootWorker(): Promise<void> {
  await assertTenantsAreIsolated();
  await warmDatabase();
  const stopTracing = await startTracing('worker');
  const stopClock = startClockFollower();
  const queue = openQueue({ redisUrl: env().REDIS_URL, databaseUrl: env().DATABASE_URL });
  const worker = queue.work(jobProcessor(HANDLERS), CONCURRENCY);
  worker.on('failed', (job, error) => logger.error({ err: error, job: job?.name, jobId: job?.id, attempt: job?.attemptsMade }, 'a job failed'));
  worker.on('error', (error) => logger.error({ err: error }, 'the queue does not answer'));
  const loops = [
    startLoop('inbox', 50, drainInbox),
    startLoop('outbox', 100, () => relayOutbox(queue)),
    startLoop('recheck', 10_000, () => recheckUnfinished(queue)),
    startLoop('tokens', 15 * 60_000, () => refreshIdleTokens()),
    startLoop('resume-imports', 30_000, () => resumeImports(queue)),
    startLoop('nightly-reconciles', 30_000, () => nightlyReconciles(queue)),
    startLoop('retention', 600_000, sweepRetention),
    startLoop('loyalty-orders', 200, settleOrders),
    startLoop('loyalty-time', 15_000, letLoyaltyTimePass),
    startLoop('loyalty-activities', 500, settleReportedActivities),
    startLoop('loyalty-calendar', 15_000, keepCalendars),
    startLoop('loyalty-projection', 500, projectLoyalty),
    startLoop('loyalty-drift', 2_000, compareProjections),
    startLoop('loyalty-storefront', 1_000, tellStorefronts),
    startLoop('loyalty-flow', 1_000, tellFlow),
    startLoop('loyalty-days', 30_000, addUpDays),
    startLoop('loyalty-rewards', 200, workOnRewards),
    startLoop('duplicates', 2_000, scanEveryShop),
    startLoop('key-rotation', 15_000, advanceKeyRotations),
  ];
  const watchers = await watch(queue);
  logger.info({ queue: env().REDIS_URL ? 'redis' : 'postgresql' }, 'worker is ready');
  process.send?.({ ready: true });
  onStop(async () => {
    stopClock();
    await Promise.all(loops.map((loop) => loop.stop()));
    await queue.close();
    closeMail();
    await Promise.all(watchers.map((server) => server.close()));
    await stopTracing();
    await closeDatabase();
  });
}

/** Health and metrics, each on a port of its own where one is given. */
async function watch(queue: JobQueue): Promise<WatchServer[]> {
  const { WORKER_PORT, HOST, METRICS_PORT, METRICS_HOST } = env();
  gaugeOf('queue_jobs', 'Jobs in the queue by their state.', 'state', () => queue.counts());
  gaugeOf('db_pool_connections', 'Connections of this process to PostgreSQL.', 'state', poolCounts);
  gaugeOf('operation', 'Depths and ages over all shops.', 'what', operationCounts);
  const whatIsMissing = async () => (await databaseProblem()) ?? ((await queueAnswers(queue)) ? null : 'the queue does not answer');
  return Promise.all([
    ...(WORKER_PORT === undefined ? [] : [serveHealth(WORKER_PORT, HOST, whatIsMissing)]),
    ...(METRICS_PORT === undefined ? [] : [serveMetrics(METRICS_PORT, METRICS_HOST)]),
  ]);
}

function queueAnswers(queue: JobQueue): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 2000).unref());
  const answer = queue.counts().then(
    () => true,
    () => false,
  );
  return Promise.race([answer, late]);
}
