import { now } from '~/config/clock.server';
import { logger } from '~/config/logger.server';
import { shopsWithFlow } from '~/domain/loyalty/flow/index.server';
import { sendFlowTriggers } from '~/platform/shopify/flow/send-triggers.server';

/** One round over all shops whose workflows begin with our triggers. @returns how many events Flow was told. */
export async function tellFlow(): Promise<number> {
  const told = await Promise.all(
    (await shopsWithFlow()).map(async (shopId) => {
      try {
        return (await sendFlowTriggers(shopId, now())) ?? 0;
      } catch (error) {
        // What one shop has run into must not keep the others waiting.
        logger.error({ err: error, shopId }, 'Shopify Flow could not be told of what has happened');
        return 0;
      }
    }),
  );
  return told.reduce((sum, count) => sum + count, 0);
}
