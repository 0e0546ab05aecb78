import { startClockFollower } from '~/config/clock.server';
import { env } from '~/config/env.server';
import { logger } from '~/config/logger.server';
import { onStop } from '~/config/process.server';
import { assertTenantsAreIsolated, closeDatabase } from '~/db/client.server';
import { HANDLERS } from './handlers/index.server';
import { drainInbox } from './inbox-drain.server';
import { advanceKeyRotations } from './key-rotation.server';
import { startLoop } from './loop.server';
import { nightlyReconciles } from './nightly-reconciles.server';
import { relayOutbox } from './outbox-relay.server';
import { jobProcessor } from './process-job.server';
import { openQueue } from './queue.server';
import { recheckUnfinished } from './recheck-events.server';
import { refreshIdleTokens } from './refresh-tokens.server';
import { resumeImports } from './resume-imports.server';
import { sweepRetention } from './retention-sweep.server';

const CONCURRENCY = 4;

/** The worker process: applies webhooks, turns events into jobs, works jobs. Any number may run side by side. */
export async function bootWorker(): Promise<void> {
  await assertTenantsAreIsolated();
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
    startLoop('key-rotation', 15_000, advanceKeyRotations),
  ];
  logger.info({ queue: env().REDIS_URL ? 'redis' : 'postgresql' }, 'worker is ready');
  process.send?.({ ready: true });
  onStop(async () => {
    stopClock();
    await Promise.all(loops.map((loop) => loop.stop()));
    await queue.close();
    await closeDatabase();
  });
}
