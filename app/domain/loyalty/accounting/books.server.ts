import { localDay, startOfLocalDay } from '../earning/calendar';
import { costOf } from '../programme/cost';
import { programmeAt, versionsOf } from '../programme/index.server';
import { growth, holdingsOf, totalsByBucket, totalsOf } from './flows';
import { journalOf } from './journal';
import type { DayOfBooks, JournalLine, MonthOfBooks } from './model';
import { withMovements, type BucketMovement } from './movements.store.server';
import { bucketsOf, nextMonth } from './periods';

interface BooksShop {
  zone: string;
  currency: string;
}

/** A month of the books by local day, and what is owed to members now. `wanted`: its first day; this month when there are no books of it. */
export function monthOfBooks(shopId: bigint, wanted: string | null, { zone, currency }: BooksShop, now: Date): Promise<MonthOfBooks> {
  const today = localDay(now, zone);
  return withMovements(shopId, zone, async ({ read, firstDay, connection }) => {
    const first = (await firstDay()) ?? today;
    const months = bucketsOf('month', first < today ? first : today, nextMonth(today)).reverse();
    const month = months.find((one) => one === wanted) ?? months[0] ?? today;
    const opening = growth(totalsOf(await read('all', null, month)));
    const holdings = holdingsOf(await read('all', null, null));
    const inForce = await programmeAt(connection, shopId, now);
    const outstanding = holdings.available + holdings.pending;
    const end = nextMonth(month);
    return {
      month,
      months,
      days: daysOf(await read('day', month, end), bucketsOf('day', month, end), opening).filter(({ day }) => day <= today),
      holdings,
      outstanding,
      liability: inForce && costOf(outstanding, inForce.programme.costPerPoint, currency),
      costPerPoint: inForce?.programme.costPerPoint ?? null,
    };
  });
}

/** Every local day there has been since the first movement. */
export function allDays(shopId: bigint, zone: string, now: Date): Promise<DayOfBooks[]> {
  return withMovements(shopId, zone, async ({ read, firstDay }) => {
    const first = await firstDay();
    return first === null ? [] : daysOf(await read('day', null, null), bucketsOf('day', first, nextDay(localDay(now, zone), zone)), 0n);
  });
}

/** The journal of deferred revenue of all months that have ended. */
export function journal(shopId: bigint, { zone, currency }: BooksShop, now: Date): Promise<JournalLine[]> {
  return withMovements(shopId, zone, async ({ read, firstDay, connection }) => {
    const first = await firstDay();
    const thisMonth = `${localDay(now, zone).slice(0, 7)}-01`;
    if (first === null || first >= thisMonth) return [];
    const versions = await versionsOf(connection, shopId, now);
    const movements = await read('month', null, thisMonth);
    const months = bucketsOf('month', first, thisMonth).map((month) => {
      const end = startOfLocalDay(nextMonth(month), zone);
      const costPerPoint = (versions.filter(({ effectiveAt }) => effectiveAt.getTime() < end).at(-1) ?? versions[0])?.programme.costPerPoint ?? '0';
      return { date: localDay(new Date(end - 1), zone), flows: totalsOf(movements.filter(({ bucket }) => bucket === month)), costPerPoint };
    });
    return journalOf(months, currency);
  });
}

const nextDay = (day: string, zone: string): string => localDay(new Date(startOfLocalDay(day, zone, 1)), zone);

function daysOf(movements: BucketMovement[], days: string[], before: bigint): DayOfBooks[] {
  let closing = before;
  return [...totalsByBucket(movements, days)].map(([day, totals]) => {
    const opening = closing;
    closing += growth(totals);
    return { day, opening, totals, closing };
  });
}
