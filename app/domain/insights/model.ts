import type { Count } from '../shared/keyset';
import type { Minor } from '../shared/money';

export const PERIODS = ['today', 'yesterday', 'last7', 'last30'] as const;
export type Period = (typeof PERIODS)[number];

/** A stretch of the merchant's own days and the one before it that it is compared with. `to` is the first moment after it. */
export interface PeriodBounds {
  from: Date;
  to: Date;
  previousFrom: Date;
  previousTo: Date;
  /** The period's days in the shop's zone, `2026-11-21`. */
  days: string[];
}

/** The numbers of one stretch of time. Orders count when they are not tests, cancelled or deleted; by the day they were placed. */
export interface Sales {
  orders: number;
  /** Money taken for these orders, less what has been refunded of them since. */
  netSales: Minor;
  /** Customers whose first order lies in the period. */
  newCustomers: number;
  /** Customers with an order in the period who had ordered before it. */
  returningCustomers: number;
  /** Orders without a customer. */
  guestOrders: number;
}
export interface DaySales {
  day: string;
  orders: number;
  netSales: Minor;
  newCustomers: number;
  returningCustomers: number;
}
/** A figure, the same of the period before, and the relative change; `null` where there is nothing to divide by. */
export interface Compared<Value> {
  now: Value;
  before: Value;
  change: number | null;
}
export interface Morning {
  period: Period;
  netSales: Compared<Minor>;
  orders: Compared<number>;
  averageOrder: Compared<Minor | null>;
  newCustomers: Compared<number>;
  returningCustomers: Compared<number>;
  /** Share of the period's known customers who had ordered before, 0 to 1. */
  repeatRate: Compared<number | null>;
  days: DaySales[];
}

/** How much of each kind the CRM holds. */
export interface Holdings {
  customers: Count;
  orders: Count;
  products: Count;
}
