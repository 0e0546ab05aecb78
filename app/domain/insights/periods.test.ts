import { describe, expect, it } from 'vitest';
import { periodBounds } from './periods';

const iso = (date: Date) => date.toISOString();

describe('periodBounds', () => {
  it('takes whole days in the shop’s zone', () => {
    const bounds = periodBounds('last7', new Date('2026-11-21T20:00:00Z'), 'Asia/Shanghai');
    expect(bounds.days).toEqual(['2026-11-15', '2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21']);
    expect(iso(bounds.from)).toBe('2026-11-14T16:00:00.000Z');
    expect(iso(bounds.to)).toBe('2026-11-21T16:00:00.000Z');
    expect(iso(bounds.previousFrom)).toBe('2026-11-07T16:00:00.000Z');
  });

  it('gives a day of 23 hours its 23 hours', () => {
    const bounds = periodBounds('yesterday', new Date('2026-03-09T12:00:00Z'), 'America/New_York');
    expect(bounds.days).toEqual(['2026-03-08']);
    expect(bounds.to.getTime() - bounds.from.getTime()).toBe(23 * 3_600_000);
  });

  it('compares today so far with yesterday until the same time', () => {
    const bounds = periodBounds('today', new Date('2026-11-21T14:30:00Z'), 'Europe/Berlin');
    expect(iso(bounds.from)).toBe('2026-11-20T23:00:00.000Z');
    expect(iso(bounds.to)).toBe('2026-11-21T14:30:00.000Z');
    expect(iso(bounds.previousTo)).toBe('2026-11-20T14:30:00.000Z');
  });
});
