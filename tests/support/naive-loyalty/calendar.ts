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

/** One look at a ladder after the other asks the same: an answer is kept. */
function remembered<Question extends (string | number)[], Answer>(answer: (...question: Question) => Answer): (...question: Question) => Answer {
  const known = new Map<string, Answer>();
  return (...question) => {
    const key = question.join(' ');
    let found = known.get(key);
    if (found === undefined) known.set(key, (found = answer(...question)));
    return found;
  };
}

export function calendarOf(zone: string): Calendar {
  const local = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const startOf = remembered((day: string) => Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds);
  return {
    dayOf: remembered((at) => local(at).toPlainDate().toString()),
    yearOf: remembered((at) => local(at).year),
    startOf,
    startOfYear: (year) => startOf(`${year}-01-01`),
    plusDays: remembered((at, days) => local(at).add({ days }).epochMilliseconds),
    plusMonths: remembered((at, months) => local(at).add({ months }).epochMilliseconds),
    dayPlusDays: remembered((day, days) => Temporal.PlainDate.from(day).add({ days }).toString()),
    dayPlusMonths: remembered((day, months) => Temporal.PlainDate.from(day).add({ months }).toString()),
  };
}
