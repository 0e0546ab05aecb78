import { proxySignature } from '../../app/platform/shopify/proxy/signature.server';

/** A whole request of shopper number `n` as the app proxy of Shopify passes it on. */
export function proxyRequest(n: number, { secret, shop }: { secret: string; shop: string }): Buffer {
  const query = new URLSearchParams({
    shop,
    logged_in_customer_id: String(n),
    path_prefix: '/apps/regulars',
    timestamp: String(Math.floor(Date.now() / 1000)),
  });
  query.set('signature', proxySignature(query, secret));
  return Buffer.from(`GET /proxy/profile?${query.toString()} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-For: 127.0.0.1\r\n\r\n`);
}
