import { parseMoney } from '../../shared/money';
import type { TierLevel, TierRules } from '../programme/model';
import type { TierStep } from './model';

/** A threshold in what its basis is counted in: minor units, points or orders. */
export const threshold = (text: string, basis: TierRules['basis'], currency: string): bigint =>
  basis === 'spend' ? parseMoney(text, currency) : BigInt(text.split('.')[0] ?? '0');

export interface Step {
  level: TierLevel;
  entry: bigint;
  retain: bigint;
}

const known = new WeakMap<TierRules, Map<string, Step[]>>();

/** The levels from the lowest to the highest, with their thresholds as numbers. */
export function ladder(rules: TierRules, currency: string): Step[] {
  let byCurrency = known.get(rules);
  if (!byCurrency) known.set(rules, (byCurrency = new Map<string, Step[]>()));
  let steps = byCurrency.get(currency);
  if (!steps) {
    steps = rules.levels.map((level) => {
      const entry = threshold(level.entry, rules.basis, currency);
      return { level, entry, retain: level.retain === undefined ? entry : threshold(level.retain, rules.basis, currency) };
    });
    byCurrency.set(currency, steps);
  }
  return steps;
}

/** The highest level whose entry threshold is met; -1: none. */
export function earnedRank(steps: readonly Step[], amount: bigint): number {
  for (let rank = steps.length - 1; rank >= 0; rank -= 1) if (amount >= (steps[rank]?.entry ?? 0n)) return rank;
  return -1;
}

export const rankOf = (steps: readonly Step[], tier: string | null): number => (tier === null ? -1 : steps.findIndex((step) => step.level.id === tier));

/** Whether a tier of that rank, or a higher one, was held at a moment or at any later one of the way that was walked. */
export function wasHeldSince(way: readonly TierStep[], steps: readonly Step[], rank: number, since: Date): boolean {
  const then = way.findLast(({ at }) => at <= since);
  return [then, ...way.filter(({ at }) => at > since)].some((step) => step !== undefined && rankOf(steps, step.to) >= rank);
}
