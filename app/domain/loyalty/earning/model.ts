import type { Minor } from '../../shared/money';

/** What is known of an order at one moment, as far as it matters for points. Money in shop money, minor units. */
export interface OrderFacts {
  orderId: bigint;
  /** `null`: a guest's. */
  customerId: bigint | null;
  /** The newest version of the order wins. */
  versionAt: Date;
  placedAt: Date;
  /** `null`: not paid (yet), or voided. */
  paidAt: Date | null;
  fulfilledAt: Date | null;
  cancelledAt: Date | null;
  /** Its payment was voided: it was never paid, and will not be. */
  voided?: boolean;
  test: boolean;
  currency: string;
  /** Line prices contain tax. */
  taxesIncluded: boolean;
  lines: LineFacts[];
  shipping: Minor;
  shippingRefunded: Minor;
  /** Tax of what is no line, such as shipping, or the order's whole tax where lines carry none. */
  orderTax: Minor;
  /** Refunded without naming lines or shipping. */
  refundedAmount: Minor;
  /** How much of the lines' discounts was bought with points. */
  rewardDiscount: Minor;
  /** How much of the order was paid with gift cards. */
  paidWithGiftCards: Minor;
  /** Tags of the customer when the order was placed, for multipliers by segment. */
  segments: readonly string[];
}
export interface LineFacts {
  id: string;
  product: string | null;
  collections: readonly string[];
  tags: readonly string[];
  /** As ordered, and as edits left it; 0 when an edit has removed the line. */
  quantity: number;
  refundedQuantity: number;
  unitPrice: Minor;
  /** Of the line's whole quantity. */
  discount: Minor;
  tax: Minor;
  giftCard: boolean;
}

/** The published list of reasons for earning nothing. */
export const NOTHING = [
  'guest',
  'unpaid',
  'unfulfilled',
  'test',
  'voided',
  'cancelled',
  'no_programme',
  'base_zero',
  'excluded',
  'rounded_to_zero',
  'refunded',
  'too_old_to_claim',
  'capped',
] as const;
export type Nothing = (typeof NOTHING)[number];

export interface LineExplanation {
  id: string;
  kept: number;
  /** Exact money base of what is kept, as a fraction `n/d` of minor units or a whole number. */
  base: string;
  multipliers: { id: string; factor: string }[];
}
/** How an order's points came about; stored with the grant and shown to people. Numbers as text. */
export interface EarningExplanation {
  programmeVersion: number;
  pointsPerUnit: string;
  tier: string | null;
  tierMultiplier: string;
  lines: LineExplanation[];
  /** Base of tax and shipping, where they count. */
  otherBase: string;
  base: string;
  /** Points before rounding, as a fraction. */
  exact: string;
  rounding: string;
  cap: string | null;
  points: string;
  nothing: Nothing | null;
}
export interface Earning {
  points: bigint;
  /** Money base of what is kept, minor units rounded down: what tier spend adds up. */
  base: Minor;
  /** Value of the lines as ordered, and of what is kept, after discounts: the share of a reward's points that comes back. */
  lineValue: Minor;
  keptLineValue: Minor;
  /** It is an order that counts for tiers: paid, not cancelled, not a test, not all given back. */
  counts: boolean;
  nothing: Nothing | null;
  explanation: EarningExplanation;
}
