import { z } from 'zod';

/** Schemas of what the operations take, shared by their argument lists. */
export const id = z.string().regex(/^\d{1,18}$/, 'An id is decimal text.');
export const minor = z.number().int().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);
const amount = minor.min(0);
export const quantity = z.number().int().min(0);
const text = z.string().max(65_536);
const nullableText = text.nullable();
export const tags = z.array(z.string());
export const instant = z.iso.datetime();

export const address = z.strictObject({
  firstName: nullableText,
  lastName: nullableText,
  company: nullableText,
  address1: nullableText,
  address2: nullableText,
  city: nullableText,
  province: nullableText,
  provinceCode: nullableText,
  zip: nullableText,
  country: nullableText,
  countryCode: nullableText,
  phone: nullableText,
});
export const consent = z.strictObject({
  state: z.enum(['NOT_SUBSCRIBED', 'PENDING', 'SUBSCRIBED', 'UNSUBSCRIBED', 'REDACTED', 'INVALID']),
  optInLevel: z.enum(['SINGLE_OPT_IN', 'CONFIRMED_OPT_IN', 'UNKNOWN']).nullable(),
});
export const newCustomer = z.strictObject({
  firstName: nullableText.optional(),
  lastName: nullableText.optional(),
  email: nullableText.optional(),
  phone: nullableText.optional(),
  tags: tags.optional(),
  note: nullableText.optional(),
  addresses: z.array(address).optional(),
  acceptsMarketing: z.boolean().optional(),
  locale: text.optional(),
});
export const customerChanges = z
  .strictObject({
    firstName: nullableText,
    lastName: nullableText,
    email: nullableText,
    phone: nullableText,
    note: nullableText,
    locale: text,
    state: z.enum(['DISABLED', 'ENABLED', 'INVITED', 'DECLINED']),
    taxExempt: z.boolean(),
    verifiedEmail: z.boolean(),
  })
  .partial();

const variant = z.strictObject({
  id: id.optional(),
  title: text,
  sku: nullableText,
  price: amount,
  compareAtPrice: amount.nullable(),
  position: z.number().int(),
  inventoryQuantity: z.number().int(),
  options: z.array(text),
  requiresShipping: z.boolean(),
  taxable: z.boolean(),
});
export const product = z.strictObject({
  id: id.optional(),
  publishedAt: instant.nullable(),
  title: text,
  handle: text,
  descriptionHtml: text,
  vendor: text,
  productType: text,
  tags,
  status: z.enum(['ACTIVE', 'ARCHIVED', 'DRAFT']),
  isGiftCard: z.boolean(),
  optionNames: z.array(text),
  variants: z.array(variant),
  collectionIds: z.array(id),
  art: z.strictObject({ colour: text, glyph: text }),
});
export const collection = z.strictObject({ id: id.optional(), title: text, handle: text, descriptionHtml: text });
export const discount = z.strictObject({
  id: id.optional(),
  title: text,
  code: nullableText,
  automatic: z.boolean(),
  kind: z.enum(['percentage', 'fixed_amount', 'free_shipping']),
  value: amount,
  minimumSubtotal: amount.nullable(),
  usageLimit: quantity.nullable(),
  oncePerCustomer: z.boolean(),
  customerIds: z.array(id),
  segmentIds: z.array(id).optional(),
  productIds: z.array(id).optional(),
  collectionIds: z.array(id).optional(),
  startsAt: instant,
  endsAt: instant.nullable(),
});
/** Why store credit moves, and until when it can be spent. */
export const creditReason = z.strictObject({ event: z.enum(['ADJUSTMENT', 'ORDER_REFUND']).optional(), expiresAt: instant.nullable().optional() });
export const giftCard = z.strictObject({
  amount,
  customerId: id.nullable(),
  code: text.optional(),
  expiresOn: z.iso.date().nullable().optional(),
  note: nullableText.optional(),
});

export const basket = z.strictObject({
  lines: z.array(z.strictObject({ variantId: id.nullable(), title: text.optional(), quantity, unitPrice: amount.optional() })),
  discountCodes: z.array(text).optional(),
  giftCardCodes: z.array(text).optional(),
  manualDiscount: amount.optional(),
  shipping: amount.optional(),
  shippingAddress: address.nullable().optional(),
  customerId: id.nullable(),
  email: nullableText,
  phone: nullableText.optional(),
  presentmentCurrency: text.optional(),
  note: nullableText.optional(),
  tags: tags.optional(),
  test: z.boolean().optional(),
  locale: text.optional(),
  source: z.enum(['web', 'pos', 'shopify_draft_order']),
  cartToken: nullableText.optional(),
  checkoutToken: nullableText.optional(),
});
export const payment = z.enum(['paid', 'authorized', 'pending']);
export const lineQuantities = z.array(z.strictObject({ lineId: id, quantity }));
export const refund = z.strictObject({
  lines: z.array(z.strictObject({ lineId: id, quantity, restock: z.boolean() })),
  shipping: amount.optional(),
  amount: amount.optional(),
  toStoreCredit: z.boolean().optional(),
  note: nullableText.optional(),
});
export const cancellation = z.strictObject({
  reason: z.enum(['CUSTOMER', 'INVENTORY', 'FRAUD', 'OTHER', 'DECLINED']),
  refund: z.boolean(),
  restock: z.boolean(),
});
export const edit = z.strictObject({ quantities: lineQuantities, add: z.array(z.strictObject({ variantId: id, quantity })), note: nullableText.optional() });
export const segment = z.strictObject({ id: id.optional(), name: text, query: text });

const settings = {
  name: z.string().min(1),
  currency: z.string().regex(/^[A-Z]{3}$/),
  timezone: z.string(),
  locale: z.string().min(2),
  plan: z.enum(['basic', 'shopify', 'advanced', 'shopify_plus']),
  taxRateBps: z.number().int(),
  taxesIncluded: z.boolean(),
  shippingFlat: amount,
};
export const storeChanges = z.strictObject(settings).partial();
export const newStore = z.strictObject({
  ...settings,
  domain: z.string(),
  email: z.email(),
  country: z.string().regex(/^[A-Z]{2}$/),
  createdAt: instant.optional(),
  presentmentCurrencies: z.array(z.strictObject({ currency: z.string().regex(/^[A-Z]{3}$/), rate: z.string().regex(/^\d+(\.\d+)?$/) })).default([]),
});
