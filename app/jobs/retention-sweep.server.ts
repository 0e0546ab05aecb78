import { now } from '~/config/clock.server';
import { env } from '~/config/env.server';
import { logger } from '~/config/logger.server';
import { retentionOf, sweepEveryShop } from '~/domain/privacy/index.server';

/** One round over all shops: what has been kept long enough is deleted. @returns 0: the loop waits after each round. */
export async function sweepRetention(): Promise<number> {
  await sweepEveryShop(retentionOf(env()), now, (shopId, swept) => logger.info({ shopId, ...swept }, 'retention'));
  return 0;
}
