import { AppError } from '~/domain/shared/errors';
import { AdminApiError } from './errors';

/** Refusals below 500 that pass: time-out, too early, too many requests, and Shopify's own 430 (taken for an attack). */
const PASSING_STATUS = new Set([408, 425, 429, 430]);
/** GraphQL errors that the same request may not meet again. */
const PASSING_CODES = new Set(['THROTTLED', 'INTERNAL_SERVER_ERROR', 'TIMEOUT', 'SERVICE_UNAVAILABLE']);

/**
 * Whether a failed call is for good: the shop is frozen, closed or has revoked us (401, 402, 403, 404, 423), or the request
 * itself is wrong. What is not terminal may be tried again later. Anything that is not an expected failure counts as
 * terminal: repeating a fault of ours does not mend it.
 */
export function isTerminal(error: unknown): boolean {
  if (!(error instanceof AdminApiError)) return !(error instanceof AppError && error.code === 'unavailable');
  switch (error.failure) {
    case 'http':
      return (error.status ?? 0) < 500 && !PASSING_STATUS.has(error.status ?? 0);
    case 'graphql':
      return error.codes.length === 0 || error.codes.some((code) => !PASSING_CODES.has(code));
    default:
      return false;
  }
}

/** Whether Shopify certainly has not acted on a call that failed, so that even a mutation may be sent again. */
export function wasNotExecuted(error: unknown): boolean {
  if (!(error instanceof AdminApiError)) return false;
  if (error.failure === 'throttled' || error.unsent) return true;
  return error.failure === 'http' && (error.status === 429 || error.status === 430 || error.status === 503);
}
