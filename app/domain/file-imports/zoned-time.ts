import { Temporal } from 'temporal-polyfill';
import type { WrittenDate } from './dates';

const CACHED_MAX = 5000;

/** Turns dates of a file into instants by the shop's clock. Days come again and again, so that each is worked out once. */
export function instantsIn(zone: string): (date: WrittenDate) => Date {
  const hours = new Map<string, number>();
  return ({ year, month, day, hour, minute, second, offset }) => {
    const within = (minute * 60 + second) * 1000;
    if (offset !== null) return new Date(Date.UTC(year, month - 1, day, hour) + within - offset * 60_000);
    const key = `${year} ${month} ${day} ${hour}`;
    let at = hours.get(key);
    if (at === undefined) {
      if (hours.size >= CACHED_MAX) hours.clear();
      at = Temporal.PlainDateTime.from({ year, month, day, hour }).toZonedDateTime(zone).epochMilliseconds;
      hours.set(key, at);
    }
    return new Date(at + within);
  };
}
