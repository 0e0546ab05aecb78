import { createHmac } from 'node:crypto';

/**
 * Shopify's app proxy signature: the query's `name=value` pairs, values of a repeated name joined by commas, sorted and
 * put one after the other without a separator, then HMAC-SHA256 with the app's secret, in hex.
 */
export function signProxyQuery(query: URLSearchParams, secret: string): string {
  const names = [...new Set(query.keys())].filter((name) => name !== 'signature');
  const message = names
    .map((name) => `${name}=${query.getAll(name).join(',')}`)
    .sort()
    .join('');
  return createHmac('sha256', secret).update(message).digest('hex');
}
