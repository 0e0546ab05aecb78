import { z } from 'zod';
import type { Minor } from '../../shared/money';
import type { Reason } from '../ledger/model';
import type { Reward, TierRules } from '../programme/model';
import type { RedemptionState, RewardPromise, RewardRefusal } from '../rewards/model';

/** What something is called, by language. */
export type Names = Record<string, string>;

/** A reward that can be asked for now, as it stands for one shopper. */
export interface RewardOffer {
  id: string;
  kind: Reward['kind'];
  names: Names;
  /** What it costs; of a slider its smallest step. */
  points: bigint;
  /** Minor units: off, on the card, as credit, of a free product its price, of a slider what a step is worth. */
  amount: Minor | null;
  percent: string | null;
  /** What a free product is called. */
  product: string | null;
  minimumSpend: Minor | null;
  /** Of a slider: the most that this shopper can spend at once, in whole steps; 0 when they cannot. */
  maximumPoints: bigint | null;
  /** The last day of the shop on which it can be asked for. */
  lastDay: string | null;
  /** Days for which its code is good. */
  validDays: number | null;
  /** Who may have it; empty: everybody. */
  tiers: { id: string; names: Names }[];
  /** Why this shopper cannot have it now; `null`: they can. */
  why: RewardRefusal | null;
  /** Points that they lack. */
  missing: bigint;
}

/**
 * How what was redeemed stands for its shopper: `pending` is still being made, `ready` can be used, `waiting` is handed over by staff, `given` needs
 * nothing more, `refused` by the store (its points are back), `ended` when its last day is over.
 */
export const REDEEMED_STATES = ['pending', 'ready', 'waiting', 'given', 'used', 'refused', 'cancelled', 'ended'] as const;
export type RedeemedState = (typeof REDEEMED_STATES)[number];

/** What a shopper has spent points on. */
export interface Redeemed {
  id: bigint;
  reward: string;
  kind: Reward['kind'] | null;
  names: Names;
  amount: Minor | null;
  percent: string | null;
  points: bigint;
  /** Of these, points that have come back. */
  returned: bigint;
  state: RedeemedState;
  /** To be used at the checkout; there only while that can be done. */
  code: string | null;
  /** The code is typed in as a gift card, not as a discount. */
  isCard: boolean;
  lastDay: string | null;
  at: Date;
}

/** Why points have come or gone, in a shopper's terms. */
export const SHOPPER_REASONS = [
  'order',
  'order_changed',
  'order_returned',
  'redeemed',
  'reward_returned',
  'expired',
  'adjusted',
  'activity',
  'birthday',
  'tier',
  'tier_undone',
  'brought',
  'accounts',
] as const;
export type ShopperReason = (typeof SHOPPER_REASONS)[number];

/** `null`: moves what the shopper has from one place to another, and is no news to them. */
const REASON_OF: Record<Reason, ShopperReason | null> = {
  order_earned: 'order',
  order_adjusted: 'order_changed',
  order_refunded: 'order_returned',
  order_cancelled: 'order_returned',
  order_moved: 'order_changed',
  matured: null,
  owed_settled: null,
  redeemed: 'redeemed',
  redemption_released: 'reward_returned',
  reward_cancelled: 'reward_returned',
  reward_expired: 'reward_returned',
  reward_refunded: 'reward_returned',
  expired: 'expired',
  adjusted: 'adjusted',
  activity: 'activity',
  tier_entry: 'tier',
  tier_undone: 'tier_undone',
  birthday: 'birthday',
  imported: 'brought',
  import_undone: 'brought',
  merged: 'accounts',
  unmerged: 'accounts',
};
export const shopperReason = (reason: Reason): ShopperReason => REASON_OF[reason] ?? 'adjusted';
/** Reasons that are no news to a shopper. */
export const QUIET_REASONS = (Object.keys(REASON_OF) as Reason[]).filter((reason) => REASON_OF[reason] === null);

/** A line of a shopper's history. All of them add up to what they can spend and what is on its way, less what they owe. */
export interface ShopperMovement {
  id: bigint;
  at: Date;
  reason: ShopperReason;
  /** Negative when they went. */
  points: bigint;
  /** They cannot be spent yet. */
  isPending: boolean;
  /** Of the order it is about: `#1001`. */
  orderName: string | null;
  /** What it was for: a reward, a way to earn, a tier. */
  names: Names;
  /** Of a reward, which need not have a name: what it was worth. */
  reward: Pick<RewardPromise, 'kind' | 'amount' | 'percent'> | null;
}
export interface ShopperHistory extends Pick<ShopperPurse, 'currency' | 'zone'> {
  movements: ShopperMovement[];
  /** After which the next page begins. */
  next: bigint | null;
}

/** What a shopper can spend, and in what terms the shop speaks of money and days. */
export interface ShopperPurse {
  currency: string;
  zone: string;
  points: bigint;
}

/** All that a shopper may see and do. */
export interface ShopperView extends ShopperPurse {
  /** What the shop calls points; empty where it calls them that. */
  pointsName: Names;
  pending: bigint;
  owed: bigint;
  tier: { id: string; names: Names; until: Date | null } | null;
  /** `missing` and `entry` are what the basis counts: minor units, points or orders. */
  next: { id: string; names: Names; basis: TierRules['basis']; entry: bigint; missing: bigint } | null;
  /** What has to be reached by the period's end so that the tier is kept; nothing missing: 0. */
  keep: { missing: bigint; until: Date } | null;
  rewards: RewardOffer[];
  redeemed: Redeemed[];
  /** Points that end soon, the first of them first. */
  expiring: { points: bigint; lastDay: string }[];
}

/** What a shopper asks for. */
export const rewardWish = z.strictObject({
  reward: z.string().min(1).max(40),
  /** Of a slider. */
  points: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(BigInt)
    .optional(),
  /** Chosen by who asks, kept until the answer is there: the same twice is one redemption. */
  requestKey: z.string().regex(/^[\w-]{8,64}$/),
});
export type RewardWish = z.output<typeof rewardWish>;
export type WishAnswer = { outcome: 'redeemed'; redeemed: Redeemed } | { outcome: 'refused'; why: RewardRefusal };

/** How a redemption stands for its shopper. @param now the shop's clock: what is over is not called good because nobody has looked yet */
export function redeemedState(
  { status, promise, endsAt, pending }: Pick<RedemptionState, 'status' | 'promise' | 'endsAt' | 'pending'>,
  now: Date,
): RedeemedState {
  if (status === 'released') return 'refused';
  if (status === 'expired') return 'ended';
  if (status === 'used' || status === 'cancelled') return status;
  if (status === 'reserved' || pending?.task === 'withdraw') return 'pending';
  if (promise?.kind === 'store_credit') return 'given';
  if (endsAt && endsAt <= now) return 'ended';
  return promise?.kind === 'custom' ? 'waiting' : 'ready';
}

/** What an order has brought; `none`: nothing yet, or nothing at all. */
export interface OrderPoints extends Pick<ShopperPurse, 'currency' | 'zone'> {
  pointsName: Names;
  state: 'none' | 'pending' | 'available' | 'taken_back';
  points: bigint;
  /** When the last of them can be spent; `null`: that has no date yet, or they can. */
  availableAt: Date | null;
}
