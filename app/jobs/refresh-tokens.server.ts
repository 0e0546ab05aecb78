import { logger } from '~/config/logger.server';
import { shopsWithEndingTokens } from '~/db/tenant.server';
import { keepTokenAlive } from '~/platform/shopify/session/offline-token.server';

const DAY_MS = 86_400_000;
/** Refresh tokens live 90 days. A month ahead leaves time for outages, ours and the store's. */
const AHEAD_MS = 30 * DAY_MS;

/**
 * Refreshes the tokens of shops where nothing has happened for so long that they would end. Any number of workers may look: the
 * first refreshes, the others find that done. @returns 0: the loop waits after each round.
 */
export async function refreshIdleTokens(aheadMs = AHEAD_MS): Promise<number> {
  for (const shopId of await shopsWithEndingTokens(new Date(Date.now() + aheadMs))) {
    try {
      if (await keepTokenAlive(shopId, aheadMs)) logger.info({ shopId }, 'the token of an idle shop was refreshed');
    } catch (error) {
      logger.warn({ shopId, err: error }, 'the token of an idle shop could not be refreshed now');
    }
  }
  return 0;
}
