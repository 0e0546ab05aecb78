import { type Line, type Rules } from './format';

export interface Lot {
  /** Who has it now, and who had it before a merge. */
  owner: string;
  origin: string;
  order: string | null;
  points: bigint;
  left: bigint;
  pending: boolean;
  /** `null`: not known yet, the order is still to be fulfilled. */
  maturesAt: number | null;
  availableAt: number;
  /** The last day on which it can be spent. */
  ends: string | null;
  /** An end of its own, which programmes do not move. */
  fixed: boolean;
  /** No change of the programme lets it end before. */
  notBefore: string | null;
}

export interface Order {
  id: string;
  customer: string | null;
  origin: string | null;
  email: string | null;
  placedAt: number;
  fulfilledAt: number | null;
  cancelled: boolean;
  test: boolean;
  rules: Rules;
  tierMultiplier: string;
  lines: Line[];
  refunded: Map<string, number>;
  refundedAmount: string[];
  refundedShipping: string[];
  shipping: string;
  tax: string;
  rewards: string[];
  granted: bigint;
}

export interface Member {
  id: string;
  email: string | null;
  owed: bigint;
  lastOrderAt: number | null;
  /** The tier that was last looked up, and when time alone may change it. */
  level: number;
  reviewAt: number;
  rewards: { level: number; at: number; stands: boolean; lot: Lot }[];
  /** Tiers that merges brought. */
  gifts: { from: string; at: number; level: number }[];
  mergedInto: string | null;
  /** What was owed when it was merged. */
  broughtOwed: bigint;
}

export interface Redemption {
  id: string;
  customer: string;
  origin: string;
  points: bigint;
  returned: bigint;
  cancelled: boolean;
  taken: { lot: Lot; points: bigint; returned: bigint }[];
}
