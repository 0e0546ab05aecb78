import type { Id, Minor, Instant } from './values.ts';

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
