import { Temporal } from 'temporal-polyfill';
import { addLocalMonths, localDay, startOfLocalDay } from '../earning/calendar';
import type { TierRules } from '../programme/model';

/** The beginning of the shop's calendar year, `later` years after that of the instant. */
function startOfYear(at: Date, zone: string, later = 0): Date {
  const year = Temporal.PlainDate.from(localDay(at, zone)).year + later;
  return new Date(startOfLocalDay(`${String(year).padStart(4, '0')}-01-01`, zone));
}

/** What counts at a moment begins after the first instant (rolling) or at it (calendar year); `null`: everything. */
export function windowStart({ window }: TierRules, at: Date, zone: string): { after: Date } | { from: Date } | null {
  if (window.kind === 'lifetime') return null;
  if (window.kind === 'calendarYear') return { from: startOfYear(at, zone) };
  return { after: addLocalMonths(at, -window.months, zone) };
}

/**
 * Until when a tier is held that was reached at a moment: with a calendar year until the end of the next, with a rolling
 * window for as long as that is. `null`: for ever.
 */
export function periodEnd({ window }: TierRules, reachedAt: Date, zone: string): Date | null {
  if (window.kind === 'lifetime') return null;
  return window.kind === 'calendarYear' ? startOfYear(reachedAt, zone, 2) : addLocalMonths(reachedAt, window.months, zone);
}

/** The end of the period after one that ended. */
export function nextPeriodEnd({ window }: TierRules, ended: Date, zone: string): Date | null {
  if (window.kind === 'lifetime') return null;
  return window.kind === 'calendarYear' ? startOfYear(ended, zone, 1) : addLocalMonths(ended, window.months, zone);
}

/** The stretch that is looked at when a period ends: the calendar year, or the window, before its end. */
export function reviewStart({ window }: TierRules, ended: Date, zone: string): { after: Date } | { from: Date } | null {
  if (window.kind === 'lifetime') return null;
  return window.kind === 'calendarYear' ? { from: startOfYear(new Date(ended.getTime() - 1), zone) } : { after: addLocalMonths(ended, -window.months, zone) };
}
