import { Temporal } from 'temporal-polyfill';
import { dayInYear, daysKeptOn } from '../activities/evaluate';
import { localDay, startOfLocalDay } from '../earning/calendar';
import type { ProgrammeVersion } from '../programme/model';
import { withLoyalty, type LoyaltyScope } from './scope.store.server';

/** As many days are caught up in one transaction. */
const DAYS_AT_ONCE = 31;

/**
 * Notes birthdays and anniversaries of days of a shop's calendar that have begun and have not been looked at: after a worker was away,
 * one day after the other, each at its own time. @returns how many days that were.
 */
export async function keepCalendar(shopId: bigint, now: Date): Promise<number> {
  const kept = await withLoyalty(shopId, async (scope) => {
    const { connection, zone, versions } = scope;
    const first = versions.find(({ effectiveAt }) => effectiveAt <= now);
    if (!first) return 0;
    // Somebody else may be at it: one day is looked at once.
    await connection.query("insert into loyalty_calendar (shop_id, done_until, next_at) values ($1, $2, 'epoch') on conflict do nothing", [
      shopId,
      dayBefore(localDay(first.effectiveAt, zone)),
    ]);
    const { rows } = await connection.query<{ doneUntil: string }>(
      'select done_until as "doneUntil" from loyalty_calendar where shop_id = $1 for update skip locked',
      [shopId],
    );
    if (!rows[0]) return 0;
    let day = dayAfter(rows[0].doneUntil);
    let days = 0;
    for (; days < DAYS_AT_ONCE && startOfLocalDay(day, zone) <= now.getTime(); days += 1, day = dayAfter(day)) await noteDay(scope, day);
    await connection.query('update loyalty_calendar set done_until = $2, next_at = $3 where shop_id = $1', [
      shopId,
      dayBefore(day),
      new Date(startOfLocalDay(day, zone)),
    ]);
    return days;
  });
  return kept ?? 0;
}

async function noteDay(scope: LoyaltyScope, day: string): Promise<void> {
  const starts = new Date(startOfLocalDay(day, scope.zone));
  if (keepsBirthdays(scope.versions)) await noteBirthdays(scope, day, starts);
  if (scope.versions.some(({ programme }) => programme.activities.some(({ kind }) => kind === 'anniversary'))) await noteAnniversaries(scope, day, starts);
}

const dayBefore = (day: string) => Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();
const dayAfter = (day: string) => Temporal.PlainDate.from(day).add({ days: 1 }).toString();

const keepsBirthdays = (versions: readonly ProgrammeVersion[]) =>
  versions.some(
    ({ programme }) => programme.activities.some(({ kind }) => kind === 'birthday') || programme.tiers.levels.some(({ birthdayReward }) => birthdayReward),
  );

/** The day as told is part of the key: a birthday that was told too late does not stand in the way of the right one. */
async function noteBirthdays({ connection, shopId }: LoyaltyScope, day: string, at: Date, customerId: bigint | null = null): Promise<void> {
  await connection.query(
    `insert into loyalty_activity (shop_id, customer_id, named_customer_id, kind, source, occurred_at)
     select shop_id, customer_id, customer_id, 'birthday', 'birthday:' || customer_id || ':' || $4 || ':' || birthday, $3 from loyalty_member
     where shop_id = $1 and birthday = any($2) and ($5::bigint is null or customer_id = $5) order by customer_id on conflict do nothing`,
    [shopId, daysKeptOn(day), at, day.slice(0, 4), customerId],
  );
}

/** A birthday that is told on the day itself has missed the day's round. */
export async function noteBirthdayToday(scope: LoyaltyScope, customerId: bigint, now: Date): Promise<void> {
  const day = localDay(now, scope.zone);
  if (keepsBirthdays(scope.versions)) await noteBirthdays(scope, day, new Date(startOfLocalDay(day, scope.zone)), customerId);
}

/** Who joined on that day of an earlier year: a stretch of the index on joining a year. */
async function noteAnniversaries({ connection, shopId, zone }: LoyaltyScope, day: string, at: Date): Promise<void> {
  const { rows } = await connection.query<{ first: Date | null }>('select min(joined_at) as first from loyalty_member where shop_id = $1', [shopId]);
  if (!rows[0]?.first) return;
  const year = Number(day.slice(0, 4));
  const days: string[] = [];
  for (let past = Number(localDay(rows[0].first, zone).slice(0, 4)); past < year; past += 1)
    days.push(...daysKeptOn(day).flatMap((monthDay) => dayInYear(past, monthDay) ?? []));
  await connection.query(
    `insert into loyalty_activity (shop_id, customer_id, named_customer_id, kind, source, occurred_at)
     select m.shop_id, m.customer_id, m.customer_id, 'anniversary', 'anniversary:' || m.customer_id || ':' || $5, $4
     from unnest($2::timestamptz[], $3::timestamptz[]) as d (starts, ends) join loyalty_member m on m.shop_id = $1 and m.joined_at >= d.starts and m.joined_at < d.ends
     order by m.customer_id on conflict do nothing`,
    [shopId, days.map((one) => new Date(startOfLocalDay(one, zone))), days.map((one) => new Date(startOfLocalDay(one, zone, 1))), at, String(year)],
  );
}
