import { z } from 'zod';
import type { Context } from '../../context.ts';

export const bulkFaultsSchema = z.object({
  /** The file has only this share of its bytes, although the operation says COMPLETED. */
  endEarlyShare: z.number().min(0).max(1).nullable().default(null),
  /** FAILED after this many outermost objects, with what there was until then under `partialDataUrl`. */
  failAfterObjects: z.number().int().min(0).nullable().default(null),
  /** Downloads come no faster. */
  bytesPerSecond: z.number().int().positive().nullable().default(null),
  /** A download breaks off after so many bytes; a range request goes on from there and breaks off again. */
  dropAfterBytes: z.number().int().positive().nullable().default(null),
  /** Links answer as after seven days. */
  expired: z.boolean().default(false),
});
/** What goes wrong with a store's bulk operations, for tests. */
export type BulkFaults = z.infer<typeof bulkFaultsSchema>;

export async function getBulkFaults(ctx: Context, domain: string): Promise<BulkFaults> {
  const { rows } = await ctx.pool.query<{ doc: unknown }>('select doc from devstore.bulk_fault where domain = $1', [domain]);
  return bulkFaultsSchema.parse(rows[0]?.doc ?? {});
}

/** Replaces the faults; what is not named is off. @throws ZodError */
export async function setBulkFaults(ctx: Context, domain: string, faults: Partial<BulkFaults>): Promise<BulkFaults> {
  const next = bulkFaultsSchema.parse(faults);
  await ctx.pool.query('insert into devstore.bulk_fault (domain, doc) values ($1, $2) on conflict (domain) do update set doc = excluded.doc', [
    domain,
    JSON.stringify(next),
  ]);
  return next;
}
