import { evaluateActivity } from '../activities/evaluate';
import { givesForOrders, orderBonuses, type OrderBonus } from '../activities/order-bonuses';
import { localDay, maturesAt } from '../earning/calendar';
import { evaluateOrder } from '../earning/evaluate';
import { lotEndUnder } from '../earning/lot-end';
import type { Earning, OrderFacts } from '../earning/model';
import type { Contribution } from '../tiers/model';
import { Book } from './book';
import { factsAt, momentsOf, type MemberHistory, type OrderHistory } from './history';
import { inSamePeriod, rankIn, standingAt, wasHeld, type RuleBook, type SettledOrder, type Standing } from './standing';

export interface MonthFlow {
  issued: bigint;
  redeemed: bigint;
  expired: bigint;
  takenBack: bigint;
  /** By how much available and pending points grew. */
  grew: bigint;
}
/** What a programme would have made of a member's history. */
export interface MemberOutcome {
  months: Map<string, MonthFlow>;
  available: bigint;
  pending: bigint;
  owed: bigint;
  tier: string | null;
  earnings: Map<bigint, Earning>;
  redemptionsTooDear: number;
}

/**
 * Lets a member's history happen again under one programme, with the evaluator, the calendar and the tiers that live events
 * use: orders earn, points mature and end, refunds take back, tiers multiply.
 */
export function simulateMember(history: MemberHistory, rules: RuleBook, until: Date): MemberOutcome {
  return new Simulation(rules).run(history, until);
}

const newFlow = (): MonthFlow => ({ issued: 0n, redeemed: 0n, expired: 0n, takenBack: 0n, grew: 0n });

class Simulation {
  private readonly orders = new Map<bigint, SettledOrder>();
  private readonly earnings = new Map<bigint, Earning>();
  private readonly months = new Map<string, MonthFlow>();
  private readonly rewarded = new Map<string, Date>();
  private readonly activities: Contribution[] = [];
  private bonuses: OrderBonus[] = [];
  private readonly book: Book;
  private lastOrderAt: Date | null = null;
  private standing: Standing = { tier: null, reviewAt: null, steps: [] };
  /** Orders have counted since the standing was looked at. */
  private isStale = false;
  private redemptionsTooDear = 0;
  private readonly givesEntryRewards: boolean;
  private readonly givesForOrders: boolean;

  constructor(private readonly rules: RuleBook) {
    const { versions, zone, programme } = rules;
    this.book = new Book((ms) => lotEndUnder(versions, new Date(ms), zone, undefined, this.lastOrderAt)?.getTime() ?? null);
    this.givesForOrders = givesForOrders(versions);
    this.givesEntryRewards = programme.tiers.levels.some(({ entryReward }) => entryReward);
  }

  run({ orders, redemptions, madeAt }: MemberHistory, until: Date): MemberOutcome {
    const events = [
      ...(madeAt && this.rules.programme.activities.some(({ kind }) => kind === 'account') ? [{ at: madeAt, happen: () => this.makeAccount(madeAt) }] : []),
      ...orders.flatMap((order) => momentsOf(order).map((at) => ({ at, happen: () => this.settle(order, at) }))),
      ...redemptions.map(({ at, points }) => ({ at, happen: () => this.redeem(points, at) })),
    ];
    for (const { at, happen } of events.filter((event) => event.at <= until).sort((a, b) => a.at.getTime() - b.at.getTime())) {
      this.advance(at);
      this.noting(at, happen);
    }
    this.advance(until);
    for (const order of orders)
      if (!this.earnings.has(order.facts.orderId)) this.earnings.set(order.facts.orderId, this.evaluate(factsAt(order, until), null, '1'));
    return {
      months: this.months,
      available: this.book.available,
      pending: this.book.pending,
      owed: this.book.owed,
      tier: this.standingBy(until).tier,
      earnings: this.earnings,
      redemptionsTooDear: this.redemptionsTooDear,
    };
  }

  /** Points mature and end on the way to a moment, each at its time. */
  private advance(until: Date): void {
    for (let due = this.book.nextDue(); due <= until.getTime(); due = this.book.nextDue()) {
      const at = new Date(due);
      this.noting(at, () => {
        this.flow(at).expired += this.book.fallDue(due);
        if (this.rules.programme.tiers.basis !== 'points') return;
        this.isStale = true;
        this.climb(at, false);
      });
    }
  }

  private settle(history: OrderHistory, at: Date): void {
    const facts = factsAt(history, at);
    if (!facts.paidAt) return;
    const before = this.orders.get(facts.orderId);
    const { tier, tierMultiplier } = before ?? this.tierOf(facts);
    const earning = this.capped(facts, this.evaluate(facts, tier, tierMultiplier));
    this.earnings.set(facts.orderId, earning);
    const { earn } = this.rules.programme;
    const earnedAt = earn.awardOn === 'paid' ? facts.paidAt : facts.fulfilledAt;
    const matures = maturesAt(this.rules.programme, facts, this.rules.zone);
    const { points: target, base, counts } = earning;
    this.orders.set(facts.orderId, { facts, target, bonus: before?.bonus ?? 0n, base, counts, earnedAt, maturesAt: matures, tier, tierMultiplier });
    if (!this.lastOrderAt || facts.placedAt > this.lastOrderAt) {
      this.lastOrderAt = facts.placedAt;
      if (this.rules.programme.expiry.model === 'inactivity') this.book.reviseEnds();
    }
    this.post(facts.orderId, target - (before?.target ?? 0n), at, matures);
    this.settleBonuses(at);
    this.isStale = true;
    this.climb(at, base < (before?.base ?? 0n) || target < (before?.target ?? 0n) || (before?.counts === true && !counts));
  }

  private evaluate(facts: OrderFacts, tier: string | null, tierMultiplier: string): Earning {
    const { programme, version, zone } = this.rules;
    return evaluateOrder(facts, programme, { version: version.version, tier, tierMultiplier, zone });
  }

  /** Tier and multiplier of the moment at which an order was placed, when it had not counted yet. */
  private tierOf(facts: OrderFacts): { tier: string | null; tierMultiplier: string } {
    const isLate = this.lastOrderAt !== null && [...this.orders.values()].some((order) => order.facts.paidAt && order.facts.paidAt >= facts.placedAt);
    const before = () => [...this.orders.values()].filter((order) => order.facts.paidAt && order.facts.paidAt < facts.placedAt);
    const { tier } = isLate ? standingAt(this.rules, before(), this.activities, facts.placedAt) : this.peek(facts.placedAt);
    const level = this.rules.programme.tiers.levels.find(({ id }) => id === tier);
    return { tier, tierMultiplier: level?.multiplier ?? '1' };
  }

  private capped(facts: OrderFacts, earning: Earning): Earning {
    const { perDay, perMember } = this.rules.programme.earn.caps;
    if (perDay === undefined && perMember === undefined) return earning;
    const day = localDay(facts.placedAt, this.rules.zone);
    let points = earning.points;
    const leave = (cap: number | undefined, counted: (order: SettledOrder) => boolean) => {
      if (cap === undefined) return;
      let room = BigInt(cap);
      for (const order of this.orders.values()) if (order.facts.orderId !== facts.orderId && counted(order)) room -= order.target;
      if (room < points) points = room > 0n ? room : 0n;
    };
    leave(perDay, (order) => localDay(order.facts.placedAt, this.rules.zone) === day);
    leave(perMember, () => true);
    if (points === earning.points) return earning;
    const nothing = points === 0n ? 'capped' : earning.nothing;
    return { ...earning, points, nothing, explanation: { ...earning.explanation, points: String(points), cap: String(points), nothing } };
  }

  private post(orderId: bigint, difference: bigint, at: Date, matures: Date | null): void {
    const flow = this.flow(at);
    // What waits for the fulfilment learns then when it matures.
    for (const lot of this.book.lots) if (lot.orderId === orderId && lot.maturesAt !== null) lot.maturesAt = matures?.getTime() ?? Infinity;
    if (difference > 0n) {
      flow.issued += difference;
      this.book.accrue(difference, at.getTime(), matures?.getTime() ?? Infinity, { orderId, tier: null });
    } else if (difference < 0n) {
      flow.takenBack -= difference;
      this.book.takeBack(orderId, -difference);
    }
  }

  private makeAccount(at: Date): void {
    const context = { zone: this.rules.zone, given: [], birthdaySetAt: null, subscribedBefore: false };
    const { ways } = evaluateActivity({ kind: 'account', event: null, occurredAt: at }, this.rules.programme, context);
    const points = ways.reduce((sum, way) => sum + BigInt(way.points), 0n);
    if (points === 0n) return;
    this.flow(at).issued += points;
    this.activities.push({ at, amount: points });
    this.book.accrue(points, at.getTime(), null, { orderId: null, tier: null });
    this.isStale = true;
    this.climb(at, false);
  }

  /** What orders bring by their number comes, and goes, with them. */
  private settleBonuses(at: Date): void {
    if (!this.givesForOrders) return;
    const { versions, version } = this.rules;
    const paidAt = (order: SettledOrder) => order.facts.paidAt?.getTime() ?? Infinity;
    const counted = [...this.orders.values()]
      .filter(({ counts, facts }) => counts && facts.paidAt)
      .sort((a, b) => paidAt(a) - paidAt(b) || (a.facts.orderId < b.facts.orderId ? -1 : 1))
      .map(({ facts, earnedAt }) => ({ orderId: facts.orderId, programmeVersion: version.version, earned: earnedAt !== null }));
    const wanted = orderBonuses(counted, versions);
    const isIn = (list: OrderBonus[], bonus: OrderBonus) => list.some(({ orderId, rule }) => orderId === bonus.orderId && rule === bonus.rule);
    const gone = this.bonuses.filter((bonus) => !isIn(wanted, bonus));
    const come = wanted.filter((bonus) => !isIn(this.bonuses, bonus));
    for (const { orderId, points } of gone) this.post(orderId, -points, at, this.orders.get(orderId)?.maturesAt ?? null);
    for (const { orderId, points } of come) this.post(orderId, points, at, this.orders.get(orderId)?.maturesAt ?? null);
    for (const bonus of [...gone, ...come]) {
      const order = this.orders.get(bonus.orderId);
      if (order) order.bonus += gone.includes(bonus) ? -bonus.points : bonus.points;
    }
    this.bonuses = wanted;
  }

  private redeem(points: bigint, at: Date): void {
    if (this.book.spend(points)) this.flow(at).redeemed += points;
    else this.redemptionsTooDear += 1;
  }

  /** The standing at a moment that is not before the last event; looked at anew only when it may have changed. */
  private peek(at: Date): Standing {
    const { reviewAt } = this.standing;
    return this.isStale || (reviewAt && reviewAt <= at) ? standingAt(this.rules, this.orders.values(), this.activities, at) : this.standing;
  }
  private standingBy(at: Date): Standing {
    this.standing = this.peek(at);
    this.isStale = false;
    return this.standing;
  }

  /** Entry rewards come with a tier, and go when a refund has undone it. */
  private climb(at: Date, isLess: boolean): void {
    if (!this.givesEntryRewards) return;
    const { levels } = this.rules.programme.tiers;
    const before = rankIn(this.rules, this.standing.tier);
    const { reviewAt } = this.standing;
    // Nothing is to be had above, and nothing is lost: the walk can wait.
    if (!isLess && !(reviewAt && reviewAt <= at) && !levels.slice(before + 1).some(({ entryReward }) => entryReward)) return;
    const now = rankIn(this.rules, this.standingBy(at).tier);
    for (const level of levels.slice(now + 1, before + 1)) {
      const given = this.rewarded.get(level.id);
      if (!given || wasHeld(this.rules, this.standing, level.id, given)) continue;
      this.flow(at).takenBack += this.book.revoke(level.id, given.getTime());
      this.rewarded.delete(level.id);
    }
    for (const [index, { id, entryReward }] of levels.slice(before + 1, now + 1).entries()) {
      const given = this.rewarded.get(id);
      const isSkipped = before + 1 + index < now;
      if (!entryReward || (isSkipped && !entryReward.whenSkipped) || (given && inSamePeriod(this.rules, given, at))) continue;
      this.rewarded.set(id, at);
      this.flow(at).issued += BigInt(entryReward.points);
      this.book.accrue(BigInt(entryReward.points), at.getTime(), null, { orderId: null, tier: id });
    }
  }

  private flow(at: Date): MonthFlow {
    const month = localDay(at, this.rules.zone).slice(0, 7);
    const flow = this.months.get(month) ?? newFlow();
    this.months.set(month, flow);
    return flow;
  }

  private noting(at: Date, happen: () => void): void {
    const before = this.book.available + this.book.pending;
    happen();
    this.flow(at).grew += this.book.available + this.book.pending - before;
  }
}
