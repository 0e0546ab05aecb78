import { AppError } from '../shared/errors';
import type { Shop } from './model';
import { findShop } from './shop.store.server';

export { readGuide, readMargin, readStaffPreferences, saveMargin, saveStaffPreferences, updateGuide } from './preferences.store.server';
export { shopDomain, shopIdOf } from './shop-id.server';
export { findShop, markInstalled, markUninstalled, registerShop, updateShopFacts } from './shop.store.server';

/** @throws AppError not_found when nothing is known of the shop. */
export async function getShop(shopId: bigint): Promise<Shop> {
  const shop = await findShop(shopId);
  if (!shop) throw new AppError('not_found', 'This shop has not installed Regulars.');
  return shop;
}

export async function shopDomainOf(shopId: bigint): Promise<string> {
  return (await getShop(shopId)).domain;
}
