import { z } from 'zod';

export const throttleStatus = z.object({ maximumAvailable: z.number().positive(), currentlyAvailable: z.number(), restoreRate: z.number().positive() });
export type ThrottleStatus = z.output<typeof throttleStatus>;

const cost = z.object({ requestedQueryCost: z.number().nullish(), actualQueryCost: z.number().nullish(), throttleStatus: throttleStatus.optional() });
export type QueryCost = z.output<typeof cost>;

/** What every answer of the Admin API is wrapped in. `errors` is a list, or one text where the gateway itself answers. */
export const envelope = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .union([
      z.string().transform((message) => [{ message, code: undefined }]),
      z.array(
        z
          .object({ message: z.string(), extensions: z.object({ code: z.string().optional() }).loose().optional() })
          .transform((error) => ({ message: error.message, code: error.extensions?.code })),
      ),
    ])
    .optional(),
  extensions: z.object({ cost: cost.optional() }).loose().optional(),
});
export type Envelope = z.output<typeof envelope>;

const userErrors = z
  .object({ userErrors: z.array(z.object({ field: z.array(z.string()).nullish(), message: z.string(), code: z.string().nullish() })).min(1) })
  .loose();

/** The refusals in a mutation's answer, of all its fields. */
export function userErrorsOf(data: Record<string, unknown>) {
  return Object.values(data).flatMap((field) => userErrors.safeParse(field).data?.userErrors ?? []);
}
