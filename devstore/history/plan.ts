import type { Rhythm, Zone } from './calendar.ts';
import { localMonth } from './calendar.ts';
import { drawBuyer, purchases, type Buyer, type Parameters } from './process.ts';
import { Source } from './random.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Which random stream is for what; a customer's behaviour does not depend on how the details are drawn. */
export const streams = { behaviour: 1, details: 2, anonymous: 3, shop: 4 } as const;

export interface PlanOptions {
  seed: number;
  customers: number;
  from: number;
  until: number;
  parameters: Parameters;
  zone: Zone;
  rhythm: Rhythm;
  orderLimit: number | null;
}
/** Of those who sign up, these never buy; they are no part of the purchase process. */
const NEVER_BUY = 0.06;
/** Orders without a customer for each order with one. */
const ANONYMOUS = 0.11;
/** How many join in each month, January first: presents in winter, mooncakes in September. */
const joinMonths = [0.85, 0.8, 0.9, 0.95, 1, 0.9, 0.85, 0.95, 1.25, 1, 1.35, 1.45];

export interface Behaviour {
  joined: number;
  buyer: Buyer | null;
  times: number[];
  alive: boolean;
}

/**
 * Who buys when. It is drawn twice with the same outcome: once to count the orders of each minute, so that numbers and
 * ids can rise with time without anything being sorted or kept, and once when the orders are written.
 */
export class Plan {
  customers: number;
  anonymous = 0;
  orders = 0;
  until: number;
  private steadyUntil: number;
  private anonymousOf: number | null = null;
  private readonly curve: { cumulative: number[]; from: number; day: number };
  /** Orders before each minute; counts up while numbers are handed out. */
  private minutes = new Uint32Array(0);

  constructor(private readonly options: PlanOptions) {
    this.customers = options.customers;
    this.until = options.until;
    this.steadyUntil = options.rhythm.steady(options.until);
    this.curve = joinCurve(options, options.rhythm.steady(options.from), this.steadyUntil);
  }

  /** Counts everything. With an order limit, the past ends at the minute in which it would be passed. */
  async count(breathe: (customers: number) => Promise<void>): Promise<void> {
    await this.tally(breathe);
    const limit = this.options.orderLimit;
    if (limit === null || this.orders <= limit) return this.accumulate();
    let minute = 0;
    for (let before = 0; before + (this.minutes[minute] ?? 0) <= limit; minute += 1) before += this.minutes[minute] ?? 0;
    this.until = this.options.from + minute * MINUTE;
    this.steadyUntil = this.options.rhythm.steady(this.until);
    await this.tally(breathe);
    this.accumulate();
  }

  /** The next number (0, 1, …) of the orders of that minute. */
  takeNumber(time: number): number {
    const minute = this.minuteOf(time);
    const number = this.minutes[minute] ?? 0;
    this.minutes[minute] = number + 1;
    return number;
  }

  behaviour(index: number): Behaviour {
    const { seed, customers, parameters, rhythm } = this.options;
    const source = new Source(seed, streams.behaviour, index);
    const joined = this.joinTime((index + source.uniform()) / customers);
    if (source.chance(NEVER_BUY)) return { joined: rhythm.place(joined), buyer: null, times: [], alive: false };
    const buyer = drawBuyer(source, parameters);
    const { times, alive } = purchases(source, buyer, joined, this.steadyUntil);
    return { joined: rhythm.place(joined), buyer, times: times.map((time) => rhythm.place(time)), alive };
  }

  /** When the order without a customer takes place. */
  anonymousTime(source: Source, index: number): number {
    return this.options.rhythm.place(this.joinTime((index + source.uniform()) / (this.anonymousOf ?? 1)));
  }

  private async tally(breathe: (customers: number) => Promise<void>): Promise<void> {
    this.minutes = new Uint32Array(Math.ceil((this.until - this.options.from) / MINUTE) + 2);
    this.orders = 0;
    let present = 0;
    for (let index = 0; index < this.options.customers; index += 1) {
      const { joined, times } = this.behaviour(index);
      // They join in the order of their index, so those after the end are the last.
      if (joined >= this.until) break;
      present += 1;
      for (const time of times) this.tick(time);
      if (index % 20_000 === 19_999) await breathe(20_000);
    }
    this.customers = present;
    // Of the whole past, even when it is cut short the second time.
    this.anonymousOf ??= Math.round(this.orders * ANONYMOUS);
    this.anonymous = 0;
    for (let index = 0; index < this.anonymousOf; index += 1) {
      const time = this.anonymousTime(new Source(this.options.seed, streams.anonymous, index), index);
      if (time >= this.until) break;
      this.anonymous += 1;
      this.tick(time);
    }
  }
  private tick(time: number): void {
    const minute = this.minuteOf(time);
    this.minutes[minute] = (this.minutes[minute] ?? 0) + 1;
    this.orders += 1;
  }

  private minuteOf(time: number): number {
    return Math.max(0, Math.floor((time - this.options.from) / MINUTE));
  }

  private accumulate(): void {
    let before = 0;
    for (let minute = 0; minute < this.minutes.length; minute += 1) {
      const here = this.minutes[minute] ?? 0;
      this.minutes[minute] = before;
      before += here;
    }
  }

  private joinTime(share: number): number {
    const { cumulative, from, day } = this.curve;
    const wanted = share * (cumulative.at(-1) ?? 1);
    let [low, high] = [0, cumulative.length - 1];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((cumulative[middle] ?? 0) <= wanted) low = middle;
      else high = middle;
    }
    const [below, above] = [cumulative[low] ?? 0, cumulative[high] ?? 1];
    return from + (low + (wanted - below) / (above - below)) * day;
  }
}

/** How joins are spread over the days: by month, and twice as many at the end as at the start. */
function joinCurve(options: PlanOptions, from: number, until: number): { cumulative: number[]; from: number; day: number } {
  const days = Math.max(1, Math.round((until - from) / DAY));
  const day = (until - from) / days;
  const cumulative = [0];
  for (let index = 0; index < days; index += 1) {
    const season = joinMonths[localMonth(options.zone, from + index * day)] ?? 1;
    cumulative.push((cumulative.at(-1) ?? 0) + season * (1 + index / days));
  }
  return { cumulative, from, day };
}
