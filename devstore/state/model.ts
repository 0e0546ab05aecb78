/**
 * What a devstore knows: plain JSON documents, from which the Admin GraphQL answers, the webhook payloads and the
 * storefront's Liquid objects are all derived. What an order is made of, and further documents, stand in `model/`.
 */
import type { Id, Minor, Instant } from './model/values.ts';
import type { DiscountApplication, OrderLine, ShippingLine, Transaction, Fulfillment, Refund, OrderEdit } from './model/order-parts.ts';

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
