/** Points of one accrual in a member's book of a replay; times in milliseconds. */
export interface BookLot {
  orderId: bigint | null;
  /** Of an entry reward. */
  tier: string | null;
  remaining: bigint;
  /** `null`: available. */
  maturesAt: number | null;
  availableAt: number;
  /** `null`: it does not end, or is pending. */
  endsAt: number | null;
}

const least = (a: bigint, b: bigint) => (a < b ? a : b);
const soonestFirst = (a: BookLot, b: BookLot) => (a.endsAt ?? Infinity) - (b.endsAt ?? Infinity) || a.availableAt - b.availableAt;

/** A member's lots and what they owe, by the rules of the ledger, without writing it: a replay posts nothing. */
export class Book {
  lots: BookLot[] = [];
  owed = 0n;

  constructor(private readonly endOf: (availableAt: number) => number | null) {}

  get available(): bigint {
    return this.sum((lot) => lot.maturesAt === null);
  }
  get pending(): bigint {
    return this.sum((lot) => lot.maturesAt !== null);
  }

  accrue(points: bigint, at: number, maturesAt: number | null, source: { orderId: bigint | null; tier: string | null }): void {
    const lot: BookLot = { ...source, remaining: points, maturesAt: maturesAt !== null && maturesAt > at ? maturesAt : null, availableAt: at, endsAt: null };
    this.lots.push(lot);
    if (lot.maturesAt === null) this.open(lot, at);
  }

  /** When the next lot matures or ends. */
  nextDue(): number {
    return this.lots.reduce((soonest, lot) => Math.min(soonest, lot.maturesAt ?? lot.endsAt ?? Infinity), Infinity);
  }

  /** Lets lots mature, and then end, that are due at a moment. @returns points that ended. */
  fallDue(at: number): bigint {
    for (const lot of this.lots) if (lot.maturesAt !== null && lot.maturesAt <= at) this.open(lot, at);
    let ended = 0n;
    for (const lot of this.lots) {
      if (lot.maturesAt !== null || lot.endsAt === null || lot.endsAt > at) continue;
      ended += lot.remaining;
      lot.remaining = 0n;
    }
    this.forgetEmpty();
    return ended;
  }

  /** From the order's own pending points, its own lot, and then what ends first; the rest is owed. */
  takeBack(orderId: bigint, points: bigint): void {
    const own = this.lots.filter((lot) => lot.orderId === orderId);
    const others = this.lots.filter((lot) => lot.orderId !== orderId && lot.maturesAt === null).sort(soonestFirst);
    const pendingFirst = [...own.filter((lot) => lot.maturesAt !== null), ...own.filter((lot) => lot.maturesAt === null)];
    this.owed += this.take([...pendingFirst, ...others], points);
  }

  /** @returns false, and nothing has changed, when there is too little. */
  spend(points: bigint): boolean {
    if (this.available < points) return false;
    this.take(this.lots.filter((lot) => lot.maturesAt === null).sort(soonestFirst), points);
    return true;
  }

  /** Takes back what is left of an entry reward that was given at a moment. @returns how much that was. */
  revoke(tier: string, givenAt: number): bigint {
    const isIt = (lot: BookLot) => lot.tier === tier && lot.availableAt === givenAt;
    const left = this.sum(isIt);
    this.take(this.lots.filter(isIt), left);
    return left;
  }

  /** Works out anew when what is available ends. */
  reviseEnds(): void {
    for (const lot of this.lots) if (lot.maturesAt === null) lot.endsAt = this.endOf(lot.availableAt);
  }

  private open(lot: BookLot, at: number): void {
    lot.availableAt = lot.maturesAt ?? at;
    lot.maturesAt = null;
    lot.endsAt = this.endOf(lot.availableAt);
    const paid = least(this.owed, lot.remaining);
    this.owed -= paid;
    lot.remaining -= paid;
    if (lot.remaining === 0n) this.forgetEmpty();
  }

  /** @returns what could not be taken. */
  private take(from: BookLot[], points: bigint): bigint {
    let missing = points;
    for (const lot of from) {
      const taken = least(lot.remaining, missing);
      lot.remaining -= taken;
      missing -= taken;
    }
    this.forgetEmpty();
    return missing;
  }

  private sum(which: (lot: BookLot) => boolean): bigint {
    return this.lots.reduce((total, lot) => (which(lot) ? total + lot.remaining : total), 0n);
  }
  private forgetEmpty(): void {
    this.lots = this.lots.filter((lot) => lot.remaining > 0n);
  }
}
