import { Temporal } from 'temporal-polyfill';
import type { TierRules } from '../programme/model';
import { readDistribution, type Stretches } from './distribution.store.server';
import type { Distribution } from './model';

/**
 * How much the shop's customers have to their credit as tiers of that basis and window would count it at `now`. Points are
 * told as the money that they are given for: the rate is the draft's, not the past's.
 */
export async function distributionOf(shopId: bigint, { basis, window }: Pick<TierRules, 'basis' | 'window'>, zone: string, now: Date): Promise<Distribution> {
  const measured = basis === 'orders' ? 'orders' : 'spend';
  return { basis: measured, window, steps: await readDistribution(shopId, measured, stretchesOf(window, zone, now)) };
}

/** With calendar years last year's tier is still held, so the better of the two years tells where a customer stands. */
function stretchesOf(window: TierRules['window'], zone: string, now: Date): Stretches {
  if (window.kind === 'lifetime') return [{ from: null, to: null }];
  const clock = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone);
  if (window.kind === 'rolling') return [{ from: new Date(clock.subtract({ months: window.months }).epochMilliseconds), to: null }];
  const startOf = (year: number) => new Date(Temporal.PlainDate.from({ year, month: 1, day: 1 }).toZonedDateTime(zone).epochMilliseconds);
  return [
    { from: startOf(clock.year), to: null },
    { from: startOf(clock.year - 1), to: startOf(clock.year) },
  ];
}
