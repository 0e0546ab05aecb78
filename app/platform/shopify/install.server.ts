import { now } from '~/config/clock.server';
import { logger } from '~/config/logger.server';
import { findShop, markInstalled, registerShop, updateShopFacts } from '~/domain/shops/index.server';
import { idFromGid } from '~/domain/shared/ids';
import { adminClient } from './admin/index.server';
import { ReadShopDocument } from './graphql/generated/documents';

/**
 * Makes sure that the shop that has just proved itself is registered, its settings are known and its first import is on
 * its way. Asked at every request of the admin and not only after a token exchange, so that an installation that was cut
 * off half-way ends with the next click.
 */
export async function ensureInstalled(shopId: bigint, domain: string, scopes: string): Promise<void> {
  const shop = await findShop(shopId);
  if (shop?.status === 'installed') return;
  await registerShop(domain);
  await refreshShopFacts(shopId);
  if (await markInstalled(shopId, scopes, now())) logger.info({ shopId }, 'installed');
}

/** Reads the store's settings again, e.g. after `shop/update`. */
export async function refreshShopFacts(shopId: bigint): Promise<void> {
  const { shop } = await adminClient(shopId, { priority: 'person' }).query(ReadShopDocument, {});
  await updateShopFacts(shopId, {
    shopifyId: idFromGid(shop.id, 'Shop'),
    name: shop.name,
    currency: shop.currencyCode,
    timezone: shop.ianaTimezone,
    locale: null,
    country: shop.shopAddress.countryCodeV2,
    plan: shop.plan.publicDisplayName,
  });
}
