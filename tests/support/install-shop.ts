import { RequestedTokenType } from '@shopify/shopify-api';
import { getJwt } from '@shopify/shopify-api/test-helpers';
import type { devstoreApi } from '../../scripts/lib/devstore-api.mjs';
import { registerShop, shopIdOf } from '~/domain/shops/index.server';
import { ensureInstalled } from '~/platform/shopify/install.server';
import { saveSession } from '~/platform/shopify/session/session.store.server';
import { shopify } from '~/platform/shopify/shopify.server';

/** Installs the app in a store of the devstore, as opening it in the admin does: a session token is exchanged, the shop registered. */
export async function installShop(devstore: ReturnType<typeof devstoreApi>, domain: string): Promise<bigint> {
  await devstore.post(`/${domain}/install`);
  const shopId = shopIdOf(domain);
  const { token } = await getJwt('test', process.env['SHOPIFY_API_KEY'] ?? '', process.env['SHOPIFY_API_SECRET'] ?? '', {
    iss: `https://${domain}/admin`,
    dest: `https://${domain}`,
  });
  const { session } = await shopify().api.auth.tokenExchange({
    shop: domain,
    sessionToken: token,
    requestedTokenType: RequestedTokenType.OfflineAccessToken,
    expiring: true,
  });
  await registerShop(domain);
  await saveSession(shopId, session);
  await ensureInstalled(shopId, domain, session.scope ?? '');
  return shopId;
}
