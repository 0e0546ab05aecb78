import { localDay, startOfLocalDay } from '../earning/calendar';
import { costOf } from '../programme/cost';
import { programmeAt, versionsOf } from '../programme/index.server';
import { growth, holdingsOf, totalsByBucket, totalsOf } from './flows';
import { journalOf, NOTHING_DEFERRED } from './journal';
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

/** Every local day there has been since the first movement, a year at a time: for export, in flat memory. What is posted meanwhile to a day that is out is not told. */
export async function* allDays(shopId: bigint, zone: string, now: Date): AsyncGenerator<DayOfBooks[]> {
  const last = nextDay(localDay(now, zone), zone);
  let from = await firstDayOf(shopId, zone);
  for (let opening = 0n; from !== null && from < last;) {
    const first: string = from;
    const end = nextYear(first) < last ? nextYear(first) : last;
    const days = await withMovements(shopId, zone, async ({ read }) => daysOf(await read('day', first, end), bucketsOf('day', first, end), opening));
    yield days;
    opening = days.at(-1)?.closing ?? opening;
    from = end;
  }
}

/** The journal of deferred revenue of all months that have ended, a year at a time. */
export async function* journal(shopId: bigint, { zone, currency }: BooksShop, now: Date): AsyncGenerator<JournalLine[]> {
  const thisMonth = `${localDay(now, zone).slice(0, 7)}-01`;
  const first = await firstDayOf(shopId, zone);
  let from = first && `${first.slice(0, 7)}-01`;
  for (let before = NOTHING_DEFERRED; from !== null && from < thisMonth;) {
    const start: string = from;
    const end = nextYear(start) < thisMonth ? nextYear(start) : thisMonth;
    const months = await withMovements(shopId, zone, async ({ read, connection }) => {
      const versions = await versionsOf(connection, shopId, now);
      const movements = await read('month', start, end);
      return bucketsOf('month', start, end).map((month) => {
        const over = startOfLocalDay(nextMonth(month), zone);
        const costPerPoint = (versions.filter(({ effectiveAt }) => effectiveAt.getTime() < over).at(-1) ?? versions[0])?.programme.costPerPoint ?? '0';
        return { date: localDay(new Date(over - 1), zone), flows: totalsOf(movements.filter(({ bucket }) => bucket === month)), costPerPoint };
      });
    });
    const { lines, after } = journalOf(before, months, currency);
    yield lines;
    before = after;
    from = end;
  }
}

const firstDayOf = (shopId: bigint, zone: string) => withMovements(shopId, zone, ({ firstDay }) => firstDay());
/** First day of the year after a day's. */
const nextYear = (day: string): string => `${String(Number(day.slice(0, 4)) + 1).padStart(4, '0')}-01-01`;
const nextDay = (day: string, zone: string): string => localDay(new Date(startOfLocalDay(day, zone, 1)), zone);

function daysOf(movements: BucketMovement[], days: string[], before: bigint): DayOfBooks[] {
  let closing = before;
  return [...totalsByBucket(movements, days)].map(([day, totals]) => {
    const opening = closing;
    closing += growth(totals);
    return { day, opening, totals, closing };
  });
}
