import type { Minor } from './model/values.ts';

const digitsOf = new Map<string, number>();

/** Decimal places of a currency: 2 for USD, 0 for JPY, 3 for KWD. @throws RangeError when it is no ISO code. */
export function currencyDigits(currency: string): number {
  let digits = digitsOf.get(currency);
  if (digits === undefined) {
    digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
    digitsOf.set(currency, digits);
  }
  return digits;
}

/** `1234` in USD is "12.34", in JPY "1234", in KWD "1.234". */
export function formatMinor(amount: Minor, currency: string): string {
  const digits = currencyDigits(currency);
  if (digits === 0) return String(amount);
  const text = String(Math.abs(amount)).padStart(digits + 1, '0');
  return `${amount < 0 ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** Reads "12.34" exactly. @throws RangeError for anything but a decimal number with at most the currency's places. */
export function parseMinor(text: string, currency: string): Minor {
  const digits = currencyDigits(currency);
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text.trim());
  const fraction = (match?.[3] ?? '').replace(/0+$/, '');
  if (!match || fraction.length > digits) throw new RangeError(`${JSON.stringify(text)} is not an amount of ${currency}.`);
  const amount = Number(`${match[1]}${match[2]}${fraction.padEnd(digits, '0')}`);
  if (!Number.isSafeInteger(amount)) throw new RangeError(`${text} ${currency} is too much.`);
  return amount;
}

/** `amount` × numerator ÷ denominator in whole units, halves away from zero. */
export function scale(amount: Minor, numerator: number | bigint, denominator: number | bigint): Minor {
  const [above, below] = [BigInt(amount) * BigInt(numerator), BigInt(denominator)];
  const size = above < 0n ? -above : above;
  const rounded = (2n * size + below) / (2n * below);
  return Number(above < 0n ? -rounded : rounded);
}

/** Converts minor units of `from` to minor units of `to` at an exact decimal rate ("0.9213"). */
export function convert(amount: Minor, rate: string, from: string, to: string): Minor {
  const [whole = '0', fraction = ''] = rate.split('.');
  const numerator = BigInt(whole + fraction) * 10n ** BigInt(currencyDigits(to));
  return scale(amount, numerator, 10n ** BigInt(fraction.length + currencyDigits(from)));
}

/** Splits `amount` by weight so that the parts add up to it: largest remainder first, then the earlier part. */
export function allocate(amount: Minor, weights: number[]): Minor[] {
  const sum = weights.reduce((total, weight) => total + BigInt(weight), 0n);
  if (sum === 0n) return weights.map(() => 0);
  const shares = weights.map((weight, index) => {
    const exact = BigInt(amount) * BigInt(weight);
    return { index, part: Number(exact / sum), rest: exact % sum };
  });
  let left = amount - shares.reduce((total, share) => total + share.part, 0);
  for (const share of [...shares].sort((a, b) => (b.rest > a.rest ? 1 : b.rest < a.rest ? -1 : a.index - b.index))) {
    if (left <= 0) break;
    share.part += 1;
    left -= 1;
  }
  return shares.map((share) => share.part);
}

export const sum = (amounts: readonly Minor[]): Minor => amounts.reduce((total, amount) => total + amount, 0);
