import type { SagaTrouble } from '~/domain/loyalty/rewards/model';
import { AdminApiError, AdminUserError } from '../admin/errors';

/** Whether the store has said no, to this request or to anything of its kind (a scope that was not granted), and has done nothing. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof AdminUserError || (error instanceof AdminApiError && error.failure === 'graphql' && error.codes.includes('ACCESS_DENIED'));

/** What went wrong, as redemptions keep it: one of the published troubles, or the store's own words. */
export function troubleOf(error: unknown): SagaTrouble | (string & {}) {
  if (error instanceof AdminApiError) return error.code === 'unauthorised' || error.code === 'forbidden' ? 'access' : error.failure;
  return error instanceof Error ? error.message : String(error);
}
