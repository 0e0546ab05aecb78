import { addLocalDays } from '../earning/calendar';
import type { ProgrammeVersion, TierRules } from '../programme/model';
import type { Contribution, Credit, TierGift, TierReason, TierStanding, TierStep } from './model';
import { earnedRank, ladder, rankOf, type Step } from './thresholds';
import { nextPeriodEnd, periodEnd, reviewStart, windowStart } from './window';

export interface TierHistory {
  /** Published programmes in the order in which they took effect. */
  versions: readonly ProgrammeVersion[];
  /** Of what the member keeps today: an order that was refunded has never counted. Each list ordered by time. */
  credit: Credit;
  gifts: readonly TierGift[];
  currency: string;
  zone: string;
}

/**
 * Where a member stands at a moment. The whole way there is walked anew from what is kept today, so a refund undoes what
 * the refunded goods had reached, in whatever order things came in; a programme rules from when it took effect.
 */
export function walkTiers(history: TierHistory, now: Date): TierStanding {
  return new Walk(history).to(now);
}

class Walk {
  private tier: string | null = null;
  private since: Date | null = null;
  private until: Date | null = null;
  private pinnedUntil: Date | null = null;
  private version: ProgrammeVersion | undefined;
  private steps: TierStep[] = [];
  private ladder: Step[] = [];

  constructor(private readonly history: TierHistory) {}

  to(now: Date): TierStanding {
    for (const event of this.events(now)) {
      this.review(event.at);
      if (event.kind === 'version') this.enter(event.version);
      else if (event.kind === 'gift') this.give(event.gift);
      else this.climb(event.at, 'reached');
    }
    this.review(now);
    return {
      tier: this.tier,
      since: this.since,
      until: this.until,
      pinnedUntil: this.pinnedUntil && this.pinnedUntil > now ? this.pinnedUntil : null,
      amount: this.amountAt(now),
      keepAmount: this.keepAmount(now),
      reviewAt: this.nextReview(),
      steps: this.steps,
    };
  }

  /** What happens on the way, in time; at the same moment a programme takes effect before an order counts. */
  private events(now: Date) {
    const { versions, credit, gifts } = this.history;
    const moments = new Set(versions.flatMap(({ programme }) => creditOf(credit, programme.tiers).map(({ at }) => at.getTime())));
    const events = [
      ...versions.map((version) => ({ kind: 'version' as const, at: version.effectiveAt, version, turn: 0 })),
      ...[...moments].map((ms) => ({ kind: 'credit' as const, at: new Date(ms), turn: 1 })),
      ...gifts.map((gift) => ({ kind: 'gift' as const, at: gift.at, gift, turn: 2 })),
    ];
    return events.filter(({ at }) => at <= now).sort((a, b) => a.at.getTime() - b.at.getTime() || a.turn - b.turn);
  }

  private get rules() {
    return this.version?.programme.tiers;
  }

  private enter(version: ProgrammeVersion): void {
    const before = this.rules?.window;
    this.version = version;
    const { tiers } = version.programme;
    this.ladder = ladder(tiers, this.history.currency);
    const at = version.effectiveAt;
    if (this.tier !== null && rankOf(this.ladder, this.tier) < 0) this.move(earnedRank(this.ladder, this.amountAt(at)), at, 'programme_changed');
    else if (this.tier !== null && this.since && JSON.stringify(before) !== JSON.stringify(tiers.window))
      this.until = later(periodEnd(tiers, this.since, this.history.zone), at);
    this.climb(at, 'programme_changed');
  }

  private give({ at, tier, reason, pinnedUntil, until = null, released }: TierGift): void {
    if (released) return this.unpin(at);
    const rank = rankOf(this.ladder, tier);
    // What a merge brings along does not lower anybody.
    if (reason === 'merged' && rank <= rankOf(this.ladder, this.tier)) return;
    if (tier !== null && rank < 0) return;
    // Who has the tier already keeps its period: it is only held.
    if (pinnedUntil === null || rank !== rankOf(this.ladder, this.tier)) this.move(rank, at, reason);
    this.pinnedUntil = pinnedUntil;
    if (until && this.until) this.until = until;
  }

  /** What a pin has held back is looked at when it ends, by what there is then: also periods that ended meanwhile. */
  private unpin(at: Date): void {
    this.pinnedUntil = null;
    this.climb(at, 'reached');
    if (!this.rules || this.until === null || this.decidedAt(this.until) > at) return;
    const amount = this.amountAt(at);
    if (amount < (this.ladder[rankOf(this.ladder, this.tier)]?.retain ?? 0n)) return this.drop(at, amount);
    while (this.until !== null && this.until <= at) this.until = nextPeriodEnd(this.rules, this.until, this.history.zone);
  }

  private climb(at: Date, reason: TierReason): void {
    if (this.pinnedUntil && this.pinnedUntil > at) return;
    const earned = earnedRank(this.ladder, this.amountAt(at));
    if (earned > rankOf(this.ladder, this.tier)) this.move(earned, at, reason);
  }

  private move(rank: number, at: Date, reason: TierReason, amount = this.amountAt(at)): void {
    const to = this.ladder[rank]?.level.id ?? null;
    if (!this.version || !this.rules) return;
    if (to !== this.tier) this.steps.push({ at, from: this.tier, to, reason, amount, programmeVersion: this.version.version });
    this.tier = to;
    this.since = to === null ? null : at;
    this.until = to === null ? null : periodEnd(this.rules, at, this.history.zone);
  }

  /** Lets all periods end that end by then. */
  private review(by: Date): void {
    for (let at = this.nextReview(); at !== null && at <= by; at = this.nextReview()) {
      if (this.pinnedUntil && at >= this.pinnedUntil) {
        this.unpin(this.pinnedUntil);
        continue;
      }
      if (!this.rules || this.until === null) return;
      if (this.retains(at)) this.until = nextPeriodEnd(this.rules, this.until, this.history.zone);
      else this.drop(at);
    }
  }

  /** The period's end; when too little is there then, the end of the grace days (what comes in between is looked at as it comes). */
  private nextReview(): Date | null {
    if (this.pinnedUntil) return this.pinnedUntil;
    if (this.until === null) return null;
    return this.retains(this.until) ? this.until : this.decidedAt(this.until);
  }

  private decidedAt(until: Date): Date {
    return addLocalDays(until, this.rules?.graceDays ?? 0, this.history.zone);
  }

  private retains(at: Date): boolean {
    const step = this.ladder[rankOf(this.ladder, this.tier)];
    return step !== undefined && this.keepAmount(at) >= step.retain;
  }

  private drop(at: Date, amount = this.keepAmount(at)): void {
    const rank = rankOf(this.ladder, this.tier);
    const earned = earnedRank(this.ladder, amount);
    this.move(this.rules?.downgrade === 'one-step' ? Math.max(rank - 1, earned) : Math.min(rank - 1, earned), at, 'period_ended', amount);
  }

  private amountAt(at: Date): bigint {
    return this.rules ? this.sum(windowStart(this.rules, at, this.history.zone), at) : 0n;
  }

  /** What decides about keeping the tier: the period that ends, and what is added to it until `at`. */
  private keepAmount(at: Date): bigint {
    if (!this.rules || this.until === null) return this.amountAt(at);
    const start = reviewStart(this.rules, this.until, this.history.zone);
    // The period ends just before its end; what comes within the grace days is added to it.
    return this.sum(start, at > this.until ? at : new Date(Math.min(at.getTime(), this.until.getTime() - 1)));
  }

  private sum(start: { after: Date } | { from: Date } | null, until: Date): bigint {
    let sum = 0n;
    if (!this.rules) return sum;
    for (const { at, amount } of creditOf(this.history.credit, this.rules)) {
      if (at > until) break;
      if (start === null || ('after' in start ? at > start.after : at >= start.from)) sum += amount;
    }
    return sum;
  }
}

function creditOf(credit: Credit, { basis, countPending }: TierRules): readonly Contribution[] {
  return basis === 'points' && countPending ? credit.pointsWithPending : credit[basis];
}

const later = (one: Date | null, other: Date | null): Date | null => (one && other && other > one ? other : one);
