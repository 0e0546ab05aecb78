export { adminClient, type AdminClient, type Priority } from './client.server';
export { API_VERSION, assertFileAddress, shopEndpoint } from './endpoint.server';
export { AdminApiError, AdminUserError } from './errors';
export { isTerminal } from './is-terminal';
export { connectionFailure } from './send.server';
