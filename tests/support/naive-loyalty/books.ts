import { calendarOf, type Calendar } from './calendar';
import { type Rules } from './format';
import { type Lot, type Member, type Order, type Redemption } from './state';

const least = (...all: bigint[]): bigint => all.reduce((a, b) => (a < b ? a : b));

/** Lots, and what moves points in and out of them. */
export class Books {
  readonly calendar: Calendar;
  readonly members: Member[] = [];
  readonly orders: Order[] = [];
  readonly redemptions: Redemption[] = [];
  lots: Lot[] = [];
  rules: Rules;

  constructor(zone: string, rules: Rules) {
    this.calendar = calendarOf(zone);
    this.rules = rules;
  }

  member(id: string): Member {
    const found = this.members.find((one) => one.id === id);
    if (found) return found.mergedInto === null ? found : this.member(found.mergedInto);
    const made: Member = {
      ...{ id, email: null, owed: 0n, lastOrderAt: null, level: -1, reviewAt: Infinity, rewards: [], gifts: [], mergedInto: null, broughtOwed: 0n },
    };
    this.members.push(made);
    return made;
  }

  order = (id: string): Order => this.orders.find((one) => one.id === id)!;
  endsAt = (lot: Lot): number => (lot.ends === null ? Infinity : this.calendar.startOf(this.calendar.dayPlusDays(lot.ends, 1)));

  /** The last day of a lot by the programme in force. */
  endOf(lot: Lot): string | null {
    const { expiry } = this.rules;
    if (expiry.model === 'none') return null;
    const own = this.calendar.dayPlusMonths(this.calendar.dayOf(lot.availableAt), expiry.months);
    const { lastOrderAt } = this.member(lot.owner);
    if (expiry.model === 'inactivity' && lastOrderAt === null) return null;
    const active = this.calendar.dayPlusMonths(this.calendar.dayOf(lastOrderAt ?? 0), expiry.months);
    // What came after the end of inactivity has its own time.
    const day = expiry.model === 'lot' || active < this.calendar.dayOf(lot.availableAt) ? own : active;
    return lot.notBefore !== null && lot.notBefore > day ? lot.notBefore : day;
  }

  earnedAt = ({ rules, placedAt, fulfilledAt }: Order): number | null => (rules.earn.awardOn === 'paid' ? placedAt : fulfilledAt);

  /** When what an order earns can be spent. */
  maturesAt(order: Order): number | null {
    const { pendingFrom, pendingDays } = order.rules.earn;
    const since = pendingFrom === 'paid' ? order.placedAt : order.fulfilledAt;
    return since === null ? null : this.calendar.plusDays(since, pendingDays);
  }

  grant(member: Member, points: bigint, now: number, from: { order: Order | null; maturesAt: number | null }): Lot {
    const pending = from.maturesAt === null || from.maturesAt > now;
    const made: Lot = {
      ...{ owner: member.id, origin: from.order?.origin ?? member.id, order: from.order?.id ?? null, points, left: points, pending, maturesAt: from.maturesAt },
      ...{ availableAt: now, ends: null, fixed: false, notBefore: null },
    };
    this.lots.push(made);
    if (!pending) this.mature(made, now);
    return made;
  }

  mature(lot: Lot, now: number): void {
    lot.pending = false;
    lot.availableAt = now;
    lot.ends = this.endOf(lot);
    this.payOwed(lot);
  }

  private payOwed(lot: Lot): void {
    const member = this.member(lot.owner);
    const pays = least(member.owed, lot.left);
    member.owed -= pays;
    lot.left -= pays;
  }

  /** Lots become somebody else's, and are spent after what they have of the same end and age. */
  pass(which: (lot: Lot) => boolean, to: string): void {
    const [passing, staying] = [this.lots.filter(which), this.lots.filter((lot) => !which(lot))];
    for (const lot of passing) lot.owner = to;
    this.lots = [...staying, ...passing];
  }

  /** Lots went back to somebody with an un-merge: what comes back to them of who redeemed meanwhile is still that member's, and ends by what they order. */
  keepRedeemed(member: Member): void {
    for (const { customer, taken } of this.redemptions) {
      if (customer !== member.id) continue;
      for (const piece of taken) {
        if (piece.lot.owner === member.id) continue;
        piece.lot = { ...piece.lot, owner: member.id, left: 0n };
        this.lots.push(piece.lot);
      }
    }
  }

  /** What can be spent, in the order in which it is. */
  spendable(member: Member): Lot[] {
    return this.lots
      .filter((lot) => lot.owner === member.id && !lot.pending && lot.left > 0n)
      .map((lot, index) => ({ lot, index }))
      .sort((a, b) => (a.lot.ends ?? '9999').localeCompare(b.lot.ends ?? '9999') || a.lot.availableAt - b.lot.availableAt || a.index - b.index)
      .map(({ lot }) => lot);
  }

  available = (member: Member): bigint => this.spendable(member).reduce((all, lot) => all + lot.left, 0n);

  private draw(lots: Lot[], points: bigint): { lot: Lot; points: bigint; returned: bigint }[] {
    let missing = points;
    return lots.flatMap((lot) => {
      const takes = least(lot.left, missing);
      lot.left -= takes;
      missing -= takes;
      return takes > 0n ? [{ lot, points: takes, returned: 0n }] : [];
    });
  }

  takeBack(member: Member, points: bigint, order: Order | null): void {
    const own = order === null ? [] : this.lots.filter((lot) => lot.owner === member.id && lot.order === order.id);
    const all = [...own.filter((lot) => lot.pending), ...own.filter((lot) => !lot.pending), ...this.spendable(member)];
    const found = this.draw(all, points).reduce((total, one) => total + one.points, 0n);
    member.owed += points - found;
  }

  /** @returns false when there is too little. */
  redeem(member: Member, id: string, points: bigint): boolean {
    if (this.available(member) < points) return false;
    this.redemptions.push({
      id,
      customer: member.id,
      origin: member.id,
      points,
      returned: 0n,
      cancelled: false,
      taken: this.draw(this.spendable(member), points),
    });
    return true;
  }

  /** Brings what a redemption has given back up to `target`: to the lots it came from, the last taken first. */
  giveBack(redemption: Redemption, target: bigint, now: number): void {
    const member = this.member(redemption.customer);
    for (const piece of [...redemption.taken].reverse()) {
      const comes = least(target - redemption.returned, piece.points - piece.returned);
      if (comes <= 0n) continue;
      redemption.returned += comes;
      piece.returned += comes;
      const hasEnded = this.endsAt(piece.lot) <= now;
      const late = this.calendar.dayPlusDays(this.calendar.dayOf(now), this.rules.returnGraceDays);
      const lot = hasEnded ? { ...piece.lot, points: comes, left: 0n, ends: late, fixed: true, availableAt: now } : piece.lot;
      if (lot !== piece.lot) this.lots.push(lot);
      const pays = least(member.owed, comes);
      member.owed -= pays;
      lot.left += comes - pays;
    }
  }

  /** An order moves the ends of all lots under the inactivity model. */
  wasActive(member: Member, at: number, now: number): void {
    member.lastOrderAt = Math.max(member.lastOrderAt ?? 0, at);
    if (this.rules.expiry.model !== 'inactivity') return;
    for (const lot of this.running(now).filter(({ owner }) => owner === member.id)) lot.ends = this.endOf(lot);
  }

  /** Lots whose end may still move: also used ones, to which something may come back. */
  private running = (now: number): Lot[] => this.lots.filter((one) => !one.pending && !one.fixed && this.endsAt(one) > now);

  /** Ends follow a new programme: nothing ends within 30 days of the change that would not have ended anyhow. */
  publish(rules: Rules, now: number): void {
    this.rules = rules;
    const protectedUntil = this.calendar.dayPlusDays(this.calendar.dayOf(now), 30);
    for (const lot of this.running(now)) {
      const old = lot.ends;
      const fresh = this.endOf({ ...lot, notBefore: null });
      const isSooner = fresh !== null && (old === null || fresh < old);
      lot.notBefore = isSooner ? (old !== null && old < protectedUntil ? old : protectedUntil) : null;
      lot.ends = isSooner ? this.endOf(lot) : fresh;
    }
  }
}
