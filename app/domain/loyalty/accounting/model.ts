import type { Minor } from '../../shared/money';
import type { Account, Reason } from '../ledger/model';

export const PERIODS = ['days30', 'days90', 'months12', 'all'] as const;
export type Period = (typeof PERIODS)[number];

/** Movements of one kind, added up. */
export interface Movement {
  reason: Reason;
  debit: Account;
  credit: Account;
  points: bigint;
}

/**
 * What changes the points that members hold (available and pending), `outstanding`. Each is told as a positive number but `imported` and
 * `adjusted`, which go both ways.
 */
export interface Flows {
  /** Given: orders, other ways to earn, tiers, birthdays. */
  issued: bigint;
  /** Taken over from another system, less what was undone of it. */
  imported: bigint;
  /** By a person: added less taken off. */
  adjusted: bigint;
  redeemed: bigint;
  /** Of what was redeemed: given back. */
  returned: bigint;
  expired: bigint;
  /** Taken off what members hold because an order lost its points; also later, when new points pay what could not be taken then. */
  takenBack: bigint;
}
export const FLOWS = ['issued', 'imported', 'adjusted', 'redeemed', 'returned', 'expired', 'takenBack'] as const satisfies readonly (keyof Flows)[];

/** {@link Flows}, and what moves between a member's own accounts. */
export interface Totals extends Flows {
  /** Pending points that became available. */
  matured: bigint;
  /** All points that became available: matured, and those that were so at once. The redemption rate divides by it. */
  becameAvailable: bigint;
}

/** What members hold, by state, and what they owe. */
export interface Holdings {
  available: bigint;
  pending: bigint;
  owed: bigint;
}

/** A bar of the charts: what moved in it, and what members held at its end. */
export interface Stretch {
  /** Its first day, `2026-11-01`. */
  from: string;
  totals: Totals;
  outstanding: bigint;
}

/** What the loyalty home shows. */
export interface LoyaltyFigures {
  period: Period;
  bucket: 'day' | 'month';
  totals: Totals;
  /** Of the period before; `null` where there is none. */
  before: Totals | null;
  /** Available and pending points now, and at the beginning of the period. */
  outstanding: bigint;
  outstandingBefore: bigint | null;
  holdings: Holdings;
  /** What the outstanding points cost at the programme's cost per point; `null` while no programme is in force. */
  cost: Minor | null;
  costBefore: Minor | null;
  /** Points redeemed (less those given back) for each point that became available, as a share; `null` when none did. */
  rate: number | null;
  rateBefore: number | null;
  members: number;
  /** Who joined in the period, and in the one before. */
  joined: number;
  joinedBefore: number | null;
  /** From the highest tier to those in none. */
  tiers: { tier: string | null; members: number }[];
  stretches: Stretch[];
}

/** A local day of the books: what members held before it, what moved, what they held after it. */
export interface DayOfBooks {
  day: string;
  opening: bigint;
  totals: Totals;
  closing: bigint;
}

/** What the accounting page shows of a month. */
export interface MonthOfBooks {
  /** Its first day. */
  month: string;
  /** First days of all months with books, the latest first. */
  months: string[];
  days: DayOfBooks[];
  holdings: Holdings;
  /** Available and pending points now, and what they cost; `null` while no programme is in force. */
  outstanding: bigint;
  liability: Minor | null;
  costPerPoint: string | null;
}

export const JOURNAL_KINDS = ['accrual', 'adjustment', 'import', 'redemption', 'breakage', 'revaluation'] as const;
export type JournalKind = (typeof JOURNAL_KINDS)[number];
export type JournalAccount = 'deferred' | 'sales' | 'redeemed' | 'breakage' | 'expense' | 'takenOver';
/** A line of a journal entry; the lines of a date and a kind are an entry. */
export interface JournalLine {
  date: string;
  kind: JournalKind;
  account: JournalAccount;
  debit: Minor;
  credit: Minor;
  points: bigint;
}

/** What became of points: those of a month of issue, at an age in calendar months, of a group of members. */
export interface CohortSum {
  /** Its first day, `2026-11-01`. */
  month: string;
  age: number;
  sample: number;
  kind: 'granted' | 'redeemed' | 'expired' | 'withdrawn';
  points: bigint;
}

/** Points that will never be spent. */
export interface NeverSpent {
  /** `null`: too few members hold them for an estimate; the bounds are then what is certain. */
  points: bigint | null;
  /** 95 % bounds. */
  low: bigint;
  high: bigint;
}

/** The points issued, imported and added by hand in a month, and what became of them. */
export interface BreakageCohort {
  month: string;
  issued: bigint;
  /** Less what was given back. */
  redeemed: bigint;
  expired: bigint;
  takenBack: bigint;
  outstanding: bigint;
  /** Those that have expired, and some of those that are outstanding. */
  never: NeverSpent | null;
}

/** `young`: points have not been watched for long enough; `few`: long enough, but of too few members. */
export type BreakageState = 'empty' | 'young' | 'few' | 'ready';

/** What the accounting page says of breakage. */
export interface Breakage {
  state: BreakageState;
  /** Months of points' lives that have been watched, and how many it takes. */
  months: number;
  needed: number;
  /** Points end by their age: never spent is expired. Otherwise: not spent within `months`. */
  byExpiry: boolean;
  /** The rule of expiry was changed while the points were watched: since when it is as it is. */
  changedAt: Date | null;
  /** The latest first. */
  cohorts: BreakageCohort[];
  /** Of the outstanding points, what will never be spent, and what the others cost; `null` without an estimate, or while no programme is in force. */
  outstanding: NeverSpent | null;
  liability: { all: Minor; spent: Minor; low: Minor; high: Minor } | null;
  /** Of a point issued, by the end of each month of its life: the shares that have been spent, expired, taken back. */
  curve: { redeemed: number; expired: number; withdrawn: number }[];
}
