import { currencyDigits, parseMoney } from '../../shared/money';
import { nameIn } from '../../shared/names';
import { startOfLocalDay } from '../earning/calendar';
import { decimalFraction, type Fraction } from '../earning/fraction';
import type { Activity, Multiplier, Programme, ProgrammeVersion, Reward, TierLevel } from '../programme/model';
import { threshold } from '../tiers/thresholds';
import type { LevelView, MultiplierView, ProgrammeView, RewardView, WayView } from './model';

const DAY_MS = 86_400_000;
/** What Shopify takes of JSON. */
const BYTES_MAX = 128 * 1024;

export interface ViewedShop {
  currency: string;
  zone: string;
  locale: string;
}

const ratio = ({ n, d }: Fraction) => ({ n: String(n), d: String(d) });
const isMore = ({ n, d }: Fraction) => n > d;
const isLess = ({ n, d }: Fraction) => n < d;
const named = (names: Record<string, string>, locale: string, otherwise: string) => ({ names, name: nameIn(names, locale, otherwise) });

/** What the storefront may tell shoppers of the programme that is in force. It is looked at again within a day. */
export function programmeView({ version, programme }: Pick<ProgrammeVersion, 'version' | 'programme'>, shop: ViewedShop, at: Date): ProgrammeView {
  const { earn, tiers } = programme;
  const digits = currencyDigits(shop.currency);
  const levels = tiers.levels.map((level) => levelView(level, programme, shop));
  const multipliers = tiers.levels.map((level) => decimalFraction(level.multiplier));
  return {
    version: String(version),
    ...named({}, shop.locale, programme.name),
    pointsName: named(programme.pointsName, shop.locale, ''),
    rate: { ...ratio(decimalFraction(earn.pointsPerUnit)), text: earn.pointsPerUnit },
    rounding: earn.rounding,
    counts: {
      tax: earn.counts.includes('tax'),
      shipping: earn.counts.includes('shipping'),
      discountedPart: earn.counts.includes('discountedPart'),
      giftCards: earn.counts.includes('giftCards'),
    },
    cap: earn.caps.perOrder === undefined ? null : String(earn.caps.perOrder),
    limited: earn.caps.perDay !== undefined || earn.caps.perMember !== undefined,
    awardOn: earn.awardOn,
    pendingDays: String(earn.pendingDays),
    expiry: { model: programme.expiry.model, months: programme.expiry.model === 'none' ? null : String(programme.expiry.months) },
    exact: digits <= 2,
    hundredths: digits <= 2 ? { n: String(10 ** (2 - digits)), d: '1' } : { n: '1', d: String(10 ** (digits - 2)) },
    tiersGive: {
      more: multipliers.some(isMore),
      less: multipliers.some(isLess) || levels.some(({ leaves }) => leaves !== null && !earnsOnDiscounts(programme)),
    },
    basis: tiers.basis,
    levels,
    multipliers: earn.multipliers.flatMap((rule) => multiplierView(rule, shop.zone, at)),
    ways: programme.activities.map((way) => wayView(way, shop)),
    rewards: programme.rewards.flatMap((reward) => rewardView(reward, shop, at)),
  };
}

const earnsOnDiscounts = ({ earn }: Programme) => earn.counts.includes('discountedPart');

function levelView(level: TierLevel, { tiers }: Programme, { currency, locale }: ViewedShop): LevelView {
  const percent = decimalFraction(level.discountPercent ?? '0');
  return {
    id: level.id,
    ...named(level.name, locale, level.id),
    entry: String(
      tiers.basis === 'spend' ? hundredths(threshold(level.entry, 'spend', currency), currency, 'up') : threshold(level.entry, tiers.basis, currency),
    ),
    multiplier: { ...ratio(decimalFraction(level.multiplier)), text: level.multiplier },
    leaves: percent.n === 0n ? null : ratio({ n: 100n * percent.d - percent.n, d: 100n * percent.d }),
    discountPercent: percent.n === 0n ? null : (level.discountPercent ?? null),
    freeShipping: level.freeShipping,
    entryPoints: level.entryReward ? String(level.entryReward.points) : null,
    birthdayPoints: level.birthdayReward ? String(level.birthdayReward.points) : null,
    benefits: level.benefits.map((names) => named(names, locale, '')).filter(({ name }) => name !== ''),
  };
}

/** Liquid's money, rounded so that nobody is told of less than they need, or of more than they get. */
function hundredths(minor: bigint, currency: string, round: 'up' | 'down'): bigint {
  const scale = 10n ** BigInt(currencyDigits(currency));
  return (minor * 100n + (round === 'up' ? scale - 1n : 0n)) / scale;
}

const moment = (text: string, zone: string, daysLater: number) => (text.length === 10 ? startOfLocalDay(text, zone, daysLater) : Date.parse(text));
const seconds = (ms: number | null) => (ms === null ? null : String(Math.ceil(ms / 1000)));

/** When something holds; `null` for what is over, and for what nobody is to know of yet. */
function timesOf(rule: Pick<Multiplier, 'from' | 'to'>, zone: string, at: Date): Pick<MultiplierView, 'from' | 'until'> | null {
  const from = rule.from === undefined ? null : moment(rule.from, zone, 0);
  const until = rule.to === undefined ? null : moment(rule.to, zone, 1);
  const isHidden = (until !== null && until <= at.getTime()) || (from !== null && from > at.getTime() + DAY_MS);
  return isHidden ? null : { from: seconds(from), until: seconds(until) };
}

function multiplierView(rule: Multiplier, zone: string, at: Date): MultiplierView[] {
  const times = timesOf(rule, zone, at);
  if (!times) return [];
  return [
    {
      ...ratio(decimalFraction(rule.factor)),
      ...times,
      product: rule.product ?? null,
      collection: rule.collection ?? null,
      tag: rule.tag?.toLowerCase() ?? null,
      forSome: rule.segment !== undefined,
    },
  ];
}

const wayView = (way: Activity, { locale }: ViewedShop): WayView => ({
  id: way.id,
  kind: way.kind,
  ...named(way.name, locale, ''),
  points: String(way.points),
  n: way.n === undefined ? null : String(way.n),
  link: way.link ?? null,
});

function rewardView(reward: Reward, { currency, zone, locale }: ViewedShop, at: Date): RewardView[] {
  const times = timesOf(reward, zone, at);
  if (!times) return [];
  const isPercent = reward.kind === 'percent_off';
  return [
    {
      id: reward.id,
      kind: reward.kind,
      ...named(reward.name, locale, ''),
      points: String(reward.points),
      maximumPoints: reward.kind === 'slider' ? String(reward.maximumPoints ?? reward.points) : null,
      amount: reward.value === undefined || isPercent ? null : String(hundredths(parseMoney(reward.value, currency), currency, 'down')),
      percent: isPercent ? (reward.value ?? null) : null,
      minimum: reward.minimumSpend === undefined ? null : String(hundredths(parseMoney(reward.minimumSpend, currency), currency, 'up')),
      tiers: reward.tiers,
      ...times,
      validDays: reward.validDays === undefined ? null : String(reward.validDays),
    },
  ];
}

/** The view as text that the store takes. What a merchant has written too much of, the benefits in words, is left out first. @throws Error when that is not enough. */
export function viewText(view: ProgrammeView): string {
  for (const kept of [view, { ...view, levels: view.levels.map((level) => ({ ...level, benefits: [] })) }]) {
    const text = JSON.stringify(kept);
    if (Buffer.byteLength(text) <= BYTES_MAX) return text;
  }
  throw new Error('The programme is too long for the storefront.');
}
