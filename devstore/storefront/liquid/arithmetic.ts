import type { Liquid } from 'liquidjs';
import { printed as text } from './escape.ts';

const wholeNumber = /^\s*-?\d+\s*$/;
/** Whole numbers are exact however long they are, as in Shopify's Ruby; what is no number is 0. */
function numberOf(value: unknown): bigint | number {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  const written = text(value);
  if (wholeNumber.test(written)) return BigInt(written.trim());
  return Number.isFinite(Number(written)) ? Number(written) : 0;
}
const shown = (value: bigint | number): bigint | number => (typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value);

function reckon(exact: (a: bigint, b: bigint) => bigint, rough: (a: number, b: number) => number) {
  return (left: unknown, right: unknown): bigint | number => {
    const [a, b] = [numberOf(left), numberOf(right)];
    return shown(typeof a === 'bigint' && typeof b === 'bigint' ? exact(a, b) : rough(Number(a), Number(b)));
  };
}

/** Ruby rounds a quotient of whole numbers down. */
function quotient(a: bigint, b: bigint): bigint {
  if (b === 0n) throw new Error('Liquid error: divided by 0');
  return a / b - (a % b !== 0n && a < 0n !== b < 0n ? 1n : 0n);
}

/** Adds the arithmetic of Shopify's Liquid, where liquidjs reckons with floats. */
export function addArithmetic(engine: Liquid): void {
  engine.registerFilter(
    'plus',
    reckon(
      (a, b) => a + b,
      (a, b) => a + b,
    ),
  );
  engine.registerFilter(
    'minus',
    reckon(
      (a, b) => a - b,
      (a, b) => a - b,
    ),
  );
  engine.registerFilter(
    'times',
    reckon(
      (a, b) => a * b,
      (a, b) => a * b,
    ),
  );
  engine.registerFilter(
    'divided_by',
    reckon(quotient, (a, b) => a / b),
  );
  engine.registerFilter(
    'modulo',
    reckon(
      (a, b) => a - quotient(a, b) * b,
      (a, b) => a - Math.floor(a / b) * b,
    ),
  );
}
