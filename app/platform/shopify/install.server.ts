import { now } from '~/config/clock.server';
import { logger } from '~/config/logger.server';
import { findShop, markInstalled, registerShop, updateShopFacts } from '~/domain/shops/index.server';
import { isBeingErased } from '~/domain/privacy/index.server';
import { AppError } from '~/domain/shared/errors';
import { idFromGid } from '~/domain/shared/ids';
import { adminClient, AdminApiError } from './admin/index.server';
import { ReadShopDocument } from './graphql/generated/documents';

/**
 * Makes sure that the shop that has just proved itself is registered, its settings are known and its first import is on
 * its way. Asked at every request of the admin and not only after a token exchange, so that an installation that was cut
 * off half-way ends with the next click.
 */
export async function ensureInstalled(shopId: bigint, domain: string, scopes: string): Promise<void> {
  const shop = await findShop(shopId);
  if (shop?.status === 'installed') return;
  if (shop?.status === 'redacted' && (await isBeingErased(shopId)))
    throw new AppError('unavailable', 'What the store had here is being erased; that ends soon.');
  await registerShop(domain);
  await refreshShopFacts(shopId);
  if (await markInstalled(shopId, scopes, now())) logger.info({ shopId }, 'installed');
}

/** Asks the store whether the app is still installed there. @throws when it does not say. */
export async function storeAnswers(shopId: bigint): Promise<boolean> {
  try {
    await adminClient(shopId, { priority: 'background' }).query(ReadShopDocument, {});
    return true;
  } catch (error) {
    const isGone = error instanceof AdminApiError ? error.status === 401 || error.status === 404 : error instanceof AppError && error.code === 'unauthorised';
    if (isGone) return false;
    throw error;
  }
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
