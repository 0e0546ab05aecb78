import { describe, expect, it } from 'vitest';
import { convertMinor, parseAmount, possibleMarks } from './amounts';

describe('an amount of a file', () => {
  it.each([
    ['1,234.50', 'point', '1234.50', null],
    ['1.234,50', 'comma', '1234.50', null],
    ["1'234.5", 'point', '1234.5', null],
    ['US$ 12', 'point', '12', 'USD'],
    ['12,00 €', 'comma', '12.00', 'EUR'],
    ['¥1,234', 'point', '1234', '¥'],
    ['1234元', 'point', '1234', '元'],
    ['EUR 5.00', 'point', '5.00', 'EUR'],
    ['5.00 GBP', 'point', '5.00', 'GBP'],
    ['(3.10)', 'point', '-3.10', null],
    ['-3', 'point', '-3', null],
    ['１２．５', 'point', '12.5', null],
    ['.5', 'point', '0.5', null],
  ] as const)('%s with a %s is %s', (text, mark, decimal, currency) => expect(parseAmount(text, mark)).toEqual({ decimal, currency }));

  it.each(['1,23.4', 'free', '', '12..5', '1.2.3', '--1', '99999999999999', 'EUR', '1e5', ','])('%j is none', (text) =>
    expect(parseAmount(text, 'point')).toBeNull(),
  );

  it('says which marks it could have', () => {
    expect(['1,234', '1.5', '1.234,50', '12', '1,234.50'].map(possibleMarks)).toEqual([['point', 'comma'], ['point'], ['comma'], null, ['point']]);
  });

  it('is converted exactly, and rounded once', () => {
    expect(convertMinor(1250n, '0.1378', 2, 2)).toBe(172n);
    expect(convertMinor(100n, '0.005', 2, 2)).toBe(1n);
    expect(convertMinor(-100n, '0.005', 2, 2)).toBe(-1n);
    expect(convertMinor(1000n, '0.0065', 0, 2)).toBe(650n);
  });
});
