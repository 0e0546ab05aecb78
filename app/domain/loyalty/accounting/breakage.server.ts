import { localDay, startOfLocalDay } from '../earning/calendar';
import { costOf } from '../programme/cost';
import { programmeAt, versionsOf } from '../programme/index.server';
import { estimateBreakage, monthsNeeded } from './breakage';
import type { Breakage } from './model';
import { withMovements } from './movements.store.server';
import { nextMonth } from './periods';

/** How much of what a shop has issued will never be spent, by month of issue, and what it owes without that. */
export function breakageOf(shopId: bigint, { zone, currency }: { zone: string; currency: string }, now: Date): Promise<Breakage> {
  const today = localDay(now, zone);
  const [from, to] = [startOfLocalDay(`${today.slice(0, 7)}-01`, zone), startOfLocalDay(nextMonth(today), zone)];
  return withMovements(shopId, zone, async ({ cohorts, connection }) => {
    const sums = await cohorts();
    const inForce = await programmeAt(connection, shopId, now);
    const versions = await versionsOf(connection, shopId, now);
    const { expiry, earn, costPerPoint } = inForce?.programme ?? { expiry: { model: 'none' as const }, earn: { pendingDays: 0 }, costPerPoint: null };
    const estimate = estimateBreakage(sums, today, (now.getTime() - from) / (to - from), monthsNeeded(expiry, earn.pendingDays));
    const { outstanding } = estimate;
    const all = estimate.cohorts.reduce((total, cohort) => total + cohort.outstanding, 0n);
    const owed = (never: bigint) => costOf(all - never, costPerPoint ?? '0', currency);
    const changed = versions.findLastIndex(({ programme }, index) => {
      const before = versions[index - 1];
      return before && JSON.stringify(before.programme.expiry) !== JSON.stringify(programme.expiry);
    });
    return {
      ...estimate,
      byExpiry: expiry.model === 'lot',
      changedAt: versions[changed]?.effectiveAt ?? null,
      liability:
        costPerPoint !== null && outstanding && outstanding.points !== null
          ? { all: owed(0n), spent: owed(outstanding.points), low: owed(outstanding.high), high: owed(outstanding.low) }
          : null,
      curve: estimate.curve.map(({ redeemed, expired, withdrawn }) => ({ redeemed, expired, withdrawn })),
    };
  });
}
