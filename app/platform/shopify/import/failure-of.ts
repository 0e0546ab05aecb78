import type { ImportFailure } from '~/domain/imports/model';
import { AppError } from '~/domain/shared/errors';
import { AdminApiError, AdminUserError } from '../admin/errors';
import { isTerminal } from '../admin/is-terminal';

/**
 * The reason that a run ends with, when an error means that it cannot go on. `null` for what may pass, and for faults of our
 * own, which are not to be taken for the store's.
 */
export function failureOf(error: unknown): ImportFailure | null {
  if (error instanceof AdminUserError) return 'refused';
  if (!(error instanceof AppError)) return null;
  if (error.code === 'unauthorised') return 'access_lost';
  if (!(error instanceof AdminApiError) || !isTerminal(error)) return null;
  if (error.codes.includes('ACCESS_DENIED') || error.status === 403) return 'access_denied';
  if (error.status === 402 || error.status === 404 || error.status === 423) return 'shop_unavailable';
  return 'refused';
}
