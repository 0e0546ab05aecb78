import type { TierRules } from '../programme/model';

/** What counts towards tiers, at the moment from which it does: minor units of money, points, or 1 for an order. */
export interface Contribution {
  at: Date;
  amount: bigint;
  orderId?: bigint;
}

/** By basis, because a new version of the programme may count something else. */
export interface Credit {
  spend: readonly Contribution[];
  orders: readonly Contribution[];
  /** From when they can be spent. */
  points: readonly Contribution[];
  /** From when they were earned. */
  pointsWithPending: readonly Contribution[];
}

/** A tier that was given, not earned: by a person, by an import, or brought along by a merge. */
export interface TierGift {
  at: Date;
  tier: string | null;
  reason: 'manual' | 'imported' | 'merged';
  /** Until then nothing lowers it. */
  pinnedUntil: Date | null;
  /** Held until then, and reviewed; left out: for a period. */
  until?: Date | null;
  /** Nothing is given: a pin ends. */
  released?: boolean;
}

export const TIER_REASONS = [
  'reached',
  'period_ended',
  'undone',
  'programme_changed',
  'manual',
  'imported',
  'import_undone',
  'merged',
  'unmerged',
  'repaired',
] as const;
export type TierReason = (typeof TIER_REASONS)[number];

export interface TierStep {
  at: Date;
  from: string | null;
  to: string | null;
  reason: TierReason;
  /** What the member had to their credit in the window at that moment. */
  amount: bigint;
  programmeVersion: number;
}

/** Where a member stands at a moment, and how they came there. */
export interface TierStanding {
  tier: string | null;
  since: Date | null;
  /** End of the period for which the tier is held; `null`: it has no end. */
  until: Date | null;
  pinnedUntil: Date | null;
  /** Credit in the window that ends now. */
  amount: bigint;
  /** Credit that decides about keeping the tier when the period ends. */
  keepAmount: bigint;
  /** When time alone may change it next: the end of the period or of its grace, or of a pin. */
  reviewAt: Date | null;
  steps: TierStep[];
}

/** Customers who have as much of a tier's basis. `floor` has three significant digits; minor units of money, or orders. */
export interface DistributionStep {
  floor: bigint;
  members: number;
}
/** How much customers have to their credit in a window, from the least; those with nothing are not in it. */
export interface Distribution {
  basis: 'spend' | 'orders';
  window: TierRules['window'];
  steps: DistributionStep[];
}
