import { DelayedError, UnrecoverableError, type Job } from 'bullmq';
import { logger } from '~/config/logger.server';
import { metrics } from '~/config/metrics.server';
import { inSpan } from '~/config/tracing.server';
import { delayEvent, finishEvent, holdEvent, isEventOver } from '~/db/event-outcome.server';
import { AppError } from '~/domain/shared/errors';
import { JOBS, jobData, type JobHandlers, type JobName, type JobResult } from './catalog';

/** Shorter waits are over before anybody has read of them. */
const TOLD_FROM_MS = 2000;

/** A job that cannot get better by trying again: who is asked has gone, or was never there. */
function isTerminal(error: unknown): boolean {
  return error instanceof UnrecoverableError || (error instanceof AppError && ['not_found', 'invalid_input', 'forbidden', 'unauthorised'].includes(error.code));
}

interface ParsedJob {
  name: JobName;
  shopId: bigint;
  payload: unknown;
  event: { id: bigint; run: number } | undefined;
  trace: string | null | undefined;
}
/** How a job ended, for whoever counts. */
type Outcome = 'done' | 'again' | 'over' | 'held' | 'failed' | 'given_up';

function parse(job: Job): ParsedJob {
  if (!(job.name in JOBS)) throw new UnrecoverableError(`There is no job named ${job.name}.`);
  const name = job.name as JobName;
  const { shopId, payload, event, trace } = jobData.parse(job.data);
  return { name, shopId: BigInt(shopId), payload, event: event && { id: BigInt(event.id), run: event.run }, trace };
}

/** Runs one job: its data parsed, its handler called, its outcome told to the database and to the queue. */
export function jobProcessor(handlers: JobHandlers) {
  return async (job: Job, token?: string): Promise<void> => {
    const parsed = parse(job);
    const { name, shopId, event } = parsed;
    const attributes = {
      'regulars.shop_id': shopId.toString(),
      'regulars.attempt': job.attemptsMade,
      ...(event && { 'regulars.event_id': event.id.toString() }),
    };
    const started = performance.now();
    let outcome: Outcome = 'failed';
    try {
      await inSpan(`job ${name}`, { kind: 'consumer', parent: parsed.trace, attributes }, async () => {
        const ended = await run(handlers, job, parsed, (noted) => void (outcome = noted));
        if (ended) await job.moveToDelayed(Date.now() + ended.againInMs, token);
      });
      logger.info({ job: name, jobId: job.id, shopId, ms: Math.round(performance.now() - started), outcome }, 'job');
    } finally {
      metrics.job.observe({ job: name, outcome }, (performance.now() - started) / 1000);
    }
    if ((outcome as Outcome) === 'again') throw new DelayedError();
  };
}

async function run(handlers: JobHandlers, job: Job, parsed: ParsedJob, note: (outcome: Outcome) => void): Promise<JobResult> {
  const { name, shopId, payload, event } = parsed;
  if (event && (await isEventOver(shopId, event.id, event.run))) return note('over');
  let result: JobResult;
  try {
    result = await (handlers[name] as (shopId: bigint, payload: unknown) => Promise<JobResult>)(shopId, JOBS[name].schema.parse(payload));
  } catch (error) {
    return await fail(job, parsed, error, note);
  }
  note(result ? 'again' : 'done');
  if (!result && event) await finishEvent(shopId, event.id, null);
  if (result && event && result.againInMs >= TOLD_FROM_MS) await delayEvent(shopId, event.id, result.againInMs);
  return result;
}

/** Held while the store keeps us out, tried again while there are tries left, else given up. */
async function fail(job: Job, { name, shopId, event }: ParsedJob, error: unknown, note: (outcome: Outcome) => void): Promise<void> {
  const isShutOut = error instanceof AppError && error.code === 'unauthorised';
  if (isShutOut && event && (await holdEvent(shopId, event.id))) return note('held');
  const isFinal = isTerminal(error) || job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
  if (isFinal) note('given_up');
  if (isFinal && event) await finishEvent(shopId, event.id, reasonOf(error));
  if (!isFinal && event) await delayEvent(shopId, event.id, JOBS[name].backoffMs * 2 ** job.attemptsMade);
  if (isTerminal(error)) throw new UnrecoverableError((error as Error).message);
  throw error;
}

/** What may be kept of a failure: its kind, and what we have worded ourselves. The store's words and a library's may quote a person. */
function reasonOf(error: unknown): string {
  if (error instanceof AppError) return error.name === 'AdminUserError' ? `${error.code}: the store refuses it` : `${error.code}: ${error.message}`;
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
  return `${error instanceof Error ? error.name : 'Error'}${code}`;
}
