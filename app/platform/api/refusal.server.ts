import type { z } from 'zod';

/** What goes wrong for callers of the API; described in docs/api.md. */
const REFUSALS = {
  bad_request: 400,
  unauthorised: 401,
  method_not_allowed: 405,
  conflict: 409,
  too_large: 413,
  invalid: 422,
  unknown_customer: 422,
  ambiguous_customer: 422,
  no_programme: 422,
  too_many_requests: 429,
} as const;
export type RefusalCode = keyof typeof REFUSALS;

const NO_STORE = { 'cache-control': 'no-store' };

/** An error as callers of the API read it. `field`: which part of what was sent is meant. */
export function refusal(code: RefusalCode, message: string, field?: string, headers: Record<string, string> = {}): Response {
  return Response.json({ error: { code, message, ...(field && { field }) } }, { status: REFUSALS[code], headers: { ...NO_STORE, ...headers } });
}

/** The first thing that is wrong with what was sent. */
export function invalid({ issues: [issue] }: z.ZodError): Response {
  const path = issue?.path.map(String).join('.');
  return refusal('invalid', `${path || 'The body'}: ${issue?.message ?? 'is not valid'}`, path);
}

export const answer = (status: 200 | 202, body: object): Response => Response.json(body, { status, headers: NO_STORE });
