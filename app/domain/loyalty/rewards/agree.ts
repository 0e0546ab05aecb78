import { addLocalDays, endOfLocalDay, lastLocalDay, localDay, startOfLocalDay } from '../earning/calendar';
import { parseMoney, type Minor } from '../../shared/money';
import type { Reward } from '../programme/model';
import type { RewardPromise, RewardRefusal } from './model';

/** What decides whether somebody may have a reward, as it stands under the member's lock. */
export interface RewardCircumstances {
  now: Date;
  /** The record in the store that asks. */
  holder: bigint;
  zone: string;
  currency: string;
  tier: string | null;
  /** Of a slider: points that were asked for. */
  points: bigint | undefined;
  /** Redemptions of this reward that are not undone: of all members, and of this one in all and in the period. */
  given: { all: number; member: number; period: number };
  /** Highest price of the free product's variants; `null`: it is not sold. */
  productPrice: Minor | null;
}
export type Agreement = { outcome: 'agreed'; points: bigint; promise: RewardPromise; endsAt: Date | null } | { outcome: 'refused'; why: RewardRefusal };

const refused = (why: RewardRefusal): Agreement => ({ outcome: 'refused', why });

/** What a reward promises to whom, or why they do not get it. */
export function agree(reward: Reward, at: RewardCircumstances): Agreement {
  const why = refusalOf(reward, at);
  if (why) return refused(why);
  const points = reward.kind === 'slider' ? (at.points ?? BigInt(reward.points)) : BigInt(reward.points);
  const value = reward.value === undefined || reward.kind === 'percent_off' ? null : parseMoney(reward.value, at.currency);
  const steps = reward.kind === 'slider' ? points / BigInt(reward.points) : 1n;
  const endsAt = reward.validDays === undefined ? null : endOfLocalDay(addLocalDays(at.now, reward.validDays, at.zone), at.zone);
  const promise: RewardPromise = {
    kind: reward.kind,
    name: reward.name,
    currency: at.currency,
    amount: reward.kind === 'free_product' ? at.productPrice : value === null ? null : value * steps,
    percent: reward.kind === 'percent_off' ? (reward.value ?? null) : null,
    product: reward.product ?? null,
    minimumSpend: reward.minimumSpend === undefined ? null : parseMoney(reward.minimumSpend, at.currency),
    products: reward.products,
    collections: reward.collections,
    combinesWith: reward.combinesWith,
    returnsUnused: reward.returnsUnused,
    lastDay: endsAt && lastLocalDay(endsAt, at.zone),
    holder: at.holder,
  };
  return { outcome: 'agreed', points, promise, endsAt };
}

/** Why somebody may not have a reward, their points apart. */
export function refusalOf(reward: Reward, at: RewardCircumstances): RewardRefusal | null {
  if (!isOffered(reward, at.now, at.zone)) return 'not_now';
  if (reward.tiers.length > 0 && !(at.tier !== null && reward.tiers.includes(at.tier))) return 'not_for_tier';
  if (reward.kind === 'slider' && !isStep(reward, at.points)) return 'wrong_points';
  if (reward.stock !== undefined && at.given.all >= reward.stock) return 'sold_out';
  if (reward.perMember !== undefined && at.given.member >= reward.perMember) return 'member_limit';
  if (reward.perPeriod !== undefined && at.given.period >= reward.perPeriod.times) return 'period_limit';
  return reward.kind === 'free_product' && at.productPrice === null ? 'no_such_product' : null;
}

function isStep({ points: step, maximumPoints }: Reward, points: bigint | undefined): boolean {
  if (points === undefined) return true;
  return points > 0n && points % BigInt(step) === 0n && points <= BigInt(maximumPoints ?? step);
}

const isDay = (text: string) => text.length === 10;

/** Whether a reward can be asked for at a moment. */
export function isOffered({ from, to }: Pick<Reward, 'from' | 'to'>, now: Date, zone: string): boolean {
  const begins = from === undefined ? -Infinity : isDay(from) ? startOfLocalDay(from, zone) : Date.parse(from);
  const ends = to === undefined ? Infinity : isDay(to) ? startOfLocalDay(to, zone, 1) : Date.parse(to);
  return now.getTime() >= begins && now.getTime() < ends;
}

/** Since when redemptions count for a limit per period: the local day, month or year. */
export function periodStart(period: 'day' | 'month' | 'year', now: Date, zone: string): Date {
  const day = localDay(now, zone);
  const first = { day, month: `${day.slice(0, 7)}-01`, year: `${day.slice(0, 4)}-01-01` }[period];
  return new Date(startOfLocalDay(first, zone));
}

/** What a used reward took off an order's lines, as far as the promise tells: never more than their discounts together. */
export function takenOff(promise: RewardPromise, order: { goods: Minor; discounts: Minor }): Minor {
  const worth = promise.kind === 'percent_off' ? percentOf(order.goods, promise.percent ?? '0') : (promise.amount ?? 0n);
  const off = promise.kind === 'gift_card' || promise.kind === 'store_credit' || promise.kind === 'custom' ? 0n : worth;
  return off < order.discounts ? off : order.discounts;
}

function percentOf(amount: Minor, percent: string): Minor {
  const [whole = '0', part = ''] = percent.split('.');
  const millionths = BigInt(whole + part.padEnd(6, '0'));
  // The store rounds to the nearest minor unit.
  return (amount * millionths + 50_000_000n) / 100_000_000n;
}
