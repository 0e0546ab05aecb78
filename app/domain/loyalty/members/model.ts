import { z } from 'zod';
import type { CustomerBrief } from '../../customers/model';
import type { ActivityOutcome, ReportedActivity } from '../activities/model';
import { REASONS, type EntryLine, type EntryPage, type Lot, type Reason } from '../ledger/model';
import type { ProgrammeVersion, TierRules } from '../programme/model';
import type { TierReason } from '../tiers/model';

export interface ActivityReport {
  customerId: bigint;
  activity: ReportedActivity;
  occurredAt: Date;
  /** Who reports, and what makes this report unique to them: sent twice, it is done once. May name a person; only its hash is kept. */
  source: 'api' | 'flow' | 'storefront';
  key: string;
}
export type Reported = ActivityOutcome & {
  /** It had been reported before. */
  repeated: boolean;
};

/** What an order's settling did. */
export interface Settled {
  outcome: 'settled' | 'stale' | 'no_programme';
  /** Members whose balance or tier may have changed. */
  members: bigint[];
}

export interface Adjustment {
  customerId: bigint;
  /** May be negative; not zero. */
  points: bigint;
  /** In the words of who did it; no personal data. */
  note: string;
  by: string;
  /** Makes it unique: sent twice, it is done once. */
  requestKey: string;
}

/** What became of an adjustment by a member of staff; `left`: what they may still give or take. */
export type StaffAdjusted =
  { outcome: 'done' | 'repeated'; entryId: bigint | null } | { outcome: 'refused'; limit: 'atOnce' | 'aDay'; max: bigint; left: bigint };

export interface TierOrder {
  customerId: bigint;
  /** `null`: none. */
  tier: string | null;
  /** Pinned, nothing changes it: to the end of a day of the shop, or for good. `no`: the rules go on from here. */
  hold: 'no' | 'open' | { lastDay: string };
  /** Why, in the words of who did it; no personal data. */
  note: string;
  by: string;
  requestKey: string;
}

export interface RedemptionRequest {
  customerId: bigint;
  points: bigint;
  /** Of the programme. */
  reward: string;
  requestKey: string;
}
export type Redeemed = { outcome: 'reserved' | 'repeated'; redemptionId: bigint } | { outcome: 'refused'; available: bigint };

export type RedemptionEnd = 'committed' | 'released' | 'cancelled' | 'expired';

export interface MemberState {
  customerId: bigint;
  available: bigint;
  pending: bigint;
  owed: bigint;
  entries: number;
  joinedAt: Date;
  lastOrderAt: Date | null;
  tier: string | null;
  tierSince: Date | null;
  tierUntil: Date | null;
}

/** Versions that are or were in force at a moment; the same list comes back as the same object. */
export function inForce(versions: ProgrammeVersion[], at: Date): ProgrammeVersion[] {
  const last = versions[versions.length - 1];
  if (!last || last.effectiveAt <= at) return versions;
  const count = versions.reduce((sum, { effectiveAt }) => sum + (effectiveAt <= at ? 1 : 0), 0);
  let cut = cuts.get(versions);
  if (!cut) cuts.set(versions, (cut = new Map<number, ProgrammeVersion[]>()));
  let list = cut.get(count);
  if (!list) cut.set(count, (list = versions.slice(0, count)));
  return list;
}
const cuts = new WeakMap<ProgrammeVersion[], Map<number, ProgrammeVersion[]>>();

/** What is in force at a moment; `null` before the first. */
export const versionAt = (versions: ProgrammeVersion[], at: Date): ProgrammeVersion | null => {
  const list = inForce(versions, at);
  return list[list.length - 1] ?? null;
};

/** The number of what is in force at a moment, as entries name it. */
export const versionNumberAt = (versions: ProgrammeVersion[], at: Date): number | null => versionAt(versions, at)?.version ?? null;

/** In a filter: members without any tier. No tier has such an id. */
export const NO_TIER = '-';

/** What the list of members can be narrowed down to; as it stands in a page's address. */
export const memberFilter = z.object({
  /** Words of a name, an e-mail address or a phone number. */
  query: z.string().trim().max(200).catch('').default(''),
  /** Id of a tier, or {@link NO_TIER}. */
  tier: z
    .string()
    .regex(/^(-|[a-z0-9][a-z0-9_-]{0,39})$/)
    .or(z.literal(''))
    .catch('')
    .default(''),
  has: z.enum(['', 'available', 'pending', 'owed']).catch('').default(''),
  /** `30d`: some of their points end within 30 days. */
  ending: z.enum(['', '30d', '60d', '90d']).catch('').default(''),
  /** Their tier is held by hand. */
  pinned: z.enum(['', 'yes']).catch('').default(''),
});
export type MemberFilter = z.output<typeof memberFilter>;

const MEMBER_SORTS = ['available', 'earned', 'active', 'joined'] as const;
export type MemberSort = (typeof MEMBER_SORTS)[number];
export const memberSort = z.tuple([z.enum(MEMBER_SORTS), z.enum(['asc', 'desc'])]);

/** What the list of members can show, and its file contain, beside who they are. */
export const MEMBER_COLUMNS = ['tier', 'available', 'pending', 'owed', 'earned', 'ending', 'active', 'joined'] as const;
export type MemberColumn = (typeof MEMBER_COLUMNS)[number];
export const MEMBER_COLUMNS_USUAL: readonly MemberColumn[] = ['tier', 'available', 'pending', 'earned', 'ending', 'active'];

export interface MemberFacts {
  id: bigint;
  available: bigint;
  pending: bigint;
  owed: bigint;
  /** Everything that came from the shop or with a merge, less what was taken back. */
  earned: bigint;
  tier: string | null;
  /** Until then nothing lowers it; `null`: it is not pinned. */
  pinnedUntil: Date | null;
  joinedAt: Date;
  /** When they last earned by an order or an activity, or spent. */
  lastActiveAt: Date | null;
  /** When points next end, and how many. */
  endsAt: Date | null;
  endsPoints: bigint | null;
}
export interface MemberRow extends MemberFacts {
  contact: CustomerBrief;
}

/** A tier's names, also of one that the programme no longer has; in the order of the ladder. */
export interface TierName {
  id: string;
  name: Record<string, string>;
  /** In the programme in force. */
  current: boolean;
}

/** What stands for the end of a pin that has none. */
export const PINNED_FOR_GOOD = new Date('9999-12-31T00:00:00Z');

/** What an import has to know of the programme. */
export interface ImportRules {
  /** The tier that each holds now. */
  held: Map<bigint, string | null>;
  /** The higher, the better; -1 for none. */
  rankOf: (tier: string | null) => number;
  /** The tier of this name or id, as another app may write it; `null`: there is none. */
  tierOf: (name: string) => string | null;
}
export interface NewLot {
  /** Names it in its import. */
  key: string;
  /** Of the file. */
  line: number;
  state: 'available' | 'pending';
  points: bigint;
  earnedAt: Date | null;
  availableAt: Date | null;
  /** `null`: by the programme. */
  expiresAt: Date | null;
}
/** A member from another app. */
export interface Newcomer {
  customerId: bigint;
  memberSince: Date | null;
  birthday: string | null;
  /** `until`: by what the other app said. */
  tier: { id: string; until: Date | null } | null;
  lots: NewLot[];
}
/** What became of a lot that was taken back: `back` of its `points`. */
export interface TakenOut {
  points: bigint;
  back: bigint;
  /** A merge has moved what was left of it. */
  isMoved: boolean;
}
/** A lot of which something is left, and where it came from. */
export interface LotLine extends Lot {
  reason: Reason;
  occurredAt: Date;
  orderName: string | null;
}
/** Where a member stands; amounts are what the basis counts: minor units, points or orders. */
export interface MemberStanding {
  tier: string | null;
  since: Date | null;
  until: Date | null;
  pinnedUntil: Date | null;
  amount: bigint;
  basis: TierRules['basis'];
  next: { tier: string; entry: bigint; missing: bigint } | null;
  /** What decides when the period ends; `null` when it has no end. */
  keep: { retain: bigint; amount: bigint; missing: bigint; until: Date } | null;
}
export interface TierChangeLine {
  id: bigint;
  from: string | null;
  to: string | null;
  reason: TierReason;
  occurredAt: Date;
  programmeVersion: number | null;
  /** Of a change by hand. */
  note: string | null;
  by: string | null;
  amount: bigint | null;
  pinnedUntil: Date | null;
  /** A pin was ended. */
  released: boolean;
}
export interface StatementPage extends EntryPage {
  /** What the orders are called. */
  orders: { id: bigint; name: string }[];
}

export const ADJUSTED_NOTE_MAX = 300;
/** Who has adjusted points when it was a workflow of Shopify Flow and not a member of staff. */
export const BY_FLOW = 'flow';
const ADJUSTED_MAX = 1_000_000_000n;
const note = z.string().trim().min(1, 'missing').max(ADJUSTED_NOTE_MAX, 'too_long');
const requestKey = z.string().regex(/^[\w-]{8,64}$/);
/** An adjustment as a form says it; the message of a fault is its code. */
export const adjustmentForm = z.object({
  points: z
    .string()
    .trim()
    .regex(/^[+-]?\d{1,30}$/, 'not_whole')
    .transform(BigInt)
    .refine((points) => points !== 0n, 'zero')
    .refine((points) => points >= -ADJUSTED_MAX && points <= ADJUSTED_MAX, 'too_many'),
  note,
  requestKey,
});
/** A change of tier as a form says it: `hold` until the last day of a pin, for good, or not at all. */
export const tierForm = z
  .object({ tier: z.string().max(40), hold: z.enum(['no', 'until', 'open']), until: z.string().max(20).default(''), note, requestKey })
  .refine(({ hold, until }) => hold !== 'until' || z.iso.date().safeParse(until).success, { path: ['until'], message: 'missing' })
  .refine(({ hold, until }) => hold !== 'until' || until < '3000', { path: ['until'], message: 'past' });
export const unpinForm = z.object({ note, requestKey });

const handmade = z.object({ note: z.string().optional(), by: z.string(), undoes: z.string().optional() });
/** Who has adjusted points, why, and whether it undoes another adjustment; `null` where nobody has. */
export const byHand = (explanation: unknown): z.output<typeof handmade> | null => handmade.safeParse(explanation).data ?? null;

/** Changes of tier in the activity feed: all, those to a higher or lower one, those that pin or unpin, those by a person. */
export const TIER_MOVES = ['tier_any', 'tier_up', 'tier_down', 'tier_pinned', 'tier_manual'] as const;
/** What of the shop's loyalty is shown: of whom, why, and since when. */
export const feedFilter = z.object({
  query: z.string().trim().max(200).catch('').default(''),
  reason: z
    .enum(['', ...REASONS, ...TIER_MOVES])
    .catch('')
    .default(''),
  within: z.enum(['', '1d', '7d', '30d', '90d', '365d']).catch('').default(''),
});
export type FeedFilter = z.output<typeof feedFilter>;

type FeedMovement = { kind: 'points' } & Omit<EntryLine, 'key' | 'redemptionId' | 'lots' | 'lotPoints'>;
/** `direction`: 1 to a higher tier, -1 to a lower one, by the programme of that moment. */
type FeedTierChange = { kind: 'tier'; customerId: bigint; orderId: bigint | null; direction: number } & TierChangeLine;
/** A line of the activity feed: what happened to whose points or tier. */
export type FeedEvent = (FeedMovement | FeedTierChange) & { orderName: string | null };
export type FeedRow = FeedEvent & { contact: CustomerBrief };

/** What a shopper may know of themselves. */
export interface ShopperProfile {
  ordersCount: number;
  customerSince: Date;
  lastOrderAt: Date | null;
  /** `null`: the store has no programme, or they are not in it yet. */
  membership: { points: bigint; pending: bigint; owed: bigint; tier: string | null } | null;
}
