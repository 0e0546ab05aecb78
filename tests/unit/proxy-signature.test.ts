import { describe, expect, it } from 'vitest';
import { hasProxySignature, proxySignature } from '~/platform/shopify/proxy/signature.server';

describe("the app proxy's signature", () => {
  // The vectors of Shopify's documentation and libraries, secret `hush`.
  it.each([
    [
      'extra=1&extra=2&shop=shop-name.myshopify.com&logged_in_customer_id=1&path_prefix=%2Fapps%2Fawesome_reviews&timestamp=1317327555',
      '4c68c8624d737112c91818c11017d24d334b524cb5c2b8ba08daa056f7395ddb',
    ],
    [
      'extra=1&extra=2&shop=shop-name.myshopify.com&logged_in_customer_id=&path_prefix=%2Fapps%2Fawesome_reviews&timestamp=1317327555',
      'e072b6d7e6622d85912a5214b860d3100dc1e73d9bc29f43796ac8c9ff8093cb',
    ],
  ])('is that of the official vector', (query, signature) => {
    expect(proxySignature(new URLSearchParams(query), 'hush')).toBe(signature);
    expect(hasProxySignature(new URLSearchParams(`${query}&signature=${signature}`), 'hush')).toBe(true);
  });

  it('does not fit a changed customer', () => {
    const query = new URLSearchParams('shop=a.myshopify.com&logged_in_customer_id=1&timestamp=1');
    query.set('signature', proxySignature(query, 'hush'));
    query.set('logged_in_customer_id', '2');
    expect(hasProxySignature(query, 'hush')).toBe(false);
    query.delete('signature');
    expect(hasProxySignature(query, 'hush')).toBe(false);
  });
});
