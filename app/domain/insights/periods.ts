import { Temporal } from 'temporal-polyfill';
import type { Period, PeriodBounds } from './model';

const DAYS = { today: 1, yesterday: 1, last7: 7, last30: 30 } as const;

/**
 * The period's bounds by the merchant's calendar: whole days in the shop's zone, whatever the clock change. "Today" runs
 * until now and is compared with yesterday until the same time of day.
 */
export function periodBounds(period: Period, now: Date, zone: string): PeriodBounds {
  const clock = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone);
  const today = clock.toPlainDate();
  const count = DAYS[period];
  const end = period === 'today' ? today.add({ days: 1 }) : today;
  const first = end.subtract({ days: count });
  const startOf = (day: Temporal.PlainDate) => new Date(day.toZonedDateTime(zone).epochMilliseconds);
  return {
    from: startOf(first),
    to: period === 'today' ? now : startOf(end),
    previousFrom: startOf(first.subtract({ days: count })),
    previousTo: period === 'today' ? new Date(clock.subtract({ days: 1 }).epochMilliseconds) : startOf(first),
    days: Array.from({ length: count }, (_, index) => first.add({ days: index }).toString()),
  };
}
