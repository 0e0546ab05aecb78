import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The signature of an app proxy request: HMAC-SHA-256 in hex over `key=value` of all other parameters, sorted, repeated
 * values joined by commas, without separators.
 * @see https://shopify.dev/docs/apps/build/online-store/app-proxies/authenticate-app-proxies
 */
export function proxySignature(parameters: URLSearchParams, secret: string): string {
  const values = new Map<string, string[]>();
  for (const [key, value] of parameters) if (key !== 'signature') values.set(key, [...(values.get(key) ?? []), value]);
  const message = [...values]
    .map(([key, all]) => `${key}=${all.join(',')}`)
    .sort()
    .join('');
  return createHmac('sha256', secret).update(message).digest('hex');
}

export function hasProxySignature(parameters: URLSearchParams, secret: string): boolean {
  const given = Buffer.from(parameters.get('signature') ?? '', 'utf8');
  const expected = Buffer.from(proxySignature(parameters, secret), 'utf8');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
