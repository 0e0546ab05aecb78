export { pointsPerSecond } from './budget.store.server';
export { adminClient, type AdminClient } from './client.server';
export { assertFileAddress } from './endpoint.server';
export { AdminApiError, AdminUserError } from './errors';
export { isTerminal, wasNotExecuted } from './is-terminal';
export { connectionFailure } from './send.server';
