import type { Id, Minor, Instant } from './values.ts';

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
