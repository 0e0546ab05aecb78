import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Context } from '../context.ts';
import type { Queryable } from '../state/database.ts';

const share = z.number().min(0).max(1);
export const faultsSchema = z.object({
  duplicate: share.default(0),
  reorder: share.default(0),
  delay: share.default(0),
  loss: share.default(0),
  throttling: share.default(0),
  lostAnswers: share.default(0),
});
/**
 * Shares, 0 to 1, of the deliveries that come twice, overtake each other, come late, or never come; of the Admin API's requests that are
 * throttled whatever points there are, and of its mutations that are carried out and answered with an error.
 */
export type Faults = z.infer<typeof faultsSchema>;

export const readFaults = async (db: Queryable): Promise<Faults> =>
  faultsSchema.parse((await db.query<{ doc: unknown }>('select doc from devstore.fault')).rows[0]?.doc ?? {});

export const getFaults = (ctx: Context): Promise<Faults> => readFaults(ctx.pool);

/** Turns the dial, for deliveries planned from now on. @throws ZodError when a share is not between 0 and 1. */
export async function setFaults(ctx: Context, faults: Partial<Faults>): Promise<Faults> {
  const next = faultsSchema.parse({ ...(await getFaults(ctx)), ...faults });
  await ctx.pool.query('insert into devstore.fault (one, doc) values (true, $1) on conflict (one) do update set doc = excluded.doc', [JSON.stringify(next)]);
  return next;
}

/** What befalls one delivery: how late its copies are sent, in milliseconds; no copy means it is lost. */
export function castFaults(faults: Omit<Faults, 'throttling' | 'lostAnswers'>, seed: string): { waitsMs: number[] } {
  if (dice(seed, 'loss') < faults.loss) return { waitsMs: [] };
  const reorderMs = dice(seed, 'reorder') < faults.reorder ? 300 + Math.floor(dice(seed, 'reorder-by') * 2_700) : 0;
  const delayMs = dice(seed, 'delay') < faults.delay ? 5_000 + Math.floor(dice(seed, 'delay-by') * 15_000) : 0;
  const first = reorderMs + delayMs;
  return { waitsMs: dice(seed, 'duplicate') < faults.duplicate ? [first, first + Math.floor(dice(seed, 'duplicate-by') * 2_000)] : [first] };
}

/** Evenly spread over 0…1 and the same in every run, so that a run with faults can be repeated. */
const dice = (seed: string, kind: string): number => createHash('sha256').update(`${kind}\n${seed}`).digest().readUInt32BE(0) / 2 ** 32;
