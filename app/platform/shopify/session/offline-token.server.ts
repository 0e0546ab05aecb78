import { HttpResponseError } from '@shopify/shopify-api';
import { logger } from '~/config/logger.server';
import { shopDomainOf } from '~/domain/shops/index.server';
import { AppError } from '~/domain/shared/errors';
import { shopify } from '../shopify.server';
import { findSession, removeSessions, saveSession, withTokenLock } from './session.store.server';

/** Refreshed this long before it ends, so that a long request does not outlive its token. */
const REFRESH_AHEAD_MS = 5 * 60_000;

export interface OfflineToken {
  domain: string;
  accessToken: string;
}

/**
 * The shop's access token for work without a person, refreshed when it is about to end, or at once with `fresh` (after
 * a 401). Refreshing is serialised per shop: refresh tokens rotate, and two at a time would revoke each other.
 * @throws AppError unauthorised when the shop has no valid token any more; the app must then be opened again.
 */
export async function offlineToken(shopId: bigint, options: { fresh?: boolean; refused?: string } = {}): Promise<OfflineToken> {
  const domain = await shopDomainOf(shopId);
  const id = `offline_${domain}`;
  const session = await findSession(shopId, id);
  if (session?.accessToken && !options.fresh && !session.isExpired(REFRESH_AHEAD_MS)) return { domain, accessToken: session.accessToken };
  return withTokenLock(shopId, async () => {
    const current = await findSession(shopId, id);
    if (!current?.accessToken) throw new AppError('unauthorised', 'The shop has no access token; the app has to be opened in the admin once.');
    const refreshedMeanwhile = current.accessToken !== (options.refused ?? session?.accessToken);
    if (refreshedMeanwhile && !current.isExpired(REFRESH_AHEAD_MS)) return { domain, accessToken: current.accessToken };
    return { domain, accessToken: await refresh(shopId, domain, id, current.refreshToken) };
  });
}

async function refresh(shopId: bigint, domain: string, id: string, refreshToken: string | undefined): Promise<string> {
  if (!refreshToken) throw new AppError('unauthorised', 'The access token has ended and cannot be refreshed; the app has to be opened in the admin once.');
  try {
    const { session } = await shopify().api.auth.refreshToken({ shop: domain, refreshToken });
    await saveSession(shopId, session);
    if (!session.accessToken) throw new AppError('unavailable', 'Shopify answered the refresh without a token.');
    return session.accessToken;
  } catch (error) {
    const status = error instanceof HttpResponseError ? Number((error as HttpResponseError).response.code) : 0;
    if (status >= 400 && status < 500 && status !== 429) {
      logger.warn({ shopId, status }, 'the refresh token was refused');
      await removeSessions(shopId, [id]);
      throw new AppError('unauthorised', 'Shopify has revoked the access; the app has to be opened in the admin once.');
    }
    throw error;
  }
}
