/** An exact fraction; the denominator is positive. It is never shortened: nothing here is asked to be quick. */
export interface Fraction {
  n: bigint;
  d: bigint;
}

export const whole = (n: bigint): Fraction => ({ n, d: 1n });
export const ZERO = whole(0n);
export const plus = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
export const minus = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.d - b.n * a.d, d: a.d * b.d });
export const times = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.n, d: a.d * b.d });
export const over = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.d, d: a.d * b.n });
export const sum = (all: Fraction[]): Fraction => all.reduce(plus, ZERO);
export const product = (all: Fraction[]): Fraction => all.reduce(times, whole(1n));

/** `1.25` → 125/100. */
export function decimal(text: string): Fraction {
  const [before = '0', after = ''] = text.split('.');
  return { n: BigInt(before + after), d: 10n ** BigInt(after.length) };
}

/** Of what is not negative. */
export function round({ n, d }: Fraction, how: 'floor' | 'half-up' | 'ceil'): bigint {
  if (how === 'ceil') return (n + d - 1n) / d;
  return how === 'floor' ? n / d : (2n * n + d) / (2n * d);
}
