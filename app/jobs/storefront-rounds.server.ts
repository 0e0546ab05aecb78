import { now } from '~/config/clock.server';
import { shopsWithStorefront, withStorefrontLock } from '~/domain/loyalty/storefront/index.server';
import { tellStorefront } from '~/platform/shopify/projection/tell-storefront.server';
import { overShops } from './over-shops.server';

/** One round over all shops whose storefront has to be told of the programme. @returns to how many something was written. */
export function tellStorefronts(): Promise<number> {
  return overShops(shopsWithStorefront(), 'storefront', async (shopId) => ((await withStorefrontLock(shopId, () => tellStorefront(shopId, now()))) ? 1 : 0));
}
