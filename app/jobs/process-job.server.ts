import { DelayedError, UnrecoverableError, type Job } from 'bullmq';
import { logger } from '~/config/logger.server';
import { AppError } from '~/domain/shared/errors';
import { JOBS, jobData, type JobHandlers, type JobName } from './catalog';

/** A job that cannot get better by trying again: who is asked has gone, or was never there. */
function isTerminal(error: unknown): boolean {
  return error instanceof AppError && ['not_found', 'invalid_input', 'forbidden', 'unauthorised'].includes(error.code);
}

/** Runs one job: its data parsed, its handler called, its outcome told to the queue. */
export function jobProcessor(handlers: JobHandlers) {
  return async (job: Job, token?: string): Promise<void> => {
    if (!(job.name in JOBS)) throw new UnrecoverableError(`There is no job named ${job.name}.`);
    const name = job.name as JobName;
    const data = jobData.parse(job.data);
    const payload = JOBS[name].schema.parse(data.payload);
    const started = performance.now();
    try {
      const result = await (handlers[name] as (shopId: bigint, payload: unknown) => ReturnType<JobHandlers[JobName]>)(BigInt(data.shopId), payload);
      logger.info({ job: name, jobId: job.id, shopId: data.shopId, ms: Math.round(performance.now() - started), again: Boolean(result) }, 'job');
      if (!result) return;
      await job.moveToDelayed(Date.now() + result.againInMs, token);
    } catch (error) {
      if (isTerminal(error)) throw new UnrecoverableError((error as Error).message);
      throw error;
    }
    throw new DelayedError();
  };
}
