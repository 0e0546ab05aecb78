import type { Programme } from '~/domain/loyalty/programme/model';
import { currencyDigits, moneyText, parseMoney, type Minor } from '~/domain/shared/money';
import { micros } from './form/field-faults';

const MILLION = 1_000_000n;

/** A decimal amount of major units, `12.5`, in minor units of the currency; `null` while it is no number. */
export function minorOf(decimal: string, currency: string): Minor | null {
  return micros(decimal) === null ? null : parseMoney(decimal, currency);
}

/** The other way round, without zeros at the end: what stands in a field. */
export function decimalOf(amount: Minor, currency: string): string {
  const text = moneyText(amount, currency);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

export interface RateExample {
  spend: Minor;
  points: bigint;
  /** What the points are worth at most in rewards off an order; `null` when none of those is offered. */
  worth: Minor | null;
}

/** What somebody gets who spends a round amount, the smallest of 100, 1,000, … for which it is at least ten points. */
export function rateExample(programme: Programme, currency: string): RateExample | null {
  const rate = micros(programme.earn.pointsPerUnit);
  if (!rate) return null;
  let major = 100n;
  while ((major * rate) / MILLION < 10n && major < 100_000_000n) major *= 10n;
  const points = (major * rate) / MILLION;
  return { spend: major * 10n ** BigInt(currencyDigits(currency)), points, worth: worthOf(programme, points, currency) };
}

/** Rewards that are worth a fixed amount of money. */
const MONEY_KINDS: ReadonlySet<Programme['rewards'][number]['kind']> = new Set(['amount_off', 'slider', 'gift_card', 'store_credit'] as const);

/** What `points` are worth at the best rate among the rewards that take money off. */
export function worthOf(programme: Programme, points: bigint, currency: string): Minor | null {
  const offers = programme.rewards.flatMap((reward) => {
    const value = reward.value && MONEY_KINDS.has(reward.kind) ? minorOf(reward.value, currency) : null;
    return value && reward.points > 0 ? [{ value, points: BigInt(reward.points) }] : [];
  });
  const worths = offers.map((offer) => (points * offer.value) / offer.points);
  return worths.length === 0 ? null : worths.reduce((best, one) => (one > best ? one : best));
}

/** What a point costs when it is spent on the reward that gives most for it, as a decimal; `null` without rewards that take money off. */
export function suggestedCost(programme: Programme): string | null {
  const costs = programme.rewards.flatMap((reward) => {
    const value = reward.value && MONEY_KINDS.has(reward.kind) ? micros(reward.value) : null;
    return value && reward.points > 0 ? [value / BigInt(reward.points)] : [];
  });
  if (costs.length === 0) return null;
  const cost = costs.reduce((most, one) => (one > most ? one : most));
  return `${cost / MILLION}.${(cost % MILLION).toString().padStart(6, '0')}`.replace(/\.?0+$/, '');
}
