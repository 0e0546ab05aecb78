import { localDay, startOfLocalDay } from '../earning/calendar';
import { costOf } from '../programme/cost';
import { programmeAt } from '../programme/index.server';
import { growth, holdingsOf, redemptionRate, totalsByBucket, totalsOf } from './flows';
import { membersByTier, membersJoined } from './members.store.server';
import type { LoyaltyFigures, Period, Stretch } from './model';
import { withMovements, type BucketMovement, type MovementReader } from './movements.store.server';
import { bucketsOf, periodDays } from './periods';

interface FiguresShop {
  zone: string;
  currency: string;
}

/** The numbers of the loyalty home, each by the shop's calendar. */
export function loyaltyFigures(shopId: bigint, period: Period, { zone, currency }: FiguresShop, now: Date): Promise<LoyaltyFigures> {
  const days = periodDays(period, localDay(now, zone));
  return withMovements(shopId, zone, async (reader) => {
    const movements = await reader.read(days.bucket, days.from, days.to);
    const opening = days.from === null ? 0n : growth(totalsOf(await reader.read('all', null, days.from)));
    const totals = totalsOf(movements);
    const outstanding = opening + growth(totals);
    const inForce = await programmeAt(reader.connection, shopId, now);
    const cost = (points: bigint | null) => (inForce && points !== null ? costOf(points, inForce.programme.costPerPoint, currency) : null);
    const start = days.from ?? (await reader.firstDay()) ?? localDay(now, zone);
    const tiers = await membersByTier(reader.connection, shopId);
    const levels = (inForce?.programme.tiers.levels ?? []).map(({ id }) => id).reverse();
    const gone = [...tiers.keys()].filter((tier) => tier !== null && !levels.includes(tier));
    const before = days.before === null ? null : totalsOf(await reader.read('all', days.before, days.from));
    const outstandingBefore = days.from === null ? null : opening;
    return {
      period,
      bucket: days.bucket,
      totals,
      before,
      outstanding,
      outstandingBefore,
      holdings: holdingsOf(await reader.read('all', null, null)),
      cost: cost(outstanding),
      costBefore: cost(outstandingBefore),
      rate: redemptionRate(totals),
      rateBefore: before && redemptionRate(before),
      members: [...tiers.values()].reduce((sum, members) => sum + members, 0),
      ...(await joined(reader, shopId, days, zone)),
      tiers: [...levels, ...gone, null].map((tier) => ({ tier, members: tiers.get(tier) ?? 0 })),
      stretches: stretchesOf(movements, bucketsOf(days.bucket, start, days.to), opening),
    };
  });
}

async function joined({ connection }: MovementReader, shopId: bigint, { from, to, before }: ReturnType<typeof periodDays>, zone: string) {
  const moment = (day: string | null) => (day === null ? null : new Date(startOfLocalDay(day, zone)));
  const end = new Date(startOfLocalDay(to, zone));
  const [start, earlier] = [moment(from), moment(before)];
  return {
    joined: await membersJoined(connection, shopId, start, end),
    joinedBefore: start && earlier ? await membersJoined(connection, shopId, earlier, start) : null,
  };
}

/** All days or months, also those in which nothing moved. */
function stretchesOf(movements: BucketMovement[], buckets: string[], opening: bigint): Stretch[] {
  let outstanding = opening;
  return [...totalsByBucket(movements, buckets)].map(([from, totals]) => ({ from, totals, outstanding: (outstanding += growth(totals)) }));
}
