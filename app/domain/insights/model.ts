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
export interface Morning {
  period: Period;
  now: Sales;
  before: Sales;
  days: DaySales[];
}
