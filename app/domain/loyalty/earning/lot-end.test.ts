import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { programmeDocument, type ExpiryRule, type ProgrammeVersion } from '../programme/model';
import { addLocalDays, addLocalMonths, endOfLocalDay, lastLocalDay, localDay, maturesAt } from './calendar';
import { inactivityEnd, lotEnd, lotEndUnder } from './lot-end';

const DAY_MS = 86_400_000;
const utc = (text: string) => new Date(text);
const version = (effectiveAt: string | Date, expiry: ExpiryRule, number = 1): ProgrammeVersion => ({
  version: number,
  effectiveAt: new Date(effectiveAt),
  programme: programmeDocument.parse({ expiry }),
});
const lot = (months: number): ExpiryRule => ({ model: 'lot', months });
const idle = (months: number): ExpiryRule => ({ model: 'inactivity', months });
const NONE: ExpiryRule = { model: 'none' };

describe('the calendar of the shop', () => {
  const zone = 'America/New_York';
  it('counts days by the wall clock, whatever it does', () => {
    const programme = programmeDocument.parse({});
    const facts = { paidAt: utc('2026-03-01T10:00:00-05:00'), fulfilledAt: null };
    expect(maturesAt(programme, facts, zone)).toEqual(utc('2026-03-15T10:00:00-04:00'));
    expect(maturesAt(programmeDocument.parse({ earn: { pendingFrom: 'fulfilled' } }), facts, zone)).toBeNull();
    expect(maturesAt(programmeDocument.parse({ earn: { pendingDays: 0 } }), facts, zone)).toEqual(facts.paidAt);
    // 02:30 does not exist on that day.
    expect(addLocalDays(utc('2026-03-07T02:30:00-05:00'), 1, zone)).toEqual(utc('2026-03-08T03:30:00-04:00'));
  });
  it('knows days and months from −11 to +14', () => {
    expect(localDay(utc('2026-01-01T10:59:59Z'), 'Pacific/Niue')).toBe('2025-12-31');
    expect(localDay(utc('2026-01-01T10:00:00Z'), 'Pacific/Kiritimati')).toBe('2026-01-02');
    expect(endOfLocalDay(utc('2026-01-01T10:00:00Z'), 'Pacific/Kiritimati')).toEqual(utc('2026-01-02T10:00:00Z'));
    expect(addLocalMonths(utc('2026-01-31T12:00:00Z'), 1, 'UTC')).toEqual(utc('2026-02-28T12:00:00Z'));
    expect(lastLocalDay(utc('2026-01-02T10:00:00Z'), 'Pacific/Kiritimati')).toBe('2026-01-02');
  });
  property.prop([
    fc.date({ min: utc('1975-01-01'), max: utc('2040-01-01'), noInvalidDate: true }),
    fc.nat(40),
    fc.constantFrom('Australia/Lord_Howe', 'Asia/Kathmandu', zone, 'Pacific/Chatham'),
  ])('remembers what it would have worked out', (at, days, inZone) => {
    const bare = new Intl.DateTimeFormat('en-CA', { timeZone: inZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
    expect(localDay(at, inZone)).toBe(bare);
    const later = addLocalDays(at, days, inZone).getTime() - at.getTime();
    expect(Math.abs(later - days * DAY_MS)).toBeLessThanOrEqual(2 * 3_600_000);
    expect(addLocalDays(at, 0, inZone)).toEqual(at);
  });
});

describe('the end of a lot', () => {
  it('is the end of the local day, N months later', () => {
    expect(lotEnd(lot(12), utc('2025-01-10T09:00:00Z'), 'UTC')).toEqual(utc('2026-01-11T00:00:00Z'));
    expect(lotEnd(lot(12), utc('2024-02-29T23:30:00+08:00'), 'Asia/Shanghai')).toEqual(utc('2025-03-01T00:00:00+08:00'));
    expect(lotEnd(lot(1), utc('2026-02-08T12:00:00-05:00'), 'America/New_York')).toEqual(utc('2026-03-09T00:00:00-04:00'));
    expect(lotEnd(NONE, utc('2025-01-10T09:00:00Z'), 'UTC')).toBeNull();
  });

  const got = utc('2025-01-10T09:00:00Z');
  const day = (versions: ProgrammeVersion[], lastOrderAt: Date | null = null) => {
    const end = lotEndUnder(versions, got, 'UTC', undefined, lastOrderAt);
    return end && lastLocalDay(end, 'UTC');
  };
  it.each<[string, ProgrammeVersion[], string | null]>([
    ['stays with the rule', [version('2024-01-01', lot(12)), version('2025-06-01', lot(12))], '2026-01-10'],
    ['turned on late, leaves a reminder period', [version('2024-01-01', NONE), version('2026-06-01', lot(12))], '2026-07-01'],
    ['turned on in good time, takes the rule', [version('2024-01-01', NONE), version('2025-06-01', lot(12))], '2026-01-10'],
    ['shortened, not within 30 days', [version('2024-01-01', lot(12)), version('2025-12-01', lot(6))], '2025-12-31'],
    ['shortened, never later than before', [version('2024-01-01', lot(12)), version('2026-01-01', lot(6))], '2026-01-10'],
    ['lengthened', [version('2024-01-01', lot(12)), version('2025-12-01', lot(24))], '2027-01-10'],
    ['lengthened too late', [version('2024-01-01', lot(12)), version('2026-02-01', lot(24))], '2026-01-10'],
    ['turned off', [version('2024-01-01', lot(12)), version('2025-12-01', NONE)], null],
    ['not moved by publishing the same again', [version('2024-01-01', lot(12)), version('2025-12-01', lot(6)), version('2025-12-20', lot(6))], '2025-12-31'],
    ['before there was any programme', [version('2025-09-01', lot(6))], '2025-10-01'],
  ])('%s', (_, versions, expected) => expect(day(versions)).toBe(expected));

  it('inactivity counts from the last order, and lots on their own do not end by it', () => {
    const versions = [version('2024-01-01', idle(6))];
    expect(day(versions)).toBeNull();
    expect(day(versions, utc('2025-03-01T00:00:00Z'))).toBe('2025-09-01');
    expect(day(versions, utc('2023-03-01T00:00:00Z'))).toBe('2025-07-10');
    expect(inactivityEnd(utc('2025-03-01T12:00:00Z'), versions, 'UTC')).toEqual(utc('2025-09-02T00:00:00Z'));
    expect(inactivityEnd(utc('2023-03-01T12:00:00Z'), [version('2020-01-01', NONE), ...versions], 'UTC')).toEqual(utc('2024-02-01T00:00:00Z'));
    expect(inactivityEnd(utc('2025-03-01T12:00:00Z'), [version('2024-01-01', lot(3))], 'UTC')).toBeNull();
  });

  const anyRule = fc.oneof(fc.constant(NONE), fc.integer({ min: 1, max: 36 }).map(lot));
  const anyVersions = fc
    .array(fc.tuple(fc.date({ min: utc('2020-01-01'), max: utc('2026-01-01'), noInvalidDate: true }), anyRule), { minLength: 1, maxLength: 6 })
    .map((all) => all.sort(([a], [b]) => a.getTime() - b.getTime()).map(([at, rule], index) => version(at, rule, index + 1)));
  const moment = fc.date({ min: utc('2020-01-01'), max: utc('2026-01-01'), noInvalidDate: true });
  const zones = fc.constantFrom('UTC', 'America/New_York', 'Pacific/Kiritimati', 'Pacific/Niue');
  property.prop([anyVersions, moment, zones])('no change takes anything sooner than 30 days after it, nor sooner than it would have', (versions, at, zone) => {
    for (let count = 1; count <= versions.length; count++) {
      const change = versions[count - 1];
      const before = count === 1 ? null : lotEndUnder(versions.slice(0, count - 1), at, zone);
      const after = lotEndUnder(versions.slice(0, count), at, zone);
      if (!change || change.effectiveAt <= at || (before && before <= change.effectiveAt)) continue;
      const promised = change.effectiveAt.getTime() + 30 * DAY_MS - 3_600_000;
      const least = Math.min(before?.getTime() ?? Infinity, promised);
      expect(after?.getTime() ?? Infinity).toBeGreaterThanOrEqual(least);
    }
  });
  property.prop([anyVersions, moment, zones])('later points never end earlier under one rule', (versions, at, zone) => {
    const rule = versions[0]?.programme.expiry ?? NONE;
    const end = lotEnd(rule, at, zone);
    const later = lotEnd(rule, new Date(at.getTime() + DAY_MS), zone);
    if (end && later) expect(later.getTime()).toBeGreaterThanOrEqual(end.getTime());
    if (end) expect(lastLocalDay(end, zone) > localDay(at, zone)).toBe(true);
  });
});
