import { now } from '~/config/clock.server';
import { logger } from '~/config/logger.server';
import { shopsWithStorefront, withStorefrontLock } from '~/domain/loyalty/storefront/index.server';
import { tellStorefront } from '~/platform/shopify/projection/tell-storefront.server';

/** One round over all shops whose storefront has to be told of the programme. @returns to how many something was written. */
export async function tellStorefronts(): Promise<number> {
  let told = 0;
  for (const shopId of await shopsWithStorefront()) {
    try {
      if (await withStorefrontLock(shopId, () => tellStorefront(shopId, now()))) told += 1;
    } catch (error) {
      logger.warn({ err: error, shopId }, 'the storefront could not be told of the programme');
    }
  }
  return told;
}
