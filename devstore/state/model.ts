/**
 * What a devstore knows: plain JSON documents, from which the Admin GraphQL answers, the webhook payloads and the
 * storefront's Liquid objects are all derived. Ids are decimal text (Shopify's exceed 2^53), money is an integer
 * number of minor units of the currency named beside it, times are ISO 8601 in UTC.
 */
export type Id = string;
export type Minor = number;
export type Instant = string;
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export interface Store {
  /** `regulars-demo.myshopify.com`; the key of everything that belongs to the store. */
  domain: string;
  id: Id;
  name: string;
  email: string;
  currency: string;
  /** Further currencies shoppers may pay in, with the rate from shop currency as exact text ("0.9213"). */
  presentmentCurrencies: { currency: string; rate: string }[];
  timezone: string;
  locale: string;
  country: string;
  plan: 'basic' | 'shopify' | 'advanced' | 'shopify_plus';
  taxesIncluded: boolean;
  /** Tax in basis points (825 = 8.25 %). */
  taxRateBps: number;
  shippingFlat: Minor;
  createdAt: Instant;
}

export interface Address {
  id: Id;
  firstName: string | null;
  lastName: string | null;
  company: string | null;
  address1: string | null;
  address2: string | null;
  city: string | null;
  province: string | null;
  provinceCode: string | null;
  zip: string | null;
  country: string | null;
  countryCode: string | null;
  phone: string | null;
}

export type MarketingState = 'NOT_SUBSCRIBED' | 'PENDING' | 'SUBSCRIBED' | 'UNSUBSCRIBED' | 'REDACTED' | 'INVALID';
export interface Consent {
  state: MarketingState;
  optInLevel: 'SINGLE_OPT_IN' | 'CONFIRMED_OPT_IN' | 'UNKNOWN' | null;
  updatedAt: Instant | null;
}

export interface Customer {
  id: Id;
  createdAt: Instant;
  updatedAt: Instant;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  phone: string | null;
  verifiedEmail: boolean;
  state: 'DISABLED' | 'ENABLED' | 'INVITED' | 'DECLINED';
  locale: string;
  tags: string[];
  note: string | null;
  taxExempt: boolean;
  addresses: Address[];
  defaultAddressId: Id | null;
  emailConsent: Consent;
  smsConsent: Consent;
  ordersCount: number;
  amountSpent: Minor;
  lastOrderId: Id | null;
  storeCredit: Minor;
  /** Set when this customer was merged into another; the document then answers to nothing but its history. */
  mergedInto: Id | null;
}

export interface Variant {
  id: Id;
  title: string;
  sku: string | null;
  price: Minor;
  compareAtPrice: Minor | null;
  position: number;
  inventoryQuantity: number;
  options: string[];
  requiresShipping: boolean;
  taxable: boolean;
}
export interface Product {
  id: Id;
  createdAt: Instant;
  updatedAt: Instant;
  publishedAt: Instant | null;
  title: string;
  handle: string;
  descriptionHtml: string;
  vendor: string;
  productType: string;
  tags: string[];
  status: 'ACTIVE' | 'ARCHIVED' | 'DRAFT';
  isGiftCard: boolean;
  optionNames: string[];
  variants: Variant[];
  collectionIds: Id[];
  /** A colour and an emoji or letter from which the storefront draws the picture; no binary files. */
  art: { colour: string; glyph: string };
}
export interface Collection {
  id: Id;
  title: string;
  handle: string;
  descriptionHtml: string;
  updatedAt: Instant;
}

export interface Discount {
  id: Id;
  title: string;
  code: string | null;
  automatic: boolean;
  status: 'ACTIVE' | 'EXPIRED' | 'SCHEDULED';
  kind: 'percentage' | 'fixed_amount' | 'free_shipping';
  /** basis points for a percentage, minor units for an amount */ value: number;
  minimumSubtotal: Minor | null;
  usageLimit: number | null;
  oncePerCustomer: boolean;
  customerIds: Id[];
  used: number;
  startsAt: Instant;
  endsAt: Instant | null;
  createdAt: Instant;
  updatedAt: Instant;
}
export interface GiftCard {
  id: Id;
  code: string;
  initial: Minor;
  balance: Minor;
  customerId: Id | null;
  createdAt: Instant;
  expiresOn: string | null;
  disabledAt: Instant | null;
}

export interface TaxLine {
  title: string;
  rateBps: number;
  amount: Minor;
}
export interface DiscountApplication {
  index: number;
  type: 'discount_code' | 'automatic' | 'manual';
  title: string;
  code: string | null;
  kind: 'percentage' | 'fixed_amount';
  value: number;
  target: 'line_item' | 'shipping_line';
}
export interface OrderLine {
  id: Id;
  productId: Id | null;
  variantId: Id | null;
  title: string;
  variantTitle: string | null;
  sku: string | null;
  vendor: string | null;
  quantity: number;
  /** after edits and refunds with lines removed */ currentQuantity: number;
  /** units sent and not given back: `currentQuantity - fulfilledQuantity` can still be sent */ fulfilledQuantity: number;
  unitPrice: Minor;
  isGiftCard: boolean;
  requiresShipping: boolean;
  taxable: boolean;
  /** Discount of the whole line by application; the sum is the line's discount. */
  discounts: { application: number; amount: Minor }[];
  taxLines: TaxLine[];
  properties: { name: string; value: string }[];
}
export interface ShippingLine {
  id: Id;
  title: string;
  price: Minor;
  discounts: { application: number; amount: Minor }[];
  taxLines: TaxLine[];
}
export interface Transaction {
  id: Id;
  kind: 'AUTHORIZATION' | 'CAPTURE' | 'SALE' | 'REFUND' | 'VOID';
  status: 'SUCCESS' | 'PENDING' | 'FAILURE' | 'ERROR';
  gateway: string;
  amount: Minor;
  processedAt: Instant;
  parentId: Id | null;
  giftCardId: Id | null;
}
export interface Fulfillment {
  id: Id;
  createdAt: Instant;
  updatedAt: Instant;
  status: 'SUCCESS' | 'CANCELLED';
  lines: { lineId: Id; quantity: number }[];
  trackingCompany: string | null;
  trackingNumber: string | null;
}
export interface Refund {
  id: Id;
  createdAt: Instant;
  note: string | null;
  lines: { id: Id; lineId: Id; quantity: number; restock: 'NO_RESTOCK' | 'RETURN' | 'CANCEL'; subtotal: Minor; tax: Minor }[];
  shipping: { amount: Minor; tax: Minor } | null;
  /** Money given back beyond (positive) or short of (negative) the lines and the shipping. */
  adjustment: Minor;
  /** The same documents also stand in the order's `transactions`, which alone are summed. */
  transactions: Transaction[];
}
/** One edit of a placed order: lines added, quantities changed. Positive delta = added, negative = removed. */
export interface OrderEdit {
  id: Id;
  createdAt: Instant;
  note: string | null;
  changes: { lineId: Id; delta: number }[];
}

export interface Order {
  id: Id;
  number: number;
  name: string;
  createdAt: Instant;
  processedAt: Instant;
  updatedAt: Instant;
  cancelledAt: Instant | null;
  cancelReason: 'CUSTOMER' | 'INVENTORY' | 'FRAUD' | 'OTHER' | 'DECLINED' | null;
  closedAt: Instant | null;
  customerId: Id | null;
  email: string | null;
  phone: string | null;
  source: 'web' | 'pos' | 'shopify_draft_order';
  test: boolean;
  note: string | null;
  tags: string[];
  locale: string;
  currency: string;
  presentmentCurrency: string;
  /** shop → presentment, exact text; "1" when they are the same */ presentmentRate: string;
  taxesIncluded: boolean;
  lines: OrderLine[];
  shippingLines: ShippingLine[];
  discountApplications: DiscountApplication[];
  shippingAddress: Address | null;
  billingAddress: Address | null;
  transactions: Transaction[];
  fulfillments: Fulfillment[];
  refunds: Refund[];
  edits: OrderEdit[];
  financialStatus: 'PENDING' | 'AUTHORIZED' | 'PAID' | 'PARTIALLY_PAID' | 'PARTIALLY_REFUNDED' | 'REFUNDED' | 'VOIDED';
  fulfillmentStatus: 'UNFULFILLED' | 'PARTIALLY_FULFILLED' | 'FULFILLED';
  cartToken: string | null;
  checkoutToken: string | null;
}

export interface DraftOrder {
  id: Id;
  name: string;
  createdAt: Instant;
  updatedAt: Instant;
  status: 'OPEN' | 'COMPLETED';
  customerId: Id | null;
  email: string | null;
  note: string | null;
  lines: { variantId: Id | null; title: string; quantity: number; unitPrice: Minor }[];
  discount: Minor;
  orderId: Id | null;
}
export interface CheckoutDoc {
  token: string;
  cartToken: string;
  createdAt: Instant;
  updatedAt: Instant;
  completedAt: Instant | null;
  customerId: Id | null;
  email: string | null;
  lines: { variantId: Id; quantity: number }[];
  currency: string;
  total: Minor;
}
export interface Segment {
  id: Id;
  name: string;
  query: string;
  createdAt: Instant;
  updatedAt: Instant;
}
export interface Metafield {
  ownerType: 'CUSTOMER' | 'ORDER' | 'PRODUCT' | 'SHOP' | 'APPINSTALLATION';
  ownerId: Id;
  namespace: string;
  key: string;
  type: string;
  value: string;
  createdAt: Instant;
  updatedAt: Instant;
  compareDigest: string;
}

/** The app as one store has it. */
export interface Installation {
  clientId: string;
  scopes: string[];
  installedAt: Instant;
  uninstalledAt: Instant | null;
}

/** Everything that happened, in order; webhooks are made from these and nothing else. */
export interface StoreEvent {
  topic: string;
  occurredAt: Instant;
  /** The document the topic is about, as it stood at that moment. */
  subject: {
    kind:
      | 'order'
      | 'customer'
      | 'product'
      | 'collection'
      | 'refund'
      | 'fulfillment'
      | 'transaction'
      | 'checkout'
      | 'cart'
      | 'discount'
      | 'draft_order'
      | 'segment'
      | 'shop'
      | 'app'
      | 'bulk_operation'
      | 'compliance';
    id: Id;
  };
  payload: Json;
  /** The same merchant action gives several topics one event id. */
  eventId: string;
}
