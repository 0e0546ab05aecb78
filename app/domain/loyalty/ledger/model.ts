import type { EarningExplanation, Nothing } from '../earning/model';

/** The published list of reasons an entry can have. */
export const REASONS = [
  'order_earned', // an order's points, pending or at once
  'order_adjusted', // an edit of the order, or of which order is the first, the nth
  'order_refunded', // taken back: refund, edit or exchange
  'order_cancelled', // taken back: cancelled, voided or disputed
  'order_moved', // the order belongs to somebody else now
  'matured', // pending points became available
  'owed_settled', // new points paid what was owed
  'redeemed', // spent on a reward
  'redemption_released', // the store refused the reward
  'reward_cancelled', // given back: a reward that was not used
  'reward_expired', // given back: a reward that ended unused
  'reward_refunded', // given back: the order it was used on was refunded
  'expired',
  'adjusted', // by a person, who gave a reason
  'activity', // another way to earn than an order
  'tier_entry', // the reward for reaching a tier
  'tier_undone', // that reward taken back
  'birthday',
  'imported',
  'import_undone',
  'merged', // moved to the customer who was merged into
  'unmerged',
] as const;
export type Reason = (typeof REASONS)[number];

export const ACCOUNTS = ['member:available', 'member:pending', 'member:owed', 'shop:issued', 'shop:redeemed', 'shop:expired', 'shop:transferred'] as const;
export type Account = (typeof ACCOUNTS)[number];

/** What makes a posting unique in a shop: the same event twice changes nothing. No part contains a colon. */
export interface PostingKey {
  /** order, redemption, adjustment, lot, member, activity, import, merge */
  source: string;
  sourceId: string;
  rule: string;
  purpose: string;
}

export const keyText = ({ source, sourceId, rule, purpose }: PostingKey): string => `${source}:${sourceId}:${rule}:${purpose}`;

interface PostingFacts {
  customerId: bigint;
  key: PostingKey;
  reason: Reason;
  occurredAt: Date;
  programmeVersion: number | null;
  orderId?: bigint | null;
  redemptionId?: bigint | null;
  /** Why it is as it is, for people who ask: no personal data. */
  explanation?: object | null;
}

/** A movement of a member's points, `points` > 0. */
export type Posting = PostingFacts &
  (
    | {
        /** shop:issued → pending (when it has yet to mature) or available: opens a lot. */
        kind: 'accrue';
        points: bigint;
        /** `null`: available at once. */
        maturesAt: Date | null;
        /** Since when it counts as available (an import's own date); `occurredAt` when left out. */
        availableAt?: Date;
        expiresAt: Date | null;
        /** The end is the lot's own (an import, a grace period): later programmes do not move it. */
        fixedExpiry?: boolean;
      }
    /** pending → available, the whole rest of a lot. */
    | { kind: 'mature'; lotId: bigint; expiresAt: Date | null }
    /** available → shop:redeemed, from the lot that ends first, then the oldest. Refused when there is too little. */
    | { kind: 'spend'; points: bigint }
    /**
     * Back to shop:issued: the order's own pending points, what is left of its own lots, other lots (earliest end first), and what
     * is missing is owed. Without an order: the member's available lots, then owed.
     */
    | { kind: 'take_back'; points: bigint }
    /** shop:redeemed → available: to the lots that an entry took from, latest taken first, with their old end; a lot that has ended comes back until `graceUntil`. */
    | { kind: 'give_back'; points: bigint; entryId: bigint; graceUntil: Date | null }
    /** available → shop:expired, the whole rest of a lot. */
    | { kind: 'expire'; lotId: bigint }
    /** available → shop:issued, the whole rest of a lot: a grant that was tied to what has been undone. */
    | { kind: 'revoke'; lotId: bigint }
  );

export interface Posted extends Balances {
  /** `repeated`: the key was there already, with the same inputs; nothing has changed. `refused`: too few points; `empty`: there was nothing to move. */
  outcome: 'posted' | 'repeated' | 'refused' | 'empty';
  /** The first entry of the posting; null when nothing was posted. */
  entryId: bigint | null;
}

/** What a member has; each is at least 0. */
export interface Balances {
  available: bigint;
  pending: bigint;
  owed: bigint;
}

export interface Lot {
  /** The entry that opened it. */
  id: bigint;
  orderId: bigint | null;
  state: 'pending' | 'available';
  points: bigint;
  remaining: bigint;
  maturesAt: Date | null;
  availableAt: Date | null;
  expiresAt: Date | null;
  fixedExpiry: boolean;
}

/** Where the books are not what they should be: the whole shop's sum, an entry, what opened a lot, what is left of it, or a member's balances. */
export interface Difference {
  what: 'sum' | 'entry' | 'opening' | 'lot' | 'balance';
  customerId: bigint | null;
  /** Of the entry or the lot. */
  id: bigint | null;
  expected: string;
  found: string;
}
export interface Verdict {
  entries: number;
  members: number;
  lots: number;
  /** Points by account; together they are 0. */
  accounts: Record<string, bigint>;
  /** The first one; null when the books are right. */
  difference: Difference | null;
}

/** A lot as the entries tell it; `expires_at` is its end when it was opened or matured. */
export interface DerivedLot {
  customer_id: bigint;
  id: bigint;
  order_id: bigint | null;
  state: number;
  points: bigint;
  remaining: bigint;
  matures_at: Date | null;
  available_at: Date | null;
  expires_at: Date | null;
  fixed_expiry: boolean;
}
/** When a lot ends by all that has been published since it was opened. */
export type LotEnds = (lot: DerivedLot, lastOrderAt: Date | null) => Date | null;

/** How many members were looked at, and how many rows were wrong. */
export interface Rebuilt {
  members: number;
  balances: number;
  lots: number;
}

export interface EntryLine {
  id: bigint;
  customerId: bigint;
  key: string;
  reason: Reason;
  debit: Account;
  credit: Account;
  points: bigint;
  occurredAt: Date;
  recordedAt: Date;
  programmeVersion: number | null;
  orderId: bigint | null;
  redemptionId: bigint | null;
  lots: bigint[];
  lotPoints: bigint[];
  explanation: unknown;
}
/** A lot from the entry that opened it to where its points went. */
export interface LotStory extends Lot {
  customerId: bigint;
  /** Every movement of it, `points` being this lot's part. */
  moves: Pick<EntryLine, 'id' | 'key' | 'reason' | 'debit' | 'credit' | 'points' | 'occurredAt' | 'orderId' | 'redemptionId'>[];
}
export interface EntryPage {
  entries: EntryLine[];
  /** Those the entries speak of. */
  lots: LotStory[];
  /** The entry after which the next page begins. */
  next: bigint | null;
}

/** Why loyalty has nothing to tell of an order. */
export type Unsettled = 'no_programme' | 'waiting' | 'failed';

/** Why an order earned what it earned, and what became of it. */
export interface OrderStory {
  orderId: bigint;
  name: string | null;
  currency: string | null;
  customerId: bigint | null;
  placedAt: Date;
  programmeVersion: number | null;
  /** What the kept goods earn, and what the ledger has granted. */
  target: bigint;
  granted: bigint;
  nothing: Nothing | null;
  explanation: EarningExplanation;
  entries: EntryLine[];
  lots: LotStory[];
}
export interface MemberStory extends Balances {
  customerId: bigint;
  tier: string | null;
  joinedAt: Date;
  /** The latest ones, newest first. */
  entries: EntryLine[];
  lots: LotStory[];
}
