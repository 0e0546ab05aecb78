import type { Id, Minor, Instant } from './values.ts';

export type DiscountClass = 'order' | 'product' | 'shipping';

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
  /** For members of any of these segments; left out or empty: for all. */
  segmentIds?: Id[];
  /** Off these products only, or off those of these collections; left out or empty: off everything. */
  productIds?: Id[];
  collectionIds?: Id[];
  /** Beside what else it may stand in an order, if that allows it too; left out: beside nothing. */
  combinesWith?: DiscountClass[];
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
  /** Of the store's staff or an app, not for shoppers. */
  note?: string | null;
}

/** A movement of a customer's store credit. */
export interface CreditMovement {
  id: Id;
  customerId: Id;
  amount: Minor;
  balance: Minor;
  createdAt: Instant;
  expiresAt: Instant | null;
  event: 'ADJUSTMENT' | 'ORDER_REFUND';
}
