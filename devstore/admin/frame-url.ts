import { createHmac } from 'node:crypto';
import { createSessionToken } from '../oauth/installation.ts';
import { STAFF } from './staff.ts';
import type { View } from './view.ts';

/**
 * The address of the app's frame for `path` (below `/app`, with the merchant's own query), with what Shopify's admin adds.
 * `host` names Shopify's admin and not this one, as the app's library accepts no other.
 */
export async function frameUrl(view: View, path: string, query: URLSearchParams): Promise<string> {
  const { ctx, store, handle, locale } = view;
  const params = new URLSearchParams(query);
  params.delete('done');
  params.set('embedded', '1');
  params.set('shop', store.domain);
  params.set('host', Buffer.from(`admin.shopify.com/store/${handle}`).toString('base64'));
  params.set('id_token', await createSessionToken(ctx, store.domain, STAFF.id));
  params.set('locale', locale);
  params.set('timestamp', String(Math.floor(Date.now() / 1000)));
  params.set('hmac', signQuery(params, ctx.config.clientSecret));
  return `${ctx.config.appUrl}/app${path}?${params}`;
}

/** Hex HMAC-SHA256 of the sorted query, as Shopify signs requests to an app. */
function signQuery(params: URLSearchParams, secret: string): string {
  const sorted = [...params].sort(([a], [b]) => (a < b ? -1 : 1));
  return createHmac('sha256', secret).update(new URLSearchParams(sorted).toString()).digest('hex');
}
