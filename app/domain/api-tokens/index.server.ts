export { checkApiToken, listApiTokens, makeApiToken, revokeApiToken } from './api-token.store.server';
