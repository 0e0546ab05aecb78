import { SAMPLES } from './rollup-sql';

/** 97.5 % of Student's t with as many degrees of freedom as there are groups of members, less one. */
const T = 2.093;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/**
 * Σ over members of the square of what each has, told from the sums of groups into which a hash deals them: the groups differ by as much as members do,
 * E Σ_g (x_g − x̄)² = (1 − 1/G) Σ_m x_m². Unbiased over the hash, with G − 1 degrees of freedom (random groups; K. M. Wolter, Introduction to Variance
 * Estimation, 2nd ed. 2007, ch. 2).
 */
export function sumOfSquares(groups: readonly number[]): number {
  const mean = sum(groups) / SAMPLES;
  return (SAMPLES / (SAMPLES - 1)) * sum(groups.map((points) => (points - mean) ** 2));
}

/** How many members of equal size would be as few as these: (Σ x)² / Σ x². Members that hold much count for little more. */
export function effectiveMembers(groups: readonly number[]): number {
  const [total, squares] = [sum(groups), sumOfSquares(groups)];
  if (total <= 0) return 0;
  return squares > 0 ? total ** 2 / squares : Infinity;
}

/** Variance of an estimate from those made without one group each: delete-a-group jackknife, (G − 1)/G · Σ (θ_g − θ̄)² (Wolter, ch. 4). */
export function jackknifeVariance(without: readonly number[]): number {
  const mean = sum(without) / SAMPLES;
  return ((SAMPLES - 1) / SAMPLES) * sum(without.map((estimate) => (estimate - mean) ** 2));
}

/**
 * 95 % bounds of a share with a variance that is not a binomial's: Wilson's score interval with the size of sample that would have this variance, share · (1 − share) /
 * variance, and Student's t (E. B. Wilson 1927; for samples in groups E. L. Korn and B. I. Graubard, Survey Methodology 24 (1998), 193–201). `atMost`: the size, where
 * nothing varies. Stays between 0 and 1, and does not collapse at either.
 */
export function boundsOf(share: number, variance: number, atMost: number): [number, number] {
  const spread = share * (1 - share);
  const size = spread > 0 && variance > 0 ? spread / variance : atMost;
  if (size === Infinity) return [share, share];
  const square = T ** 2 / size;
  const centre = (share + square / 2) / (1 + square);
  const half = Math.sqrt(square * spread + square ** 2 / 4) / (1 + square);
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}
