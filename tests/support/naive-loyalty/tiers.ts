import { type Books } from './books';
import { baseOf, counts } from './earning';
import { decimal, minus, sum, whole, ZERO, type Fraction } from './fraction';
import { nowhere, type Member, type Order, type Stay } from './state';

const isLess = (a: Fraction, b: Fraction): boolean => minus(a, b).n < 0n;

/** The ladder: who has earned what, and until when it is held. */
export class Ladder {
  constructor(
    private readonly books: Books,
    private readonly currency: string,
  ) {}

  private get rules() {
    return this.books.rules.tiers;
  }
  private levels = () => this.rules?.levels ?? [];
  name = (member: Member): string => this.levels()[member.stay.level]?.id ?? 'none';
  multiplier = (member: Member): string => this.levels()[member.stay.level]?.multiplier ?? '1';

  /** What an order adds to the basis. */
  private worth(order: Order): Fraction {
    if (this.rules?.basis === 'orders') return whole(counts(order) ? 1n : 0n);
    if (this.rules?.basis === 'spend') return baseOf(order, this.currency);
    const waiting = this.books.lots.filter((lot) => lot.order === order.id && lot.pending).reduce((all, lot) => all + lot.left, 0n);
    return whole(order.granted - (this.rules?.countPending ? 0n : waiting));
  }

  /** The orders that a look at the moment `at` counts. */
  private isSeen(order: Order, at: number): boolean {
    const window = this.rules?.window;
    if (order.placedAt > at || window === undefined) return false;
    if (window.kind === 'lifetime') return true;
    if (window.kind === 'calendarYear') return this.books.calendar.yearOf(order.placedAt) === this.books.calendar.yearOf(at);
    return this.books.calendar.plusMonths(order.placedAt, window.months) > at;
  }

  private basis = (member: Member, isSeen: (order: Order) => boolean): Fraction =>
    sum(this.books.orders.filter((order) => order.customer === member.id && isSeen(order)).map((order) => this.worth(order)));

  private earned(basis: Fraction): number {
    return this.levels().findLastIndex((level) => !isLess(basis, decimal(level.entry)));
  }

  private untilFrom(at: number): number | null {
    const window = this.rules?.window;
    if (window === undefined || window.kind === 'lifetime') return null;
    if (window.kind === 'rolling') return this.books.calendar.plusMonths(at, window.months);
    return this.books.calendar.startOfYear(this.books.calendar.yearOf(at) + 2);
  }

  /** Up at once, as far as the basis reaches. */
  upgrade(member: Member, now: number, cause: Order | null): void {
    const level = this.earned(this.basis(member, (order) => this.isSeen(order, now)));
    if (level <= member.stay.level) return;
    const until = this.untilFrom(now);
    const stay: Stay = { level, since: now, until, inGrace: false, cause: cause?.id ?? null, reward: null, before: member.stay };
    member.stay = stay;
    const points = this.levels()[level]?.entryReward?.points;
    const given = member.given.get(level);
    if (points === undefined || (given !== undefined && (given === null || given > now))) return;
    member.given.set(level, until);
    stay.reward = this.books.grant(member, BigInt(points), now, { order: null, maturesAt: now });
  }

  /** Undoes the upgrades that an order caused and that what is kept of it no longer earns. */
  undo(member: Member, order: Order, now: number): void {
    while (member.stay.cause === order.id && member.stay.before !== null) {
      const { stay } = member;
      const then = this.earned(this.basis(member, (one) => this.isSeen(one, stay.since)));
      const today = this.earned(this.basis(member, (one) => this.isSeen(one, now)));
      if (Math.max(then, today) >= stay.level) return;
      member.stay = stay.before!;
      if (stay.reward === null || stay.reward.left < stay.reward.points) continue;
      stay.reward.left = 0n;
      member.given.delete(stay.level);
    }
  }

  /** When a stay is next looked at. */
  reviewAt(member: Member): number {
    const { until, inGrace, level } = member.stay;
    if (until === null || level < 0) return Infinity;
    return inGrace ? this.books.calendar.plusDays(until, this.rules?.graceDays ?? 0) : until;
  }

  review(member: Member, now: number): void {
    const { stay } = member;
    const until = stay.until ?? now;
    // The window that ends with the stay, and what came within the days of grace.
    const end = this.rules?.window.kind === 'calendarYear' ? until - 1 : until;
    const basis = this.basis(member, (order) => this.isSeen(order, end) || (order.placedAt >= until && order.placedAt <= now));
    const level = this.levels()[stay.level];
    if (!level) return;
    if (!isLess(basis, decimal(level.retain ?? level.entry))) {
      member.stay = { ...stay, since: until, until: this.nextUntil(until), inGrace: false, cause: null, reward: null, before: null };
    } else if (!stay.inGrace && (this.rules?.graceDays ?? 0) > 0) {
      stay.inGrace = true;
    } else {
      const to = this.rules?.downgrade === 'one-step' ? stay.level - 1 : Math.min(this.earned(basis), stay.level - 1);
      member.stay = to < 0 ? nowhere(now) : { ...nowhere(now), level: to, until: this.nextUntil(now) };
    }
  }

  /** The end of the period that begins at a review. */
  private nextUntil(at: number): number | null {
    if (this.rules?.window.kind !== 'calendarYear') return this.untilFrom(at);
    return this.books.calendar.startOfYear(this.books.calendar.yearOf(at) + 1);
  }

  /** A look at the basis for people who ask. */
  basisOf = (member: Member, now: number): Fraction => (this.rules ? this.basis(member, (order) => this.isSeen(order, now)) : ZERO);
}
