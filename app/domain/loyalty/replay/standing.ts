import type { OrderFacts } from '../earning/model';
import type { Programme, ProgrammeVersion } from '../programme/model';
import type { Contribution, Credit, TierStep } from '../tiers/model';
import { ladder, rankOf, wasHeldSince } from '../tiers/thresholds';
import { walkTiers } from '../tiers/walk';
import { windowStart } from '../tiers/window';

/** An order as the replay has settled it. */
export interface SettledOrder {
  facts: OrderFacts;
  target: bigint;
  /** What it brings by being the first or the nth. */
  bonus: bigint;
  base: bigint;
  counts: boolean;
  earnedAt: Date | null;
  maturesAt: Date | null;
  tier: string | null;
  tierMultiplier: string;
}

export interface RuleBook {
  /** The one programme that rules the whole replay. */
  versions: ProgrammeVersion[];
  version: ProgrammeVersion;
  programme: Programme;
  currency: string;
  zone: string;
}

/** A programme as if it had been in force from the beginning. */
export function ruleBook(programme: Programme, version: number, currency: string, zone: string): RuleBook {
  const ruling = { version, effectiveAt: new Date(0), programme };
  return { versions: [ruling], version: ruling, programme, currency, zone };
}

function creditOf({ programme }: RuleBook, orders: Iterable<SettledOrder>, activities: readonly Contribution[]): Credit {
  const { basis, countPending } = programme.tiers;
  const counted = [...orders].filter((order) => order.counts && order.facts.paidAt !== null);
  const list = (at: (order: SettledOrder) => Date | null, amount: (order: SettledOrder) => bigint): Contribution[] =>
    counted
      .flatMap((order) => {
        const moment = at(order);
        return moment && amount(order) > 0n ? [{ at: moment, amount: amount(order), orderId: order.facts.orderId }] : [];
      })
      .sort((a, b) => a.at.getTime() - b.at.getTime());
  const points = (at: (order: SettledOrder) => Date | null) =>
    [...list(at, ({ target, bonus }) => target + bonus), ...activities].sort((a, b) => a.at.getTime() - b.at.getTime());
  const paidAt = (order: SettledOrder) => order.facts.paidAt;
  return {
    spend: basis === 'spend' ? list(paidAt, ({ base }) => base) : [],
    orders: basis === 'orders' ? list(paidAt, () => 1n) : [],
    points: basis === 'points' && !countPending ? points(({ maturesAt }) => maturesAt) : [],
    pointsWithPending: basis === 'points' && countPending ? points(({ earnedAt }) => earnedAt) : [],
  };
}

export interface Standing {
  tier: string | null;
  /** Until then only orders change it; `null`: time alone never does. */
  reviewAt: Date | null;
  /** The way there, by what is kept. */
  steps: readonly TierStep[];
}

/** Where the member stands at a moment, by what they have kept until then. */
export function standingAt(rules: RuleBook, orders: Iterable<SettledOrder>, activities: readonly Contribution[], at: Date): Standing {
  const { versions, currency, zone, programme } = rules;
  const [lowest] = ladder(programme.tiers, currency);
  const credit = creditOf(rules, orders, activities);
  const lists: readonly (readonly Contribution[])[] = [credit.spend, credit.orders, credit.points, credit.pointsWithPending];
  const all = lists.flat().reduce((sum, { amount }) => sum + amount, 0n);
  // Most people never come near the first tier; walking is for those who do.
  if (!lowest || all < lowest.entry) return { tier: null, reviewAt: null, steps: [] };
  const { tier, reviewAt, steps } = walkTiers({ versions, credit, gifts: [], currency, zone }, at);
  return { tier, reviewAt, steps };
}

export const rankIn = ({ programme, currency }: RuleBook, tier: string | null): number => rankOf(ladder(programme.tiers, currency), tier);

/** Whether a tier, or a higher one, was held at a moment or later, by what is kept. */
export const wasHeld = ({ programme, currency }: RuleBook, { steps }: Standing, tier: string, since: Date): boolean => {
  const levels = ladder(programme.tiers, currency);
  return wasHeldSince(steps, levels, rankOf(levels, tier), since);
};

/** Whether two moments lie in one period of the tiers, in which an entry reward is given once. */
export function inSamePeriod({ programme, zone }: RuleBook, before: Date, at: Date): boolean {
  const start = windowStart(programme.tiers, at, zone);
  return start === null || ('after' in start ? before > start.after : before >= start.from);
}
