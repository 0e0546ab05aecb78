import { DelayedError, UnrecoverableError, type Job } from 'bullmq';
import { logger } from '~/config/logger.server';
import { finishEvent, holdEvent, isEventOver } from '~/db/event-outcome.server';
import { AppError } from '~/domain/shared/errors';
import { JOBS, jobData, type JobHandlers, type JobName, type JobResult } from './catalog';

/** A job that cannot get better by trying again: who is asked has gone, or was never there. */
function isTerminal(error: unknown): boolean {
  return error instanceof UnrecoverableError || (error instanceof AppError && ['not_found', 'invalid_input', 'forbidden', 'unauthorised'].includes(error.code));
}

interface ParsedJob {
  name: JobName;
  shopId: bigint;
  payload: unknown;
  event: { id: bigint; run: number } | undefined;
}

function parse(job: Job): ParsedJob {
  if (!(job.name in JOBS)) throw new UnrecoverableError(`There is no job named ${job.name}.`);
  const name = job.name as JobName;
  const { shopId, payload, event } = jobData.parse(job.data);
  return { name, shopId: BigInt(shopId), payload, event: event && { id: BigInt(event.id), run: event.run } };
}

/** Runs one job: its data parsed, its handler called, its outcome told to the database and to the queue. */
export function jobProcessor(handlers: JobHandlers) {
  return async (job: Job, token?: string): Promise<void> => {
    const parsed = parse(job);
    const { name, shopId, payload, event } = parsed;
    if (event && (await isEventOver(shopId, event.id, event.run))) return;
    const started = performance.now();
    let result: JobResult;
    try {
      result = await (handlers[name] as (shopId: bigint, payload: unknown) => Promise<JobResult>)(shopId, JOBS[name].schema.parse(payload));
    } catch (error) {
      return await fail(job, parsed, error);
    }
    logger.info({ job: name, jobId: job.id, shopId, ms: Math.round(performance.now() - started), again: Boolean(result) }, 'job');
    if (!result) return event && finishEvent(shopId, event.id, null);
    await job.moveToDelayed(Date.now() + result.againInMs, token);
    throw new DelayedError();
  };
}

/** Held while the store keeps us out, tried again while there are tries left, else given up. */
async function fail(job: Job, { name, shopId, event }: ParsedJob, error: unknown): Promise<void> {
  const isShutOut = error instanceof AppError && error.code === 'unauthorised';
  if (isShutOut && event && (await holdEvent(shopId, event.id))) {
    logger.info({ job: name, jobId: job.id, shopId }, 'a job waits until the app is opened again');
    return;
  }
  const isFinal = isTerminal(error) || job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
  if (isFinal && event) await finishEvent(shopId, event.id, reasonOf(error));
  if (isTerminal(error)) throw new UnrecoverableError((error as Error).message);
  throw error;
}

/** What may be kept of a failure: its kind, and what we have worded ourselves. The store's words and a library's may quote a person. */
function reasonOf(error: unknown): string {
  if (error instanceof AppError) return error.name === 'AdminUserError' ? `${error.code}: the store refuses it` : `${error.code}: ${error.message}`;
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
  return `${error instanceof Error ? error.name : 'Error'}${code}`;
}
