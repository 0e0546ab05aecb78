import { Temporal } from 'temporal-polyfill';

/** Instants are milliseconds, days are texts such as `2026-02-28`; both in one shop's zone. */
export interface Calendar {
  dayOf: (at: number) => string;
  yearOf: (at: number) => number;
  startOf: (day: string) => number;
  startOfYear: (year: number) => number;
  plusDays: (at: number, days: number) => number;
  plusMonths: (at: number, months: number) => number;
  dayPlusDays: (day: string, days: number) => string;
  dayPlusMonths: (day: string, months: number) => string;
}

export function calendarOf(zone: string): Calendar {
  const local = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const startOf = (day: string) => Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds;
  return {
    dayOf: (at) => local(at).toPlainDate().toString(),
    yearOf: (at) => local(at).year,
    startOf,
    startOfYear: (year) => startOf(`${year}-01-01`),
    plusDays: (at, days) => local(at).add({ days }).epochMilliseconds,
    plusMonths: (at, months) => local(at).add({ months }).epochMilliseconds,
    dayPlusDays: (day, days) => Temporal.PlainDate.from(day).add({ days }).toString(),
    dayPlusMonths: (day, months) => Temporal.PlainDate.from(day).add({ months }).toString(),
  };
}
