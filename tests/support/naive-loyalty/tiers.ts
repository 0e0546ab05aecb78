import { type Books } from './books';
import { baseOf, counts } from './earning';
import { decimal } from './fraction';
import { type Lot, type Member, type Order } from './state';

/** What an order adds to the basis, from when on; thousandths of a unit. */
interface Credit {
  at: number;
  amount: bigint;
}
export interface Walked {
  level: number;
  until: number | null;
  /** When time alone may change it. */
  reviewAt: number;
  /** The level from each moment on. */
  way: { at: number; level: number }[];
}

const thousandths = (text: string): bigint => (decimal(text).n * 1000n) / decimal(text).d;

/**
 * The ladder: who has earned what, and until when it is held. A look goes through all that is kept today from the
 * beginning, so that what was refunded has never counted.
 */
export class Ladder {
  constructor(
    private readonly books: Books,
    private readonly currency: string,
  ) {}

  private get rules() {
    return this.books.rules.tiers;
  }
  private levels = () => this.rules?.levels ?? [];
  nameOf = (level: number): string => this.levels()[level]?.id ?? 'none';
  multiplierOf = (level: number): string => this.levels()[level]?.multiplier ?? '1';

  private creditOf(order: Order): Credit[] {
    if (!counts(order)) return [];
    if (this.rules?.basis === 'orders') return [{ at: order.placedAt, amount: 1000n }];
    if (this.rules?.basis === 'spend') {
      const { n, d } = baseOf(order, this.currency);
      return [{ at: order.placedAt, amount: (n * 1000n) / d }];
    }
    const at = this.rules?.countPending ? this.books.earnedAt(order) : this.books.maturesAt(order);
    return at === null || order.granted === 0n ? [] : [{ at, amount: order.granted * 1000n }];
  }

  /** What a member has to their credit; `but` an order that is being looked at. */
  private credits(member: Member, but: Order | null): Credit[] {
    const orders = this.books.orders.filter((order) => order.customer === member.id && order !== but && (but === null || order.placedAt < but.placedAt));
    return orders.flatMap((order) => this.creditOf(order)).sort((a, b) => a.at - b.at);
  }

  private earned(amount: bigint): number {
    return this.levels().findLastIndex((level) => amount >= thousandths(level.entry));
  }

  /** Until when a tier is held that was reached (or kept) at a moment; a calendar year's until the end of the next. */
  private heldUntil(at: number, years: number): number | null {
    const window = this.rules?.window;
    if (window === undefined || window.kind === 'lifetime') return null;
    if (window.kind === 'rolling') return this.books.calendar.plusMonths(at, window.months);
    return this.books.calendar.startOfYear(this.books.calendar.yearOf(at) + years);
  }

  /** Credit in the window before a moment, and what came between its end and `by`. */
  private within(credits: Credit[], end: number, by: number): bigint {
    const { calendar } = this.books;
    const window = this.rules?.window ?? { kind: 'lifetime' };
    const year = window.kind === 'calendarYear' ? calendar.startOfYear(calendar.yearOf(end)) : 0;
    const after = window.kind === 'rolling' ? calendar.plusMonths(end, -window.months) : year - 1;
    return credits.filter(({ at }) => at > after && at <= by).reduce((sum, { amount }) => sum + amount, 0n);
  }

  walk(member: Member, now: number, but: Order | null = null): Walked {
    const credits = this.credits(member, but);
    let [level, until] = [-1, null as number | null];
    const way: Walked['way'] = [];
    const keeps = (by: number) => this.within(credits, this.rules?.window.kind === 'calendarYear' ? until! - 1 : until!, by);
    const isKept = (by: number) => keeps(by) >= thousandths(this.levels()[level]!.retain ?? this.levels()[level]!.entry);
    const reviewAt = () => {
      if (level < 0 || until === null) return Infinity;
      return isKept(until - 1) ? until : this.books.calendar.plusDays(until, this.rules?.graceDays ?? 0);
    };
    const review = (by: number) => {
      for (let at = reviewAt(); at <= by; at = reviewAt()) {
        if (isKept(at > until! ? at : at - 1)) until = this.heldUntil(until!, 1);
        else {
          const earned = this.earned(keeps(at > until! ? at : at - 1));
          level = this.rules?.downgrade === 'one-step' ? level - 1 : Math.min(earned, level - 1);
          until = level < 0 ? null : this.heldUntil(at, 2);
          way.push({ at, level });
        }
      }
    };
    const gifts = member.gifts.map((gift) => ({ at: gift.at, level: gift.level }));
    const moments = [...new Set([...credits, ...gifts].map(({ at }) => at))].filter((at) => at <= now).sort((a, b) => a - b);
    for (const at of moments) {
      review(at);
      const reached = Math.max(this.earned(this.within(credits, at, at)), ...gifts.filter((gift) => gift.at === at).map((gift) => gift.level));
      if (reached <= level) continue;
      [level, until] = [reached, this.heldUntil(at, 2)];
      way.push({ at, level });
    }
    review(now);
    return { level, until, reviewAt: reviewAt(), way };
  }

  /** Notes where a member stands now; going up by what they did themselves gives the reward, going down by a refund takes it back. */
  settle(member: Member, now: number, cause: 'order' | 'time' | 'merge'): void {
    const { level, reviewAt, way } = this.walk(member, now);
    const before = member.level;
    member.level = level;
    member.reviewAt = reviewAt;
    // To have come down less far than it had seemed, is not to have reached anything.
    const rose = level > (way.at(-2)?.level ?? -1);
    if (level > before && rose && cause !== 'merge') this.reward(member, level, now);
    if (level >= before || cause !== 'order') return;
    // What has been reached, by what is kept, since the reward was given, deserves it, also when it has ended meanwhile.
    const deserved = (gift: { level: number; at: number }) =>
      way.some((one, index) => one.level >= gift.level && (one.at >= gift.at || (way[index + 1]?.at ?? Infinity) > gift.at));
    for (const gift of member.rewards.filter((one) => one.level > level && one.stands && !deserved(one))) takeBack(gift);
  }

  private reward(member: Member, level: number, now: number): void {
    const points = this.levels()[level]?.entryReward?.points;
    if (points === undefined || member.rewards.some((gift) => gift.level === level && gift.stands && this.inOnePeriod(gift.at, now))) return;
    member.rewards.push({ level, at: now, stands: true, lot: this.books.grant(member, BigInt(points), now, { order: null, maturesAt: now }) });
  }

  private inOnePeriod(one: number, other: number): boolean {
    const { calendar } = this.books;
    const window = this.rules?.window ?? { kind: 'lifetime' };
    if (window.kind === 'calendarYear') return calendar.yearOf(one) === calendar.yearOf(other);
    return window.kind === 'lifetime' || one > calendar.plusMonths(other, -window.months);
  }
}

/** What is left of it; what was spent stays spent. */
function takeBack(gift: { lot: Lot; stands: boolean }): void {
  if (gift.lot.left === 0n) return;
  gift.stands = false;
  gift.lot.left = 0n;
}
