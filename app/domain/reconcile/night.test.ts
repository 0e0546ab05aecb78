import { expect, test } from 'vitest';
import { nightDue } from './night';

const zone = 'Asia/Shanghai';

test('the night begins between two and five by the shop’s clock, and each shop has its minute', () => {
  expect(nightDue(new Date('2026-11-20T17:59:00Z'), zone, 0n, null)).toBeNull();
  expect(nightDue(new Date('2026-11-20T18:00:00Z'), zone, 0n, null)).toBe('2026-11-21');
  expect(nightDue(new Date('2026-11-20T20:58:00Z'), zone, 179n, null)).toBeNull();
  expect(nightDue(new Date('2026-11-20T20:59:00Z'), zone, 179n, null)).toBe('2026-11-21');
});

test('a night that no worker was there for is made up for later the same day', () => {
  expect(nightDue(new Date('2026-11-21T09:00:00Z'), zone, 5n, new Date('2026-11-20T18:00:00Z'))).toBe('2026-11-21');
});

test('what was compared or imported a few hours ago is not compared again', () => {
  expect(nightDue(new Date('2026-11-20T19:00:00Z'), zone, 0n, new Date('2026-11-20T12:00:00Z'))).toBeNull();
});

test('where the clock goes forward over two o’clock, three is late enough; and the night has one name where it goes back', () => {
  expect(nightDue(new Date('2026-03-08T07:00:00Z'), 'America/New_York', 30n, null)).toBe('2026-03-08');
  expect(nightDue(new Date('2026-11-01T06:59:00Z'), 'America/New_York', 0n, null)).toBeNull();
  expect(nightDue(new Date('2026-11-01T07:00:00Z'), 'America/New_York', 0n, null)).toBe('2026-11-01');
});
