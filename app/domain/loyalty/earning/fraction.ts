/** An exact rational number; `d` > 0. Not always in lowest terms: reducing costs more than it saves until it is shown. */
export interface Fraction {
  n: bigint;
  d: bigint;
}

export const ZERO: Fraction = { n: 0n, d: 1n };

const CACHED_MAX = 2000;
const decimals = new Map<string, Fraction>();

/** `"1.25"` is 5/4. Programmes use few decimals again and again, so that each is read once. @throws Error when it is no decimal. */
export function decimalFraction(text: string): Fraction {
  let fraction = decimals.get(text);
  if (!fraction) {
    const match = /^(\d+)(?:\.(\d+))?$/.exec(text);
    if (!match) throw new Error(`Not a decimal: ${text.slice(0, 40)}`);
    const [, whole = '0', part = ''] = match;
    fraction = reduce({ n: BigInt(whole + part), d: 10n ** BigInt(part.length) });
    if (decimals.size >= CACHED_MAX) decimals.clear();
    decimals.set(text, fraction);
  }
  return fraction;
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

export function reduce({ n, d }: Fraction): Fraction {
  if (d === 1n) return { n, d };
  const divisor = greatestDivisor(n < 0n ? -n : n, d);
  return divisor === 1n ? { n, d } : { n: n / divisor, d: d / divisor };
}

export function add(a: Fraction, b: Fraction): Fraction {
  return a.d === b.d ? { n: a.n + b.n, d: a.d } : { n: a.n * b.d + b.n * a.d, d: a.d * b.d };
}

/** Adds up many: whole numbers, the rule, cost no object each. */
export class Sum {
  private whole = 0n;
  private parts: Fraction = ZERO;

  add({ n, d }: Fraction): void {
    if (d === 1n) this.whole += n;
    else this.parts = add(this.parts, { n, d });
  }
  get total(): Fraction {
    return this.parts.n === 0n ? { n: this.whole, d: 1n } : add({ n: this.whole, d: 1n }, this.parts);
  }
}

export const times = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.n, d: a.d * b.d });

/** A whole number, or `n/d` in lowest terms. */
export function fractionText(fraction: Fraction): string {
  if (fraction.d === 1n) return fraction.n.toString();
  const { n, d } = reduce(fraction);
  return d === 1n ? n.toString() : `${n}/${d}`;
}

export type Rounding = 'floor' | 'half-up' | 'ceil';
/** Of a number that is not negative. */
export function round({ n, d }: Fraction, rounding: Rounding): bigint {
  switch (rounding) {
    case 'floor':
      return n / d;
    case 'half-up':
      return (2n * n + d) / (2n * d);
    case 'ceil':
      return (n + d - 1n) / d;
  }
}
