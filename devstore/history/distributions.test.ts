import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { beta, dirichlet, exponential, gamma, normal, poisson } from './distributions.ts';
import { Source } from './random.ts';

const SIZE = 40_000;
/** Mean and variance of many draws. */
function moments(draw: (source: Source) => number): { mean: number; variance: number } {
  const source = new Source(7, 1, 0);
  const values = Array.from({ length: SIZE }, () => draw(source));
  const mean = values.reduce((sum, value) => sum + value, 0) / SIZE;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (SIZE - 1) };
}
/** Five standard errors: a right sampler fails one time in two million. */
const near = (value: number, expected: number, variance: number) => expect(Math.abs(value - expected)).toBeLessThan(5 * Math.sqrt(variance / SIZE));

describe('moments', () => {
  test.each([0.3, 0.75, 1, 2.5, 40])('gamma of shape %f', (shape) => {
    const { mean, variance } = moments((source) => gamma(source, shape, 2));
    near(mean, shape / 2, shape / 4);
    expect(variance / (shape / 4)).toBeCloseTo(1, 0);
  });
  test.each([
    [0.8, 3.2],
    [2, 5],
    [0.2, 0.2],
  ])('beta(%f, %f)', (a, b) => {
    const expected = (a * b) / ((a + b) ** 2 * (a + b + 1));
    const { mean, variance } = moments((source) => beta(source, a, b));
    near(mean, a / (a + b), expected);
    expect(variance / expected).toBeCloseTo(1, 1);
  });
  test.each([0.1, 1.2, 9])('poisson(%f)', (rate) => {
    const { mean, variance } = moments((source) => poisson(source, rate));
    near(mean, rate, rate);
    expect(variance / rate).toBeCloseTo(1, 1);
  });
  test('exponential and normal', () => {
    near(moments((source) => exponential(source, 4)).mean, 0.25, 1 / 16);
    const { mean, variance } = moments(normal);
    near(mean, 0, 1);
    expect(variance).toBeCloseTo(1, 1);
  });
});

test('draws stay in range and shares add up to one, for any parameters', () => {
  const positive = fc.double({ min: 0.01, max: 500, noNaN: true });
  fc.assert(
    fc.property(fc.nat(), positive, positive, fc.array(positive, { minLength: 1, maxLength: 12 }), (seed, a, b, alphas) => {
      const source = new Source(seed, 2, 3);
      expect(gamma(source, a, b)).toBeGreaterThanOrEqual(0);
      const share = beta(source, a, b);
      expect(share >= 0 && share <= 1).toBe(true);
      expect(dirichlet(source, alphas).reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 9);
    }),
  );
});

test('a source depends on its three numbers alone, and neighbours have nothing in common', () => {
  const first = (seed: number, stream: number, index: number) => {
    const source = new Source(seed, stream, index);
    return [source.uniform(), source.uniform()];
  };
  expect(first(1, 2, 3)).toEqual(first(1, 2, 3));
  const starts = Array.from({ length: 20_000 }, (_, index) => first(1, 1, index)[0] ?? 0);
  expect(new Set(starts).size).toBe(20_000);
  near(starts.reduce((sum, value) => sum + value, 0) / 20_000, 0.5, 1 / 6);
  const products = starts.slice(1).map((value, index) => (value - 0.5) * ((starts[index] ?? 0) - 0.5));
  expect(Math.abs(products.reduce((sum, value) => sum + value, 0) / products.length)).toBeLessThan(5 / 12 / Math.sqrt(20_000));
});

test('weighted picks follow the weights, and never take what weighs nothing', () => {
  const source = new Source(3, 1, 0);
  const counts = [0, 0, 0];
  for (let draw = 0; draw < SIZE; draw += 1) {
    const at = source.weighted([1, 0, 3]);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  expect(counts[1]).toBe(0);
  near((counts[2] ?? 0) / SIZE, 0.75, 0.1875);
});
