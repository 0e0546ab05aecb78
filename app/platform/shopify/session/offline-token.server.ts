import { HttpResponseError, RequestedTokenType, type Session } from '@shopify/shopify-api';
import { logger } from '~/config/logger.server';
import { shopDomainOf } from '~/domain/shops/index.server';
import { AppError } from '~/domain/shared/errors';
import { shopify } from '../shopify.server';
import { createTurns } from '../turns';
import { findSession, withLockedSession, type LockedSession } from './session.store.server';

/** Refreshed this long before it ends, so that a long request does not outlive its token. */
const REFRESH_AHEAD_MS = 5 * 60_000;

export interface OfflineToken {
  domain: string;
  accessToken: string;
}

const isUsable = (session: Session | undefined): session is Session & { accessToken: string } =>
  Boolean(session?.accessToken) && !session?.isExpired(REFRESH_AHEAD_MS);
/** Within this process, so that waiting does not take up the pool's connections. */
const inTurn = createTurns<string>();
const offlineId = (domain: string) => `offline_${domain}`;

/**
 * The shop's access token for work without a person, refreshed when it is about to end, or when it is the one that was
 * `refused` with a 401. Refreshing is serialised per shop: refresh tokens rotate, and two at a time would revoke each other.
 * @throws AppError unauthorised when the shop has no valid token any more; the app must then be opened again.
 */
export async function offlineToken(shopId: bigint, options: { refused?: string } = {}): Promise<OfflineToken> {
  const domain = await shopDomainOf(shopId);
  const isGood = (session: Session | undefined): session is Session & { accessToken: string } => isUsable(session) && session.accessToken !== options.refused;
  const stored = await findSession(shopId, offlineId(domain));
  if (isGood(stored)) return { domain, accessToken: stored.accessToken };
  const outcome = await inTurn(domain, () =>
    withLockedSession(shopId, offlineId(domain), async (session) => (isGood(session.current) ? session.current.accessToken : refresh(shopId, domain, session))),
  );
  if (outcome === undefined) throw new AppError('unauthorised', 'The shop has no valid access token; the app has to be opened in its admin once.');
  return { domain, accessToken: outcome };
}

/** @returns the new token, or nothing when Shopify has taken the access away: the dead session is then removed, and the shop marked. */
async function refresh(shopId: bigint, domain: string, session: LockedSession): Promise<string | undefined> {
  const refreshToken = session.current?.refreshToken;
  if (!refreshToken) {
    await session.lose();
    return undefined;
  }
  try {
    const { session: fresh } = await shopify().api.auth.refreshToken({ shop: domain, refreshToken });
    await session.save(fresh);
    return fresh.accessToken;
  } catch (error) {
    const status = error instanceof HttpResponseError ? Number((error as HttpResponseError).response.code) : 0;
    if (status < 400 || status >= 500 || status === 429) throw error;
    logger.warn({ shopId, status }, 'the refresh token was refused: work for this shop stops until the app is opened again');
    await session.lose();
    return undefined;
  }
}

/**
 * Makes sure that a shop whose admin has just sent a valid session token has an offline token. The pages of one visit ask at
 * the same time, and each exchange ends the tokens of the one before: so one asks, and the others find what it got.
 */
export async function ensureOfflineToken(shopId: bigint, domain: string, sessionToken: string): Promise<void> {
  if (isUsable(await findSession(shopId, offlineId(domain)))) return;
  await inTurn(domain, () =>
    withLockedSession(shopId, offlineId(domain), async (session) => {
      if (isUsable(session.current)) return;
      const exchanged = await shopify().api.auth.tokenExchange({
        shop: domain,
        sessionToken,
        requestedTokenType: RequestedTokenType.OfflineAccessToken,
        expiring: true,
      });
      await session.save(exchanged.session);
    }),
  );
}

/**
 * Refreshes the shop's token when the refresh token itself would end within `aheadMs`; one that ends is lost, and with it the
 * access, until somebody opens the app. @returns whether it had to be refreshed; somebody else may have done so just now.
 */
export async function keepTokenAlive(shopId: bigint, aheadMs: number): Promise<boolean> {
  const domain = await shopDomainOf(shopId);
  return inTurn(domain, () =>
    withLockedSession(shopId, offlineId(domain), async (session) => {
      const { current } = session;
      if (!current?.expires || (current.refreshTokenExpires && current.refreshTokenExpires.getTime() - Date.now() > aheadMs)) return false;
      return (await refresh(shopId, domain, session)) !== undefined;
    }),
  );
}
