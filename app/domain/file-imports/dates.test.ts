import { describe, expect, it } from 'vitest';
import { parseDate, possibleOrders } from './dates';

const told = (text: string, order: 'dmy' | 'mdy' | null = null) => {
  const date = parseDate(text, order, 2026);
  return date && [date.year, date.month, date.day, date.hour, date.minute, date.second, date.offset].join(' ');
};

describe('a date of a file', () => {
  it.each([
    ['2026-01-02', '2026 1 2 0 0 0 '],
    ['2026/1/2 8:05', '2026 1 2 8 5 0 '],
    ['2026年1月2日 下午3:04', '2026 1 2 15 4 0 '],
    ['20260102', '2026 1 2 0 0 0 '],
    ['2026-01-02T03:04:05.678Z', '2026 1 2 3 4 5 0'],
    ['2026-01-02 03:04:05+08:00', '2026 1 2 3 4 5 480'],
    ['2 Jan 2026', '2026 1 2 0 0 0 '],
    ['January 2, 2026 12:30 am', '2026 1 2 0 30 0 '],
    ['02-Jan-26', '2026 1 2 0 0 0 '],
    ['2.1.2026', '2026 1 2 0 0 0 '],
    ['46024.5', '2026 1 2 12 0 0 '],
    ['２０２６－０１－０２', '2026 1 2 0 0 0 '],
  ])('%s is told without being asked about', (text, expected) => expect(told(text)).toBe(expected));

  it('of only numbers is what the choice says, and never guessed', () => {
    expect(told('01/02/2026')).toBeNull();
    expect(told('01/02/2026', 'dmy')).toBe('2026 2 1 0 0 0 ');
    expect(told('01/02/26', 'mdy')).toBe('2026 1 2 0 0 0 ');
    expect(told('13/02/2026', 'mdy')).toBeNull();
    expect(told('03/03/99')).toBe('1999 3 3 0 0 0 ');
  });

  it.each(['2026-02-30', '2026-13-01', 'yesterday', '', '12', '2026-01-02 25:00', '31/04/2026', 'Foo 2, 2026', '1/2', '99999'])('%j is none', (text) =>
    expect(told(text, 'dmy')).toBeNull(),
  );

  it('says in which orders it could be meant', () => {
    expect(['01/02/2026', '13/02/2026', '02-13-2026', '2026-01-02', '01.02.2026', '13/13/2026', '02/02/2026'].map(possibleOrders)).toEqual([
      ['dmy', 'mdy'],
      ['dmy'],
      ['mdy'],
      null,
      null,
      [],
      null,
    ]);
  });
});
