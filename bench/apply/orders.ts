import { createHash, createHmac } from 'node:crypto';
import { customerBody, exactJson, orderBody } from '../../tests/support/webhook-bodies';

export interface SignedBody {
  body: Buffer;
  headers: Record<string, string>;
}

const CUSTOMER_ID = 7_000_000_000_000n;
const ORDER_ID = 8_000_000_000_000n;
export const customerId = (n: number): bigint => CUSTOMER_ID + BigInt(n);
export const orderId = (n: number): bigint => ORDER_ID + BigInt(n);

export const customer = (n: number): Buffer =>
  Buffer.from(
    exactJson(customerBody({ id: customerId(n), updatedAt: '2026-01-01T09:00:00Z', first: 'Ana', last: `Buyer${n}`, email: `buyer-${n}@example.com` })),
  );

const FIRST_ORDER_MS = Date.parse('2026-01-01T10:00:00Z');

/** Order `n` of one of `customers` customers: three lines, 30.00. Each is placed a second after the one before, so that it stands first on its customer's page. */
export function order(n: number, customers: number): Buffer {
  const facts = { id: orderId(n), customerId: customerId(n % customers), updatedAt: '2026-11-21T10:00:00Z', email: `buyer-${n % customers}@example.com` };
  const placedAt = new Date(FIRST_ORDER_MS + n * 1000).toISOString();
  return Buffer.from(exactJson({ ...orderBody(facts), created_at: placedAt, processed_at: placedAt }));
}

export function signed(topic: string, body: Buffer, { secret, shop }: { secret: string; shop: string }): SignedBody {
  const id = createHash('sha256').update(topic).update(body).digest('hex').slice(0, 32);
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'x-shopify-topic': topic,
      'x-shopify-shop-domain': shop,
      'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
      'x-shopify-webhook-id': id,
      'x-shopify-event-id': id,
      'x-shopify-triggered-at': '2026-11-21T10:00:00.000Z',
    },
  };
}
