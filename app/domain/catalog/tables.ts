const time = 'timestamptz';

export const PRODUCT = {
  name: 'product',
  columns: {
    id: 'bigint',
    title: 'text',
    handle: 'text',
    vendor: 'text',
    product_type: 'text',
    status: 'text',
    is_gift_card: 'boolean',
    tags: 'text[]',
    store_inventory: 'bigint',
    occurred_at: time,
    version_at: time,
  },
} as const;
export const PRODUCT_VARIANT = {
  name: 'product_variant',
  columns: { id: 'bigint', product_id: 'bigint', title: 'text', sku: 'text', price: 'bigint', compare_at: 'bigint', position: 'int', inventory: 'int' },
} as const;
export const COLLECTION = { name: 'collection', columns: { id: 'bigint', title: 'text', handle: 'text', version_at: time } } as const;
export const DISCOUNT = {
  name: 'discount',
  columns: {
    id: 'bigint',
    title: 'text',
    code: 'text',
    method: 'text',
    kind: 'text',
    status: 'text',
    starts_at: time,
    ends_at: time,
    used: 'int',
    version_at: time,
  },
} as const;
