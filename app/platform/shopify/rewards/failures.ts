import { AdminApiError, AdminUserError } from '../admin/errors';

/** Whether the store has said no, to this request or to anything of its kind (a scope that was not granted), and has done nothing. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof AdminUserError || (error instanceof AdminApiError && error.failure === 'graphql' && error.codes.includes('ACCESS_DENIED'));
