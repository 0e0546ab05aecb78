import { Temporal } from 'temporal-polyfill';
import type { Programme } from '../programme/model';
import type { OrderFacts } from './model';

const QUARTER_MS = 900_000;
/** Since then every zone's clock has differed from UTC by whole quarters of an hour, and changed at one. */
const QUARTERS_SINCE = Date.UTC(1980, 0, 1);
const CACHED_MAX = 50_000;

const zoned = (ms: number, zone: string) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);

/**
 * Remembers a function of an instant that within a quarter of an hour is the same, or moves along with it: the polyfill's
 * calendar is too slow to be asked for every order of a shop.
 */
function byQuarter<T>(work: (ms: number, zone: string) => T, moved: (value: T, byMs: number) => T): (ms: number, zone: string) => T {
  const zones = new Map<string, Map<number, T>>();
  return (ms, zone) => {
    if (ms < QUARTERS_SINCE) return work(ms, zone);
    const known = zones.get(zone) ?? new Map<number, T>();
    zones.set(zone, known);
    const within = ms % QUARTER_MS;
    let value = known.get(ms - within);
    if (value === undefined) {
      if (known.size >= CACHED_MAX) known.clear();
      value = work(ms - within, zone);
      known.set(ms - within, value);
    }
    return moved(value, within);
  };
}

const dayOf = byQuarter(
  (ms, zone) => zoned(ms, zone).toPlainDate().toString(),
  (day) => day,
);
/** The shop's calendar day of an instant: `2026-11-21`. */
export const localDay = (at: Date, zone: string): string => dayOf(at.getTime(), zone);

/** The instant at which a calendar day begins in a zone, `daysLater` days after that day. Milliseconds since 1970. */
export const startOfLocalDay = (day: string, zone: string, daysLater = 0): number =>
  Temporal.PlainDate.from(day).add({ days: daysLater }).toZonedDateTime(zone).epochMilliseconds;

/** The instant at which the next calendar day begins. */
export const endOfLocalDay = (at: Date, zone: string): Date => new Date(startOfLocalDay(localDay(at, zone), zone, 1));

/** The last calendar day of what ends at an instant: that of the moment before. */
export const lastLocalDay = (end: Date, zone: string): string => localDay(new Date(end.getTime() - 1), zone);

type Adder = (ms: number, zone: string) => number;
const adders = new Map<string, Adder>();
function adderOf(unit: 'days' | 'months', count: number): Adder {
  const key = `${count} ${unit}`;
  let adder = adders.get(key);
  if (!adder) {
    adder = byQuarter(
      (ms, zone) => zoned(ms, zone).add({ [unit]: count }).epochMilliseconds,
      (later, byMs) => later + byMs,
    );
    adders.set(key, adder);
  }
  return adder;
}

/** The same wall time a number of calendar months later; in a shorter month its last day. */
export const addLocalMonths = (at: Date, months: number, zone: string): Date => new Date(adderOf('months', months)(at.getTime(), zone));

/** The same wall time a number of calendar days later; a time that the clock skips is the one as much later. */
export const addLocalDays = (at: Date, days: number, zone: string): Date => new Date(adderOf('days', days)(at.getTime(), zone));

/**
 * When an order's points can be spent: so many calendar days of the shop's zone after it was paid or fulfilled, at the same wall
 * time. `null`: that has not happened yet, and they stay pending. An instant that has passed means at once.
 */
export function maturesAt({ earn }: Programme, facts: Pick<OrderFacts, 'paidAt' | 'fulfilledAt'>, zone: string): Date | null {
  const from = earn.pendingFrom === 'paid' ? facts.paidAt : facts.fulfilledAt;
  return from && addLocalDays(from, earn.pendingDays, zone);
}
