/** A customer as the BG/NBD model sees them; times in weeks. */
export interface Summary {
  repeats: number;
  /** from the first to the last purchase */ recency: number;
  /** from the first purchase to now */ age: number;
}

/** Log-likelihood of the BG/NBD model (Fader, Hardie and Lee 2005, equation 6), written on its own so that it can disagree with the generator. */
export function logLikelihood(customers: readonly Summary[], { r, alpha, a, b }: { r: number; alpha: number; a: number; b: number }): number {
  let sum = 0;
  for (const { repeats: x, recency, age } of customers) {
    let log = r * Math.log(alpha);
    for (let i = 0; i < x; i += 1) log += Math.log(r + i) + Math.log((b + i) / (a + b + i));
    const alive = -(r + x) * Math.log(alpha + age);
    const gone = x === 0 ? -Infinity : Math.log(a / (b + x - 1)) - (r + x) * Math.log(alpha + recency);
    const high = Math.max(alive, gone);
    sum += log + high + Math.log(Math.exp(alive - high) + Math.exp(gone - high));
  }
  return sum;
}
