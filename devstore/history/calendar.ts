const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
/** A Monday, as a wall clock would show it. */
const MONDAY = Date.UTC(1970, 0, 5);

/** How far the zone's wall clock is ahead of UTC at that moment, in milliseconds. @throws RangeError for an unknown zone. */
function offsetAt(format: Intl.DateTimeFormat, utc: number): number {
  const parts = new Map(format.formatToParts(utc).map((part) => [part.type, Number(part.value)]));
  const at = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  return Date.UTC(at('year'), at('month') - 1, at('day'), at('hour'), at('minute'), at('second')) - Math.floor(utc / 1000) * 1000;
}

/** Turns wall-clock times of one zone into UTC. Asks Intl once per day of the calendar, so it is quick for millions of times. */
export class Zone {
  private readonly format: Intl.DateTimeFormat;
  /** Offset at the start of each UTC day. */
  private readonly days = new Map<number, number>();

  constructor(timezone: string) {
    this.format = new Intl.DateTimeFormat('en-US', {
      timeZone: timezone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  private dayOffset(utc: number): number {
    const day = Math.floor(utc / DAY);
    let offset = this.days.get(day);
    if (offset === undefined) this.days.set(day, (offset = offsetAt(this.format, day * DAY)));
    return offset;
  }

  offset(utc: number): number {
    const before = this.dayOffset(utc);
    return before === this.dayOffset(utc + DAY) ? before : offsetAt(this.format, utc);
  }

  /** `local` is the wall clock read as if it were UTC. A time that the clock skips or shows twice is taken with the earlier offset. */
  toUtc(local: number): number {
    const guess = local - this.offset(local - 12 * HOUR);
    return local - this.offset(guess) === guess ? guess : local - this.offset(local - this.offset(guess));
  }
}

/** How busy each hour of the day is, from midnight. */
const hours = [1, 0.6, 0.4, 0.3, 0.3, 0.5, 1, 2, 3, 4, 5, 5.5, 6, 5.5, 5, 5, 5.5, 6, 7, 8, 9, 8, 5, 2.5];
const weekdays = [1, 0.95, 0.95, 1, 1.15, 1.35, 1.2];
const cumulative: number[] = [0];
for (const day of weekdays) for (const hour of hours) cumulative.push((cumulative.at(-1) ?? 0) + day * hour);
const total = cumulative.at(-1) ?? 1;

/**
 * The weekly rhythm of a shop as a change of time: steady time goes in, and comes out bunched into busy hours of the shop's week.
 * Order is kept, no time moves by more than a week, and over whole weeks rates are unchanged: a Poisson process
 * that goes in comes out with the same rate.
 */
export class Rhythm {
  constructor(private readonly zone: Zone) {}

  place(steady: number): number {
    const local = steady + this.zone.offset(steady);
    const week = Math.floor((local - MONDAY) / WEEK);
    const share = ((local - MONDAY) / WEEK - week) * total;
    let [low, high] = [0, cumulative.length - 1];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((cumulative[middle] ?? 0) <= share) low = middle;
      else high = middle;
    }
    const [from, to] = [cumulative[low] ?? 0, cumulative[high] ?? 1];
    const placed = MONDAY + week * WEEK + (low + (share - from) / (to - from)) * HOUR;
    return Math.floor(this.zone.toUtc(placed) / 1000) * 1000;
  }

  /** The latest steady time that is placed before `placed`. */
  steady(placed: number): number {
    let [low, high] = [placed - WEEK, placed + WEEK];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.place(middle) < placed) low = middle;
      else high = middle;
    }
    return low;
  }
}

/** A moment as documents have it, to the second as Shopify's are. */
export const iso = (ms: number): string => new Date(Math.floor(ms / 1000) * 1000).toISOString();

/** The month (0–11) a moment falls in on the shop's wall. */
export const localMonth = (zone: Zone, utc: number): number => new Date(utc + zone.offset(utc)).getUTCMonth();
