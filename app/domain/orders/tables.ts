const time = 'timestamptz';

export const SALES_ORDER = {
  name: 'sales_order',
  columns: {
    id: 'bigint',
    customer_id: 'bigint',
    named_customer_id: 'bigint',
    name: 'text',
    number: 'bigint',
    source: 'text',
    currency: 'text',
    presentment_currency: 'text',
    lines_total: 'bigint',
    discount_total: 'bigint',
    shipping_total: 'bigint',
    tax_total: 'bigint',
    total: 'bigint',
    refunded_total: 'bigint',
    taxes_included: 'boolean',
    financial_status: 'text',
    fulfillment_status: 'text',
    test: 'boolean',
    tags: 'text[]',
    discount_codes: 'text[]',
    email_token: 'bigint',
    phone_token: 'bigint',
    cancelled_at: time,
    cancel_reason: 'text',
    closed_at: time,
    occurred_at: time,
    version_at: time,
    fingerprint: 'bigint',
  },
} as const;
export const ORDER_LINE = {
  name: 'order_line',
  columns: {
    order_id: 'bigint',
    id: 'bigint',
    product_id: 'bigint',
    variant_id: 'bigint',
    title: 'text',
    variant_title: 'text',
    sku: 'text',
    quantity: 'int',
    current_quantity: 'int',
    unit_price: 'bigint',
    discount_total: 'bigint',
    tax_total: 'bigint',
    is_gift_card: 'boolean',
  },
} as const;
export const REFUND = {
  name: 'refund',
  columns: { order_id: 'bigint', id: 'bigint', amount: 'bigint', shipping: 'bigint', tax: 'bigint', occurred_at: time },
} as const;
export const REFUND_LINE = {
  name: 'refund_line',
  columns: { order_id: 'bigint', refund_id: 'bigint', line_id: 'bigint', quantity: 'int', subtotal: 'bigint', tax: 'bigint' },
} as const;
export const FULFILLMENT = { name: 'fulfillment', columns: { order_id: 'bigint', id: 'bigint', status: 'text', occurred_at: time } } as const;
export const ORDER_TRANSACTION = {
  name: 'order_transaction',
  columns: { order_id: 'bigint', id: 'bigint', kind: 'text', status: 'text', gateway: 'text', amount: 'bigint', occurred_at: time },
} as const;
export const CHECKOUT = {
  name: 'checkout',
  columns: {
    token: 'text',
    customer_id: 'bigint',
    named_customer_id: 'bigint',
    currency: 'text',
    total: 'bigint',
    completed_at: time,
    occurred_at: time,
    version_at: time,
  },
} as const;
