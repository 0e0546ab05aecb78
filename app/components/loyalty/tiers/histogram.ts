import type { DistributionStep } from '~/domain/loyalty/tiers/model';

/** How many have at least `threshold`. Exact for thresholds of up to three significant digits, as the steps are. */
export function membersFrom(steps: readonly DistributionStep[], threshold: bigint): number {
  return steps.reduce((sum, step) => (step.floor >= threshold ? sum + step.members : sum), 0);
}

/** How many there are on each tier, by its threshold from the lowest to the highest; the first number is of those below all. */
export function membersByTier(steps: readonly DistributionStep[], thresholds: readonly bigint[]): number[] {
  const all = steps.reduce((sum, step) => sum + step.members, 0);
  const from = [all, ...thresholds.map((threshold) => membersFrom(steps, threshold))];
  return from.map((count, index) => Math.max(0, count - (from[index + 1] ?? 0)));
}

export interface HistogramBar {
  from: bigint;
  /** The next bar's beginning. */
  to: bigint;
  members: number;
}

/** Where a threshold can be put: every number of two significant digits, from the power of ten that is not above `low` up to the first one above `high`. */
export function stopsBetween(low: bigint, high: bigint): bigint[] {
  const stops: bigint[] = [];
  let step = 1n;
  let value = 1n;
  while (value * 10n <= low) [step, value] = [step * 10n, value * 10n];
  for (; stops.length < STOPS_MAX; value += step) {
    stops.push(value);
    if (value > high) break;
    if (value === step * 100n) step *= 10n;
  }
  return stops;
}
const STOPS_MAX = 1000;

/** The place of the last stop that is not above `value`. */
export function stopAt(stops: readonly bigint[], value: bigint): number {
  return Math.max(
    0,
    stops.findLastIndex((stop) => stop <= value),
  );
}

/** The steps put together into bars, each as wide as the stops between two of them: narrow where most members are, on a logarithmic scale. */
export function barsOf(steps: readonly DistributionStep[], stops: readonly bigint[], width: number): HistogramBar[] {
  const bars: HistogramBar[] = [];
  for (let at = 0; at < stops.length - 1; at += width) {
    const from = stops[at] ?? 0n;
    const to = stops[Math.min(at + width, stops.length - 1)] ?? from;
    bars.push({ from, to, members: 0 });
  }
  for (const { floor, members } of steps) {
    const bar = bars[Math.min(bars.length - 1, Math.floor(stopAt(stops, floor) / width))];
    if (bar) bar.members += members;
  }
  return bars;
}
