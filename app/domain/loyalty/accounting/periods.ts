import { Temporal } from 'temporal-polyfill';
import type { Period } from './model';

/** Local days `from` ≤ day < `to`, and as many before them. */
export interface PeriodDays {
  /** `null`: from the beginning. */
  from: string | null;
  to: string;
  /** First day of the period before; `null` where there is none. */
  before: string | null;
  /** What a bar of a chart is. */
  bucket: 'day' | 'month';
}

/** A period that ends with today, `2026-11-21`: the last 30 or 90 days, or this month and the eleven before it. */
export function periodDays(period: Period, today: string): PeriodDays {
  const day = Temporal.PlainDate.from(today);
  const to = day.add({ days: 1 }).toString();
  if (period === 'all') return { from: null, to, before: null, bucket: 'month' };
  if (period === 'months12') {
    const from = day.with({ day: 1 }).subtract({ months: 11 });
    return { from: from.toString(), to, before: from.subtract({ months: 12 }).toString(), bucket: 'month' };
  }
  const days = period === 'days30' ? 30 : 90;
  const from = day.subtract({ days: days - 1 });
  return { from: from.toString(), to, before: from.subtract({ days }).toString(), bucket: 'day' };
}

/** First days of all days or months from `from` until before `to`. */
export function bucketsOf(bucket: 'day' | 'month', from: string, to: string): string[] {
  const buckets: string[] = [];
  const step = bucket === 'day' ? { days: 1 } : { months: 1 };
  let at = Temporal.PlainDate.from(from);
  if (bucket === 'month') at = at.with({ day: 1 });
  for (; at.toString() < to; at = at.add(step)) buckets.push(at.toString());
  return buckets;
}

/** First day of the month after a day's. */
export const nextMonth = (day: string): string => Temporal.PlainDate.from(day).with({ day: 1 }).add({ months: 1 }).toString();
