/** Bodies of webhooks as Shopify writes them, for tests. Ids are bigint and are written as exact JSON numbers. */
export type Body = { [key: string]: unknown };

const money = (amount: string, currency: string) => ({
  shop_money: { amount, currency_code: currency },
  presentment_money: { amount: '999.99', currency_code: 'EUR' },
});

export interface OrderFacts {
  id: bigint;
  customerId?: bigint | null;
  updatedAt: string;
  currency?: string;
  price?: string;
  total?: string;
  lines?: number;
  email?: string | null;
  refund?: { id: bigint; amount: string };
  status?: string;
  cancelledAt?: string | null;
  test?: boolean;
  tags?: string;
}

export function orderBody(facts: OrderFacts): Body {
  const { id, currency = 'USD', price = '10.00', total = '30.00', refund } = facts;
  const lineId = (index: number) => id * 10n + BigInt(index);
  return {
    id,
    admin_graphql_api_id: `gid://shopify/Order/${id}`,
    name: `#${id}`,
    order_number: 1001,
    source_name: 'web',
    email: facts.email ?? null,
    currency,
    presentment_currency: 'EUR',
    taxes_included: false,
    test: facts.test ?? false,
    tags: facts.tags ?? '',
    financial_status: facts.status ?? (refund ? 'partially_refunded' : 'paid'),
    fulfillment_status: null,
    total_price: total,
    total_price_set: money(total, currency),
    total_tax: '0',
    total_tax_set: money('0', currency),
    total_discounts_set: money('0', currency),
    total_shipping_price_set: money('0', currency),
    discount_codes: [],
    cancelled_at: facts.cancelledAt ?? null,
    cancel_reason: null,
    closed_at: null,
    created_at: '2026-01-01T10:00:00Z',
    processed_at: '2026-01-01T10:00:00Z',
    updated_at: facts.updatedAt,
    customer: facts.customerId ? { id: facts.customerId, admin_graphql_api_id: `gid://shopify/Customer/${facts.customerId}` } : null,
    line_items: Array.from({ length: facts.lines ?? 3 }, (_, index) => ({
      id: lineId(index),
      admin_graphql_api_id: `gid://shopify/LineItem/${lineId(index)}`,
      product_id: 77n,
      variant_id: 78n,
      title: `Tea ${index} 🍵`,
      variant_title: null,
      sku: `T-${index}`,
      quantity: 1,
      current_quantity: 1,
      price,
      price_set: money(price, currency),
      gift_card: false,
      discount_allocations: [],
      tax_lines: [],
    })),
    fulfillments: [],
    refunds: refund ? [refundBody({ ...refund, orderId: id, lineId: lineId(0), price, currency })] : [],
  };
}

export function refundBody(facts: { id: bigint; orderId: bigint; lineId: bigint; amount: string; price: string; currency: string }): Body {
  const { id, orderId, lineId, amount, price, currency } = facts;
  return {
    id,
    admin_graphql_api_id: `gid://shopify/Refund/${id}`,
    order_id: orderId,
    created_at: '2026-01-02T10:00:00Z',
    processed_at: '2026-01-02T10:00:00Z',
    order_adjustments: [],
    refund_shipping_lines: [],
    refund_line_items: [
      {
        id: id + 1n,
        line_item_id: lineId,
        quantity: 1,
        subtotal: price,
        total_tax: '0',
        subtotal_set: money(price, currency),
        total_tax_set: money('0', currency),
      },
    ],
    transactions: [
      {
        id: id + 2n,
        order_id: orderId,
        kind: 'refund',
        status: 'success',
        gateway: 'bogus',
        amount,
        currency,
        processed_at: '2026-01-02T10:00:00Z',
        created_at: '2026-01-02T10:00:00Z',
      },
    ],
  };
}

export interface PersonFacts {
  id: bigint;
  updatedAt: string;
  first?: string;
  last?: string;
  email?: string | null;
  phone?: string | null;
  city?: string;
}

export function customerBody(facts: PersonFacts): Body {
  const address = {
    id: facts.id + 1n,
    customer_id: facts.id,
    first_name: facts.first ?? null,
    last_name: facts.last ?? null,
    address1: '1 Long Lane',
    city: facts.city ?? 'Leeds',
    zip: 'LS1',
    country_code: 'GB',
    phone: null,
    default: true,
  };
  return {
    id: facts.id,
    admin_graphql_api_id: `gid://shopify/Customer/${facts.id}`,
    created_at: '2026-01-01T09:00:00Z',
    updated_at: facts.updatedAt,
    first_name: facts.first ?? null,
    last_name: facts.last ?? null,
    state: 'enabled',
    note: null,
    verified_email: true,
    tax_exempt: false,
    email: facts.email ?? null,
    phone: facts.phone ?? null,
    addresses: [address],
    default_address: address,
  };
}

/** The JSON text; a bigint is written digit by digit. */
export function exactJson(value: unknown): string {
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return `[${value.map(exactJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  return `{${Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([key, member]) => `${JSON.stringify(key)}:${exactJson(member)}`)
    .join(',')}}`;
}

let deliveries = 0n;
/** A delivery as it stands in the inbox. */
export function delivery(topic: string, body: unknown, triggeredAt = '2026-01-05T00:00:00Z') {
  deliveries += 1n;
  return { id: deliveries, topic, triggeredAt: new Date(triggeredAt), body: Buffer.from(exactJson(body)) };
}
