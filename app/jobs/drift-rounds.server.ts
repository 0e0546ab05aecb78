import { now } from '~/config/clock.server';
import { logger } from '~/config/logger.server';
import { beginDrift, lastDriftAt, shopsWithDrift, withDriftLock } from '~/domain/loyalty/projection/index.server';
import { nightDue } from '~/domain/reconcile/index.server';
import { findShop } from '~/domain/shops/index.server';
import { compareMembers } from '~/platform/shopify/projection/compare-members.server';
import { overShops } from './over-shops.server';

/** One step of every comparison of members that is under way. @returns how many can go on at once. */
export function compareProjections(): Promise<number> {
  return overShops(shopsWithDrift(), 'comparison of members', async (shopId) => ((await withDriftLock(shopId, () => compareMembers(shopId, now()))) ? 1 : 0));
}

/** Begins a shop's comparison of the night, in the same hours as that of its records, once whoever asks. */
export async function compareTonight(shopId: bigint): Promise<void> {
  const shop = await findShop(shopId);
  const night = shop && nightDue(now(), shop.timezone, shopId, await lastDriftAt(shopId));
  if (night && (await beginDrift(shopId, night, now()))) logger.info({ shopId, night }, 'the nightly comparison of members begins');
}
