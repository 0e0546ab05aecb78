import { createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

const SAMPLE = '../shared/data/shopify-webhooks/docs-2026-04/orders_create.json';
const ID = '820982911946154500';
const DIGITS = 18;

/** The documented sample of `orders/create` (10.7 KB), or a body of its size. Both hold the id {@link ID} and nothing that makes two of them differ. */
function sampleBody(): string {
  if (existsSync(SAMPLE)) {
    const { response } = JSON.parse(readFileSync(SAMPLE, 'utf8')) as { response: object };
    const text = JSON.stringify(response);
    if (text.includes(ID)) return text;
  }
  const line = (index: number) => ({
    id: 487817672276298560 + index,
    title: `Aviator sunglasses ${index}`,
    quantity: 1,
    price: '89.99',
    sku: `SKU2006-00${index}`,
  });
  return `{"id":${ID},"currency":"USD","updated_at":"2021-12-31T19:00:00-05:00","total_price":"199.99","line_items":${JSON.stringify(Array.from({ length: 100 }, (_, index) => line(index)))}}`;
}

export const BODY = sampleBody();

/** Body number `n`: the sample with an id of its own, of the same length. */
export const bodyOf = (n: number): string => BODY.replaceAll(ID, String(n).padStart(DIGITS, '1'));
export const webhookIdOf = (n: number): string => `bench-webhook-${n}`;

/** A whole signed request as it goes over the wire. */
export function signedRequest(n: number, { secret, shop }: { secret: string; shop: string }): Buffer {
  const body = Buffer.from(bodyOf(n));
  const head = [
    'POST /webhooks HTTP/1.1',
    'Host: 127.0.0.1',
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    'X-Shopify-Topic: orders/create',
    `X-Shopify-Shop-Domain: ${shop}`,
    `X-Shopify-Hmac-Sha256: ${createHmac('sha256', secret).update(body).digest('base64')}`,
    `X-Shopify-Webhook-Id: ${webhookIdOf(n)}`,
    `X-Shopify-Event-Id: bench-event-${n}`,
    'X-Shopify-API-Version: 2026-10',
    'X-Shopify-Triggered-At: 2026-11-21T10:00:00.000Z',
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]);
}
