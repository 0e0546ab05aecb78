import { env } from '~/config/env.server';
import { logger } from '~/config/logger.server';
import { shopIdOf } from '~/domain/shops/index.server';
import { ensureInstalled } from './install.server';
import { ensureOfflineToken } from './session/offline-token.server';
import { shopify } from './shopify.server';

const APP_BRIDGE = 'https://cdn.shopify.com/shopifycloud/app-bridge.js';

/** App Bridge's address: Shopify's, or the devstore's own script. */
export function appBridgeUrl(): string {
  const origin = env().SHOPIFY_EMULATOR_ORIGIN;
  return origin ? `${origin}/app-bridge.js` : APP_BRIDGE;
}

export interface AdminRequest {
  shopId: bigint;
  /** `name.myshopify.com` */
  shop: string;
  /** The staff member's id, for the log of who did what. */
  userId: string;
}

/**
 * Who is asking, from the session token that the admin signed. Every page and action of the admin begins with this.
 * @throws Response 401, 410 or a redirect that Shopify's admin understands, when there is no valid token.
 */
export async function requireAdmin(request: Request): Promise<AdminRequest> {
  try {
    await prepareToken(request);
    const { session, sessionToken } = await shopify().app.authenticate.admin(request);
    const shopId = shopIdOf(session.shop);
    await ensureInstalled(shopId, session.shop, session.scope ?? '');
    return { shopId, shop: session.shop, userId: sessionToken.sub };
  } catch (thrown) {
    throw thrown instanceof Response ? await withOwnAppBridge(thrown) : thrown;
  }
}

/** Gets the offline token in an orderly way before the library would; what is wrong with the request, the library answers. */
async function prepareToken(request: Request): Promise<void> {
  const token = request.headers.get('authorization')?.replace(/^Bearer /, '') ?? new URL(request.url).searchParams.get('id_token');
  const claims = token
    ? await shopify()
        .api.session.decodeSessionToken(token)
        .catch(() => undefined)
    : undefined;
  if (!token || !claims) return;
  const domain = new URL(claims.dest).hostname;
  const shopId = shopIdOf(domain);
  await ensureOfflineToken(shopId, domain, token).catch((error: unknown) => logger.warn({ err: error, shopId }, 'the session token was not exchanged'));
}

/** The library's bounce page names Shopify's script; with the devstore it has to load the devstore's. */
async function withOwnAppBridge(response: Response): Promise<Response> {
  if (!env().SHOPIFY_EMULATOR_ORIGIN || !response.headers.get('content-type')?.includes('text/html')) return response;
  const html = (await response.text()).replaceAll(APP_BRIDGE, appBridgeUrl());
  const headers = new Headers(response.headers);
  allowFraming(headers);
  return new Response(html, { status: response.status, headers });
}

/** Lets Shopify's admin (and with the devstore its shell) show our pages in a frame, and nobody else. */
export function setDocumentHeaders(request: Request, headers: Headers): void {
  shopify().app.addDocumentResponseHeaders(request, headers);
  if (!headers.has('Content-Security-Policy')) headers.set('Content-Security-Policy', "frame-ancestors 'none';");
  allowFraming(headers);
}

function allowFraming(headers: Headers) {
  const origin = env().SHOPIFY_EMULATOR_ORIGIN;
  if (!origin) return;
  headers.set('Content-Security-Policy', `frame-ancestors ${origin};`);
  headers.delete('Link');
}
