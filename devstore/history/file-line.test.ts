import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { findColumns, parseColumns } from './columns.ts';
import { findCountry } from './countries.ts';
import { parseTime, readLine, roundPrice } from './file-line.ts';
import { matchReturn } from './returns.ts';

describe('prices', () => {
  test.each([
    ['2.55', 255],
    ['0.001', 0],
    ['0.005', 1],
    ['-0.005', -1],
    ['1.995', 200],
    ['38970', 3_897_000],
    ['.5', 50],
    ['5.', 500],
    ['0', 0],
  ])('%s is %d', (text, minor) => expect(roundPrice(text, 2)).toBe(minor));
  test.each(['', '.', 'x', '1,5', '1e3', '99999999999999999'])('%s is none', (text) => expect(roundPrice(text, 2)).toBeNull());
  test('yen have no places, dinars three', () => {
    expect(roundPrice('149.5', 0)).toBe(150);
    expect(roundPrice('1.2345', 3)).toBe(1235);
  });
  test('whatever has at most two places is exact', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), (minor) => {
        expect(roundPrice(`${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`, 2)).toBe(minor);
      }),
    );
  });
});

describe('times', () => {
  const iso = (time: ReturnType<typeof parseTime>) => (time ? new Date('utc' in time ? time.utc : time.local).toISOString() : null);
  test('orders of day and month', () => {
    expect(iso(parseTime('2011-12-09 12:50:00', 'ymd'))).toBe('2011-12-09T12:50:00.000Z');
    expect(iso(parseTime('12/9/2011 8:26', 'mdy'))).toBe('2011-12-09T08:26:00.000Z');
    expect(iso(parseTime('12/9/2011 8:26', 'dmy'))).toBe('2011-09-12T08:26:00.000Z');
    expect(iso(parseTime('2011-12-09', 'dmy'))).toBe('2011-12-09T00:00:00.000Z');
  });
  test('a zone in the text wins', () => {
    expect(parseTime('2024-05-01T10:00:00+02:00', 'ymd')).toEqual({ utc: Date.parse('2024-05-01T08:00:00Z') });
    expect(parseTime('2024-05-01 10:00:00 UTC', 'ymd')).toEqual({ utc: Date.parse('2024-05-01T10:00:00Z') });
  });
  test.each(['', 'yesterday', '2011-02-30', '2011-13-01', '12/9/2011 8:26'])('%s is none', (text) => expect(parseTime(text, 'ymd')).toBeNull());
});

describe('lines', () => {
  const rules = {
    columns: { order: 0, product: 1, quantity: 2, price: 3, time: 4, customer: 5 },
    digits: 2,
    dates: 'ymd' as const,
    toUtc: (local: number) => local,
  };
  const read = (quantity: string, price: string, code = 'a1', time = '2011-12-09') => readLine(['C1', code, quantity, price, time, '17850.0'], rules);
  test('what becomes of them', () => {
    expect(read('3', '1.50')).toMatchObject({ kind: 'sale', code: 'A1', customer: '17850', quantity: 3, price: 150 });
    expect(read('-3', '1.50')).toMatchObject({ kind: 'return', quantity: 3 });
    expect(read('3', '0')).toMatchObject({ kind: 'sale', price: 0 });
    for (const aside of [read('-3', '0'), read('1', '-5'), read('0', '5'), read('1.5', '5'), read('1', 'free'), read('1', '1', 'a', 'soon'), read('', '1')])
      expect(aside.kind).toBe('aside');
  });
});

describe('columns', () => {
  const headings = ['\uFEFFInvoiceNo', 'StockCode', 'Description', 'Quantity', 'InvoiceDate', 'UnitPrice', 'CustomerID', 'Country'];
  test('are found by their usual names, or as told', () => {
    expect(findColumns(headings)).toEqual({ order: 0, product: 1, description: 2, quantity: 3, time: 4, price: 5, customer: 6, country: 7 });
    expect(findColumns(['A', 'B', 'qty', 'price', 'date'], parseColumns('order=A,product=B'))).toEqual({
      order: 0,
      product: 1,
      quantity: 2,
      price: 3,
      time: 4,
    });
  });
  test('a missing one is named, with those there are', () => {
    expect(() => findColumns(['foo', 'Quantity'])).toThrow(/order, product, price, time.*"foo", "Quantity"/);
    expect(() => findColumns(headings, { order: 'Nope' })).toThrow(/order \(there is no column "Nope"\)/);
    expect(() => parseColumns('colour=red')).toThrow(/colour=red/);
  });
});

test('countries by name, code and the names that files use', () => {
  expect(
    ['EIRE', 'RSA', 'USA', 'Germany', 'de', 'Hong Kong', 'Channel Islands', 'Czech Republic', 'United Kingdom'].map((name) => findCountry(name)?.code),
  ).toEqual(['IE', 'ZA', 'US', 'DE', 'DE', 'HK', 'JE', 'CZ', 'GB']);
  expect([findCountry('Unspecified'), findCountry('Atlantis')]).toEqual([null, null]);
});

test('returns take the latest purchase first, and never more than is left', () => {
  const purchases = [
    { line: 'first', left: 5 },
    { line: 'second', left: 2 },
  ];
  expect(matchReturn(purchases, 4)).toEqual({
    parts: [
      { line: 'second', quantity: 2 },
      { line: 'first', quantity: 2 },
    ],
    unplaced: 0,
  });
  expect(matchReturn(purchases, 4)).toEqual({ parts: [{ line: 'first', quantity: 3 }], unplaced: 1 });
  fc.assert(
    fc.property(fc.array(fc.nat(20)), fc.integer({ min: 1, max: 200 }), (lefts, quantity) => {
      const before = lefts.reduce((sum, left) => sum + left, 0);
      const { parts, unplaced } = matchReturn(
        lefts.map((left, line) => ({ line, left })),
        quantity,
      );
      expect(parts.reduce((sum, part) => sum + part.quantity, unplaced)).toBe(quantity);
      expect(unplaced).toBe(Math.max(0, quantity - before));
    }),
  );
});
