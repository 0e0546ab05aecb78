import type { Id, Minor, Instant } from './values.ts';

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
