import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allocate, convert, currencyDigits, formatMinor, parseMinor, scale, sum } from './money.ts';

test.each([
  ['USD', 1234, '12.34'],
  ['JPY', 1234, '1234'],
  ['KWD', 1234, '1.234'],
  ['USD', -5, '-0.05'],
  ['KWD', 0, '0.000'],
])('%s %i reads %s', (currency, amount, text) => {
  expect(formatMinor(amount, currency)).toBe(text);
});

test('amounts read back as they were written', () => {
  fc.assert(
    fc.property(fc.constantFrom('USD', 'JPY', 'KWD', 'CNY'), fc.maxSafeInteger(), (currency, amount) => {
      expect(parseMinor(formatMinor(amount, currency), currency)).toBe(amount === 0 ? 0 : amount);
    }),
  );
});

test.each([
  ['1.005', 'USD'],
  ['1.5', 'JPY'],
  ['', 'USD'],
  ['1e3', 'USD'],
  ['١٢', 'USD'],
  ['99999999999999999', 'USD'],
])('%s is no amount of %s', (text, currency) => {
  expect(() => parseMinor(text, currency)).toThrow(RangeError);
});

test('halves round away from zero, at any size', () => {
  expect([scale(5, 1, 2), scale(-5, 1, 2), scale(4, 1, 3), scale(9_007_199_254_740_991, 825, 10_000)]).toEqual([3, -3, 1, 743_093_938_516_132]);
});

test('conversion minds the places of both currencies', () => {
  expect([convert(1_000, '151.237', 'USD', 'JPY'), convert(1_512, '0.006612', 'JPY', 'USD'), convert(100, '0.3071', 'USD', 'KWD')]).toEqual([
    1_512, 1_000, 307,
  ]);
  expect(currencyDigits('KWD')).toBe(3);
});

test('an allocation adds up, gives nothing to a zero weight, and strays less than one unit from the exact share', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 1_000_000_000 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(weights, fc.double({ min: 0, max: 1, noNaN: true }), (given, share) => {
      const whole = sum(given);
      const amount = Math.floor(whole * share);
      const parts = allocate(amount, given);
      expect(sum(parts)).toBe(whole === 0 ? 0 : amount);
      parts.forEach((part, index) => {
        const weight = given[index] ?? 0;
        expect(part).toBeLessThanOrEqual(weight);
        if (whole > 0) expect(Math.abs(part - (amount * weight) / whole)).toBeLessThan(1);
      });
    }),
  );
});
