import type { Source } from './random.ts';

/** Standard normal, by Box and Muller's method. */
export function normal(source: Source): number {
  return Math.sqrt(-2 * Math.log(source.open())) * Math.cos(2 * Math.PI * source.uniform());
}

/** Mean 1 / rate. */
export function exponential(source: Source, rate: number): number {
  return -Math.log(source.open()) / rate;
}

/** Mean shape / rate, by Marsaglia and Tsang's method; any positive shape. */
export function gamma(source: Source, shape: number, rate: number): number {
  if (shape < 1) return gamma(source, shape + 1, rate) * source.open() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(source);
    const v = (1 + c * x) ** 3;
    if (v <= 0) continue;
    if (Math.log(source.open()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return (d * v) / rate;
  }
}

/** Mean a / (a + b). */
export function beta(source: Source, a: number, b: number): number {
  const x = gamma(source, a, 1);
  const y = gamma(source, b, 1);
  return x + y === 0 ? a / (a + b) : x / (x + y);
}

/** A count with the given mean: the arrivals of a unit-rate process within `mean`. Time grows with the mean. */
export function poisson(source: Source, mean: number): number {
  let count = 0;
  for (let at = exponential(source, 1); at <= mean; at += exponential(source, 1)) count += 1;
  return count;
}

/** Shares that add up to 1, with expectations proportional to `alphas`. */
export function dirichlet(source: Source, alphas: readonly number[]): number[] {
  const parts = alphas.map((alpha) => gamma(source, alpha, 1));
  const total = parts.reduce((sum, part) => sum + part, 0);
  return total === 0 ? alphas.map(() => 1 / alphas.length) : parts.map((part) => part / total);
}
