import { z } from 'zod';

const id = z.string().regex(/^-?\d{1,19}$/, 'is not an id');

const memberPair = z.object({ from: id, into: id, at: z.iso.datetime() });

export interface JobDefinition {
  /** Ids and counts only: a payload is kept in the queue, and the queue is no vault. */
  schema: z.ZodType<Record<string, string>>;
  attempts: number;
  /** First wait after a failure; doubles each time. */
  backoffMs: number;
  /** Names the field by which only one job at a time may wait, be delayed or run. */
  oneAtATimeBy?: string;
}

/** Every job there is: what it is told, and how stubborn it is. What it does stands in handlers/. */
export const JOBS = {
  'start-import': { schema: z.object({ reason: z.enum(['install', 'reinstall']).default('install') }), attempts: 8, backoffMs: 2000 },
  'advance-import': { schema: z.object({ runId: id }), attempts: 12, backoffMs: 2000, oneAtATimeBy: 'runId' },
  'bulk-finished': { schema: z.object({ bulkId: z.string().max(200) }), attempts: 8, backoffMs: 2000 },
  'reread-order': { schema: z.object({ orderId: id }), attempts: 8, backoffMs: 2000 },
  'reread-customer': { schema: z.object({ customerId: id }), attempts: 8, backoffMs: 2000 },
  'reread-product': { schema: z.object({ productId: id }), attempts: 8, backoffMs: 2000 },
  'reread-collection': { schema: z.object({ collectionId: id }), attempts: 8, backoffMs: 2000 },
  'advance-reconcile': { schema: z.object({ runId: id }), attempts: 12, backoffMs: 2000, oneAtATimeBy: 'runId' },
  'run-bulk-action': { schema: z.object({ actionId: id }), attempts: 12, backoffMs: 2000 },
  'advance-file-import': { schema: z.object({ importId: id }), attempts: 12, backoffMs: 2000 },
  'merge-members': { schema: memberPair, attempts: 12, backoffMs: 2000 },
  'unmerge-members': { schema: memberPair, attempts: 12, backoffMs: 2000 },
  'advance-replay': { schema: z.object({ replayId: id }), attempts: 12, backoffMs: 2000 },
  'mail-code': { schema: z.object({ redemptionId: id, mail: id }), attempts: 8, backoffMs: 2000 },
  compliance: { schema: z.object({ requestId: id }), attempts: 12, backoffMs: 5000 },
} satisfies Record<string, JobDefinition>;
export type JobName = keyof typeof JOBS;
export type JobPayload<N extends JobName> = z.output<(typeof JOBS)[N]['schema']>;

/** What a job's data looks like in the queue. */
export const jobData = z.object({
  shopId: id,
  payload: z.unknown(),
  /** The event that it works off; what is done regularly has none. */
  event: z.object({ id, run: z.number().int() }).optional(),
  /** W3C trace context of what caused it. */
  trace: z.string().max(100).nullish(),
});
export type JobData = z.input<typeof jobData>;

/** A handler that is not finished yet says when it wants to go on; it is not a failure and costs no attempt. */
export type JobResult = void | { againInMs: number };
export type JobHandler<N extends JobName> = (shopId: bigint, payload: JobPayload<N>) => Promise<JobResult>;
export type JobHandlers = { [N in JobName]: JobHandler<N> };
