import { expect, test } from 'vitest';
import { defaultParameters, drawBuyer, meanWorth, purchases } from './process.ts';
import { gamma } from './distributions.ts';
import { Source } from './random.ts';

const WEEK = 7 * 24 * 3_600_000;
const SIZE = 30_000;
const { r, alpha, a, b } = defaultParameters;

/** E[X(t)] of the BG/NBD, from Fader, Hardie and Lee (2005), with the hypergeometric function as its series. */
function expectedRepeats(weeks: number): number {
  const z = weeks / (alpha + weeks);
  let [term, series] = [1, 1];
  for (let n = 0; n < 5000; n += 1) series += term *= (((r + n) * (b + n)) / ((a + b - 1 + n) * (n + 1))) * z;
  return ((a + b - 1) / (a - 1)) * (1 - (alpha / (alpha + weeks)) ** r * series);
}

test('repeat purchases of a population are as many as the model expects', () => {
  for (const weeks of [13, 52, 78]) {
    const counts = Array.from({ length: SIZE }, (_, index) => {
      const source = new Source(11, 1, index);
      return purchases(source, drawBuyer(source, defaultParameters), 0, weeks * WEEK).times.length - 1;
    });
    const mean = counts.reduce((sum, count) => sum + count, 0) / SIZE;
    const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / SIZE;
    expect(Math.abs(mean - expectedRepeats(weeks))).toBeLessThan(5 * Math.sqrt(variance / SIZE));
  }
});

test('nobody drops out who never came back, and certain drop-out ends with the first repeat', () => {
  const once = purchases(new Source(1, 1, 1), { lambda: 1e-12, dropOut: 1, nu: 1 }, 0, 52 * WEEK);
  expect(once).toEqual({ times: [0], alive: true });
  const twice = purchases(new Source(1, 1, 1), { lambda: 5, dropOut: 1, nu: 1 }, 0, 52 * WEEK);
  expect(twice.times).toHaveLength(2);
  expect(twice.alive).toBe(false);
  const faithful = purchases(new Source(1, 1, 1), { lambda: 5, dropOut: 0, nu: 1 }, 0, 52 * WEEK);
  expect(faithful.alive).toBe(true);
  expect(faithful.times.length).toBeGreaterThan(200);
});

test('the worth of orders has the mean of the gamma-gamma model', () => {
  const worths = Array.from({ length: 60_000 }, (_, index) => {
    const source = new Source(5, 1, index);
    return gamma(source, defaultParameters.p, drawBuyer(source, defaultParameters).nu);
  });
  const mean = worths.reduce((sum, worth) => sum + worth, 0) / worths.length;
  expect(mean / meanWorth(defaultParameters)).toBeCloseTo(1, 1);
  expect(Math.abs(mean / meanWorth(defaultParameters) - 1)).toBeLessThan(0.02);
});
