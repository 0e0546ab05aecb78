import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The signature of an app proxy request: HMAC-SHA-256 in hex over `key=value` of all other parameters, sorted, repeated
 * values joined by commas, without separators.
 * @see https://shopify.dev/docs/apps/build/online-store/app-proxies/authenticate-app-proxies
 */
export const proxySignature = (parameters: URLSearchParams, secret: string): string => signatureOf(signedText(parameters), secret);

const signatureOf = (text: string, secret: string): string => createHmac('sha256', secret).update(text).digest('hex');

function signedText(parameters: URLSearchParams): string {
  const values = new Map<string, string>();
  for (const [key, value] of parameters) {
    if (key === 'signature') continue;
    const before = values.get(key);
    values.set(key, before === undefined ? value : `${before},${value}`);
  }
  return Array.from(values, ([key, all]) => `${key}=${all}`)
    .sort()
    .join('');
}

/** Whether one of these secrets has signed it. */
export function hasProxySignature(parameters: URLSearchParams, ...secrets: readonly (string | undefined)[]): boolean {
  const given = Buffer.from(parameters.get('signature') ?? '', 'utf8');
  const text = signedText(parameters);
  return secrets.some((secret) => {
    if (!secret) return false;
    const expected = Buffer.from(signatureOf(text, secret), 'utf8');
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}
