import { Books } from './books';
import { isPositive, keptOf, keptValue, targetOf, valueOf } from './earning';
import { decimal, over, round, times, whole } from './fraction';
import { type OneEvent, type Scenario } from './format';
import { type Member, type Order } from './state';
import { Ladder } from './tiers';

/** What has happened so far: one event after the other, at milliseconds that do not go back. */
export type History = { at: number; event: OneEvent }[];

export interface Standing {
  available: number;
  pending: number;
  owed: number;
  tier: string;
  expiring: { on: string; points: number }[];
}
export interface Answer {
  /** By the name of a customer. */
  standings: Map<string, Standing>;
  /** The positions in the history of the redemptions that were refused. */
  refused: number[];
}

/** Tells how everybody stands at a moment, by going through all that has happened from the beginning. */
export function answer({ shop, programme }: Pick<Scenario, 'shop' | 'programme'>, history: History, at: number): Answer {
  const model = new NaiveModel(shop, programme);
  const refused = history.flatMap(({ at: when, event }, index) => (model.take(event, when) ? [] : [index]));
  return { standings: model.standings(at), refused };
}

/** One shop by the law, told of one event after the other. */
export class NaiveModel {
  private readonly books: Books;
  private readonly ladder: Ladder;
  private isUnheard = false;

  constructor(
    private readonly shop: Scenario['shop'],
    programme: Scenario['programme'],
  ) {
    this.books = new Books(shop.timezone, programme);
    this.ladder = new Ladder(this.books, shop.currency);
  }

  /** @returns false when it was refused. */
  take(event: OneEvent, at: number): boolean {
    this.advance(at);
    return this.apply(event, at);
  }

  /** Something that nobody heard of before the next thing that happened to the same order, at the same moment: it is part of that one. */
  takeUnheard(event: OneEvent, at: number): void {
    this.advance(at);
    this.isUnheard = true;
    this.apply(event, at);
    this.isUnheard = false;
  }

  /** Lets fall due what does until then, one thing after the other. */
  private advance(until: number): void {
    const { books, ladder } = this;
    for (;;) {
      const due = [
        ...books.lots.filter((lot) => lot.pending && lot.left > 0n).map((lot) => ({ at: lot.maturesAt ?? Infinity, act: () => this.mature(lot) })),
        ...books.lots.filter((lot) => !lot.pending && lot.left > 0n).map((lot) => ({ at: books.endsAt(lot), act: () => void (lot.left = 0n) })),
        ...books.members.map((member) => ({ at: member.reviewAt, act: (at: number) => ladder.settle(member, at, 'time') })),
      ].reduce<{ at: number; act: (at: number) => void }>((first, one) => (one.at < first.at ? one : first), { at: Infinity, act: () => undefined });
      if (due.at > until) return;
      due.act(due.at);
    }
  }

  private mature(lot: Books['lots'][number]): void {
    const at = lot.maturesAt ?? 0;
    this.books.mature(lot, at);
    this.ladder.settle(this.books.member(lot.owner), at, 'time');
  }

  private apply(event: OneEvent, now: number): boolean {
    const { books } = this;
    if (event.customer_created) this.created(event.customer_created, now);
    if (event.order_paid) this.paid(event.order_paid, now);
    if (event.order_fulfilled) this.change(event.order_fulfilled.order, now, (order) => this.fulfilled(order, now));
    if (event.order_cancelled) this.change(event.order_cancelled.order, now, (order) => (order.cancelled = true));
    const { order_edited: edited, refund, redeem, adjust } = event;
    if (edited) this.change(edited.order, now, (order) => (order.lines = edited.lines));
    if (refund) this.change(refund.order, now, (order) => refunded(order, refund));
    if (redeem) return books.redeem(books.member(redeem.customer), redeem.reward, BigInt(redeem.points));
    if (event.reward_cancelled) this.giveBackAll(event.reward_cancelled.reward, now);
    if (adjust) this.adjust(books.member(adjust.customer), BigInt(adjust.points), now);
    if (event.customer_merged) this.merge(event.customer_merged, now);
    if (event.customer_unmerged) this.unmerge(event.customer_unmerged, now);
    if (event.programme_published) books.publish(event.programme_published, now);
    return true;
  }

  private created({ customer, email }: NonNullable<OneEvent['customer_created']>, now: number): void {
    const member = this.books.member(customer);
    member.email = email;
    for (const order of this.books.orders.filter((one) => one.customer === null && one.email === email)) {
      if (this.books.calendar.plusDays(order.placedAt, order.rules.earn.claimDays) < now) continue;
      order.customer = order.origin = member.id;
      order.tierMultiplier = this.ladder.multiplierOf(this.ladder.walk(member, order.placedAt, order).level);
      this.settle(order, now);
    }
  }

  private paid(event: NonNullable<OneEvent['order_paid']>, now: number): void {
    const known = event.customer ?? this.books.members.find((one) => event.email !== undefined && one.email === event.email)?.id;
    const member = known === undefined ? null : this.books.member(known);
    const order: Order = {
      ...{ id: event.order, customer: member?.id ?? null, origin: member?.id ?? null, email: event.email ?? null, placedAt: now, fulfilledAt: null },
      ...{ cancelled: false, test: event.test ?? false, rules: this.books.rules, tierMultiplier: '1' },
      ...{ lines: event.lines, refunded: new Map<string, number>(), refundedAmount: [], refundedShipping: [] },
      ...{ shipping: event.shipping ?? '0', tax: event.tax ?? '0', rewards: event.rewards ?? [], granted: 0n },
    };
    this.books.orders.push(order);
    if (member) order.tierMultiplier = this.ladder.multiplierOf(this.ladder.walk(member, now, order).level);
    if (member) this.settle(order, now);
  }

  private fulfilled(order: Order, now: number): void {
    if (order.fulfilledAt !== null) return;
    order.fulfilledAt = now;
    const maturesAt = this.books.maturesAt(order);
    for (const lot of this.books.lots.filter((one) => one.order === order.id && one.pending)) lot.maturesAt = maturesAt;
    // With no days to wait they are there at once.
    this.advance(now);
  }

  private change(id: string, now: number, how: (order: Order) => unknown): void {
    const order = this.books.order(id);
    if (!order.cancelled) how(order);
    if (order.customer !== null) this.settle(order, now);
  }

  /** Brings an order's points to what is kept of it; then its rewards, then the tier. */
  private settle(order: Order, now: number): void {
    if (this.isUnheard) return;
    const { books, ladder } = this;
    const member = books.member(order.customer!);
    if (!order.test) books.wasActive(member, order.placedAt, now);
    const target = targetOf(order, books.calendar);
    const more = target - order.granted;
    order.granted = target;
    if (more > 0n) books.grant(member, more, now, { order, maturesAt: this.books.maturesAt(order) });
    if (more < 0n) books.takeBack(member, -more, order);
    this.returnRewards(order, now);
    ladder.settle(member, now, 'order');
  }

  private returnRewards(order: Order, now: number): void {
    const all = valueOf(order, 'all');
    const isKept = order.lines.some((line) => keptOf(order, line) > 0);
    const share = isPositive(all) ? over(keptValue(order, this.shop.currency), all) : whole(isKept ? 1n : 0n);
    for (const redemption of this.books.redemptions.filter((one) => order.rewards.includes(one.id) && !one.cancelled)) {
      const kept = round(times(whole(redemption.points), share), 'ceil');
      this.books.giveBack(redemption, redemption.points - kept, now);
    }
  }

  private giveBackAll(reward: string, now: number): void {
    const redemption = this.books.redemptions.find((one) => one.id === reward);
    if (!redemption || redemption.cancelled) return;
    redemption.cancelled = true;
    this.books.giveBack(redemption, redemption.points, now);
  }

  private adjust(member: Member, points: bigint, now: number): void {
    if (points > 0n) this.books.grant(member, points, now, { order: null, maturesAt: now });
    else this.books.takeBack(member, -points, null);
  }

  private merge({ from, into }: { from: string; into: string }, now: number): void {
    const { books, ladder } = this;
    const [source, target] = [books.member(from), books.member(into)];
    books.pass((lot) => lot.owner === source.id, target.id);
    for (const order of books.orders) if (order.customer === source.id) order.customer = target.id;
    for (const redemption of books.redemptions) if (redemption.customer === source.id) redemption.customer = target.id;
    source.broughtOwed = source.owed;
    target.owed += source.owed;
    source.owed = 0n;
    const settles = books.available(target) < target.owed ? books.available(target) : target.owed;
    target.owed -= settles;
    books.takeBack(target, settles, null);
    if (source.lastOrderAt !== null) books.wasActive(target, source.lastOrderAt, now);
    source.mergedInto = target.id;
    target.gifts.push({ from, at: now, level: Math.max(source.level, target.level) });
    source.level = -1;
    source.reviewAt = Infinity;
    ladder.settle(target, now, 'merge');
  }

  /** What is left of what came goes back; who has earned what is looked at anew. */
  private unmerge({ from, into }: { from: string; into: string }, now: number): void {
    const { books, ladder } = this;
    const source = books.members.find((one) => one.id === from)!;
    if (source.mergedInto === null) return;
    const target = books.member(into);
    source.mergedInto = null;
    if (target.lastOrderAt !== null) source.lastOrderAt = Math.max(source.lastOrderAt ?? 0, target.lastOrderAt);
    target.gifts = target.gifts.filter((gift) => gift.from !== from);
    books.pass((lot) => lot.owner === into && lot.origin === from, from);
    for (const order of books.orders) if (order.customer === into && order.origin === from) order.customer = from;
    for (const redemption of books.redemptions) if (redemption.customer === into && redemption.origin === from) redemption.customer = from;
    books.keepRedeemed(target);
    const owed = source.broughtOwed < target.owed ? source.broughtOwed : target.owed;
    target.owed -= owed;
    source.owed += owed;
    const settles = books.available(source) < owed ? books.available(source) : owed;
    source.owed -= settles;
    books.takeBack(source, settles, null);
    for (const member of [source, target]) ladder.settle(member, now, 'merge');
  }

  standings(at: number): Map<string, Standing> {
    this.advance(at);
    return new Map(this.books.members.map((member) => [member.id, this.standing(member)]));
  }

  private standing(member: Member): Standing {
    if (member.mergedInto !== null) return { available: 0, pending: 0, owed: 0, tier: 'none', expiring: [] };
    const ends = new Map<string, number>();
    for (const lot of this.books.spendable(member)) if (lot.ends !== null) ends.set(lot.ends, (ends.get(lot.ends) ?? 0) + Number(lot.left));
    return {
      available: Number(this.books.available(member)),
      pending: this.books.lots.filter((lot) => lot.owner === member.id && lot.pending).reduce((all, lot) => all + Number(lot.left), 0),
      owed: Number(member.owed),
      tier: this.ladder.nameOf(member.level),
      expiring: [...ends].sort(([a], [b]) => a.localeCompare(b)).map(([on, points]) => ({ on, points })),
    };
  }
}

/** What a refund takes out of an order: pieces, an amount, shipping. */
function refunded(order: Order, refund: NonNullable<OneEvent['refund']>): void {
  for (const { line, quantity } of refund.lines ?? []) order.refunded.set(line, (order.refunded.get(line) ?? 0) + quantity);
  if (refund.amount !== undefined && isPositive(decimal(refund.amount))) order.refundedAmount.push(refund.amount);
  if (refund.shipping !== undefined) order.refundedShipping.push(refund.shipping);
}
