import { now } from '~/config/clock.server';
import { shopsWithSagas } from '~/domain/loyalty/rewards/index.server';
import { runSagas } from '~/platform/shopify/rewards/run-saga.server';
import { overShops } from './over-shops.server';

/** Somebody waits for each of them, so that no shop waits for another. */
const SHOPS_AT_ONCE = Infinity;

/** One round over all shops: rewards that are to be made, taken away or looked at. @returns how many were worked. */
export async function workOnRewards(): Promise<number> {
  const at = now();
  return overShops(shopsWithSagas(at), 'rewards', (shopId) => runSagas(shopId, at), { atOnce: SHOPS_AT_ONCE });
}
