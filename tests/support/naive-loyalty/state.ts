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

/** A stay in a tier; `before` is what an undone upgrade goes back to. */
export interface Stay {
  level: number;
  since: number;
  /** `null`: for life. */
  until: number | null;
  /** In the days of grace after `until`. */
  inGrace: boolean;
  cause: string | null;
  reward: Lot | null;
  before: Stay | null;
}

export interface Member {
  id: string;
  email: string | null;
  owed: bigint;
  lastOrderAt: number | null;
  stay: Stay;
  /** Entry rewards that stand: by level, until when no other is given (`null`: ever). */
  given: Map<number, number | null>;
  /** Into whom it was merged, and where they stood before. */
  merge: { into: string; stay: Stay } | null;
}

export interface Redemption {
  id: string;
  customer: string;
  points: bigint;
  returned: bigint;
  cancelled: boolean;
  taken: { lot: Lot; points: bigint; returned: bigint }[];
}

export const nowhere = (since: number): Stay => ({ level: -1, since, until: null, inGrace: false, cause: null, reward: null, before: null });
