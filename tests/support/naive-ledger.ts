import type { Posted, Posting } from '~/domain/loyalty/ledger/model';

interface NaiveLot {
  id: bigint;
  order: bigint | null;
  pending: boolean;
  left: bigint;
  since: number;
  ends: number;
  expired: boolean;
}
interface NaiveSpend {
  id: bigint;
  takes: { lot: NaiveLot; points: bigint }[];
}
const NEVER = Number.MAX_SAFE_INTEGER;
const sum = (lots: NaiveLot[]) => lots.reduce((total, lot) => total + lot.left, 0n);

/** One member's points, kept in the plainest way there is, to hold the real ledger against. */
export class NaiveMember {
  readonly lots: NaiveLot[] = [];
  readonly spends: NaiveSpend[] = [];
  owed = 0n;

  get balances() {
    return { available: sum(this.lots.filter((lot) => !lot.pending)), pending: sum(this.lots.filter((lot) => lot.pending)), owed: this.owed };
  }

  /** Does the posting; `entryId` is what the real ledger calls it. */
  post(posting: Posting, entryId: bigint): Posted['outcome'] {
    const outcome = this.move(posting, entryId);
    if (outcome === 'posted') this.payOwed();
    return outcome;
  }

  private move(posting: Posting, id: bigint): Posted['outcome'] {
    const now = posting.occurredAt.getTime();
    switch (posting.kind) {
      case 'accrue': {
        const ends = posting.maturesAt ? NEVER : (posting.expiresAt?.getTime() ?? NEVER);
        this.lots.push({ id, order: posting.orderId ?? null, pending: posting.maturesAt !== null, left: posting.points, since: now, ends, expired: false });
        return 'posted';
      }
      case 'mature': {
        const lot = this.lots.find((one) => one.id === posting.lotId && one.pending && one.left > 0n);
        if (lot) Object.assign(lot, { pending: false, since: now, ends: posting.expiresAt?.getTime() ?? NEVER });
        return lot ? 'posted' : 'empty';
      }
      case 'spend': {
        if (this.balances.available < posting.points) return 'refused';
        this.spends.push({ id, takes: this.take(this.spendable(), posting.points) });
        return 'posted';
      }
      case 'take_back': {
        const own = (lot: NaiveLot) => posting.orderId !== undefined && lot.order === posting.orderId;
        const pending = this.lots.filter((lot) => lot.pending && own(lot)).reverse();
        const order = [...pending, ...this.spendable().filter(own), ...this.spendable().filter((lot) => !own(lot))];
        const found = this.take(order, posting.points).reduce((total, { points }) => total + points, 0n);
        this.owed += posting.points - found;
        return 'posted';
      }
      case 'give_back':
        return this.giveBack(posting.entryId, posting.points, id, now, posting.graceUntil?.getTime() ?? NEVER);
      case 'expire':
      case 'revoke': {
        const lot = this.lots.find((one) => one.id === posting.lotId && !one.pending && one.left > 0n);
        if (lot) Object.assign(lot, { left: 0n, expired: posting.kind === 'expire' });
        return lot ? 'posted' : 'empty';
      }
    }
  }

  private giveBack(entryId: bigint, points: bigint, id: bigint, now: number, until: number): Posted['outcome'] {
    const takes = this.spends.find((spend) => spend.id === entryId)?.takes ?? [];
    if (takes.reduce((total, take) => total + take.points, 0n) < points) return 'refused';
    let grace = 0n;
    for (let rest = points; rest > 0n;) {
      const take = takes.at(-1);
      if (!take) break;
      const back = take.points < rest ? take.points : rest;
      take.points -= back;
      rest -= back;
      if (take.points === 0n) takes.pop();
      if (take.lot.expired || take.lot.ends <= now) grace += back;
      else take.lot.left += back;
    }
    if (grace > 0n) this.lots.push({ id, order: null, pending: false, left: grace, since: now, ends: until, expired: false });
    return 'posted';
  }

  private spendable(): NaiveLot[] {
    return this.lots.filter((lot) => !lot.pending && lot.left > 0n).sort((a, b) => a.ends - b.ends || a.since - b.since || Number(a.id - b.id));
  }

  private take(order: NaiveLot[], points: bigint): NaiveSpend['takes'] {
    const takes: NaiveSpend['takes'] = [];
    let rest = points;
    for (const lot of order) {
      const taken = lot.left < rest ? lot.left : rest;
      if (taken === 0n) continue;
      lot.left -= taken;
      rest -= taken;
      takes.push({ lot, points: taken });
    }
    return takes;
  }

  private payOwed(): void {
    const { available } = this.balances;
    const paid = available < this.owed ? available : this.owed;
    this.take(this.spendable(), paid);
    this.owed -= paid;
  }
}
