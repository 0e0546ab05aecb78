import { now } from '~/config/clock.server';
import { logger } from '~/config/logger.server';
import { shopsWithSagas } from '~/domain/loyalty/rewards/index.server';
import { runSagas } from '~/platform/shopify/rewards/run-saga.server';

/** One round over all shops: rewards that are to be made, taken away or looked at. @returns how many were worked. */
export async function workOnRewards(): Promise<number> {
  const at = now();
  const worked = await Promise.all(
    (await shopsWithSagas(at)).map(async (shopId) => {
      try {
        return await runSagas(shopId, at);
      } catch (error) {
        // What one shop has run into must not keep the others waiting.
        logger.error({ err: error, shopId }, 'the rewards of a shop could not be worked on');
        return 0;
      }
    }),
  );
  return worked.reduce((sum, count) => sum + count, 0);
}
