import { expect, test } from 'vitest';
import fc from 'fast-check';
import { Rhythm, Zone } from './calendar.ts';

const HOUR = 3_600_000;
const at = (text: string) => Date.parse(`${text}Z`);

test('wall clocks of a zone become UTC, summer and winter', () => {
  const london = new Zone('Europe/London');
  expect(new Date(london.toUtc(at('2010-12-01T08:26'))).toISOString()).toBe('2010-12-01T08:26:00.000Z');
  expect(new Date(london.toUtc(at('2011-07-01T08:26'))).toISOString()).toBe('2011-07-01T07:26:00.000Z');
  expect(new Date(new Zone('Asia/Kathmandu').toUtc(at('2026-01-01T00:00'))).toISOString()).toBe('2025-12-31T18:15:00.000Z');
});

test('a skipped or repeated hour still becomes a moment, not more than an hour off', () => {
  const newYork = new Zone('America/New_York');
  for (const wall of ['2026-03-08T02:30', '2026-11-01T01:30']) {
    const utc = newYork.toUtc(at(wall));
    expect(Math.abs(utc + newYork.offset(utc) - at(wall))).toBeLessThanOrEqual(HOUR);
  }
  // An hour later the clock is certain again.
  expect(new Date(newYork.toUtc(at('2026-03-08T03:30'))).toISOString()).toBe('2026-03-08T07:30:00.000Z');
  expect(new Date(newYork.toUtc(at('2026-11-01T02:30'))).toISOString()).toBe('2026-11-01T07:30:00.000Z');
});

test('an unknown zone is refused', () => expect(() => new Zone('Europe/Atlantis')).toThrow(RangeError));

const rhythm = new Rhythm(new Zone('America/New_York'));

test('the rhythm keeps order and moves nothing by more than a week', () => {
  fc.assert(
    fc.property(fc.integer({ min: at('2024-01-01T00:00'), max: at('2027-01-01T00:00') }), fc.integer({ min: 0, max: 60 * 24 * HOUR }), (first, gap) => {
      const [a, b] = [rhythm.place(first), rhythm.place(first + gap)];
      // The hour that the clock shows twice is one hour of the week.
      expect(b).toBeGreaterThanOrEqual(a - HOUR);
      expect(Math.abs(a - first)).toBeLessThan(7 * 24 * HOUR);
    }),
  );
});

test('evenings are busier than nights, and weeks keep their number of moments', () => {
  const start = at('2026-01-05T05:00');
  const placed = Array.from({ length: 20_000 }, (_, index) => rhythm.place(start + (index * 28 * 24 * HOUR) / 20_000));
  const hourOf = (utc: number) => new Date(utc - 5 * HOUR).getUTCHours();
  const count = (hour: number) => placed.filter((utc) => hourOf(utc) === hour).length;
  expect(count(20)).toBeGreaterThan(8 * count(3));
  expect(placed.filter((utc) => utc < start + 7 * 24 * HOUR).length).toBeCloseTo(5000, -1);
});
