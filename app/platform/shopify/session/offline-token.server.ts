import { HttpResponseError, RequestedTokenType, type Session } from '@shopify/shopify-api';
import { logger } from '~/config/logger.server';
import { shopDomainOf } from '~/domain/shops/index.server';
import { AppError } from '~/domain/shared/errors';
import { shopify } from '../shopify.server';
import { findSession, withLockedSession, type LockedSession } from './session.store.server';

/** Refreshed this long before it ends, so that a long request does not outlive its token. */
const REFRESH_AHEAD_MS = 5 * 60_000;

export interface OfflineToken {
  domain: string;
  accessToken: string;
}

const isUsable = (session: Session | undefined): session is Session & { accessToken: string } =>
  Boolean(session?.accessToken) && !session?.isExpired(REFRESH_AHEAD_MS);
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

/** @returns the new token, or nothing when Shopify has taken the access away; the dead session is then removed. */
async function refresh(shopId: bigint, domain: string, session: LockedSession): Promise<string | undefined> {
  const refreshToken = session.current?.refreshToken;
  if (!refreshToken) return undefined;
  try {
    const { session: fresh } = await shopify().api.auth.refreshToken({ shop: domain, refreshToken });
    await session.save(fresh);
    return fresh.accessToken;
  } catch (error) {
    const status = error instanceof HttpResponseError ? Number((error as HttpResponseError).response.code) : 0;
    if (status < 400 || status >= 500 || status === 429) throw error;
    logger.warn({ shopId, status }, 'the refresh token was refused');
    await session.remove();
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

const turns = new Map<string, Promise<unknown>>();

/** One at a time per shop within this process, so that waiting does not take up the pool's connections. */
function inTurn<T>(domain: string, work: () => Promise<T>): Promise<T> {
  const before = turns.get(domain) ?? Promise.resolve();
  const mine = before.then(work, work);
  const settled = mine
    .catch(() => undefined)
    .then(() => {
      if (turns.get(domain) === settled) turns.delete(domain);
    });
  turns.set(domain, settled);
  return mine;
}
