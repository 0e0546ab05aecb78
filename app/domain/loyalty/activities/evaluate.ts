import { Temporal } from 'temporal-polyfill';
import { localDay } from '../earning/calendar';
import type { Activity, Programme } from '../programme/model';
import type { ActivityFact, ActivityNothing } from './model';

export interface ActivityContext {
  zone: string;
  /** When the member got points before, by the way to earn. */
  given: readonly { rule: string; at: Date }[];
  /** When the birthday was told last. */
  birthdaySetAt: Date | null;
  /** They had subscribed before. */
  subscribedBefore: boolean;
}

/** What something a member has done brings by the programme of its day. No points: `nothing` says why. */
export function evaluateActivity(
  fact: ActivityFact,
  programme: Programme | null,
  context: ActivityContext,
): { ways: Activity[]; nothing: ActivityNothing | null } {
  if (!programme) return { ways: [], nothing: 'no_programme' };
  const refused: ActivityNothing[] = [];
  const ways = programme.activities.filter((way) => {
    if (!isFor(way, fact)) return false;
    const why = refusal(way, fact, context);
    if (why) refused.push(why);
    return why === null;
  });
  return { ways, nothing: ways.length > 0 ? null : (refused[0] ?? 'no_way') };
}

function isFor(way: Activity, { kind, event }: ActivityFact): boolean {
  if (way.kind !== kind) return false;
  return kind === 'custom' ? way.event === event : event === null || way.id === event;
}

function refusal(way: Activity, fact: ActivityFact, { zone, given, birthdaySetAt, subscribedBefore }: ActivityContext): ActivityNothing | null {
  const day = localDay(fact.occurredAt, zone);
  if (fact.kind === 'newsletter' && subscribedBefore) return 'not_first';
  if (fact.kind === 'birthday' && (birthdaySetAt === null || !isToldInTime(birthdaySetAt, day, way.birthdayCutoffDays, zone))) return 'too_fresh';
  const before = given.filter(({ rule, at }) => rule === way.id && (!isYearly(fact.kind) || localDay(at, zone).slice(0, 4) === day.slice(0, 4)));
  const most = isYearly(fact.kind) || fact.kind === 'account' || fact.kind === 'newsletter' ? 1 : way.perMember;
  return before.length >= most ? 'limit' : null;
}

const isYearly = (kind: ActivityFact['kind']) => kind === 'birthday' || kind === 'anniversary';

/** A birthday that was told at least so many days of the shop's calendar before it. */
export function isToldInTime(setAt: Date, day: string, cutoffDays: number, zone: string): boolean {
  return Temporal.PlainDate.compare(Temporal.PlainDate.from(localDay(setAt, zone)).add({ days: cutoffDays }), Temporal.PlainDate.from(day)) <= 0;
}

/** Which days of the year (`MM-DD`) are kept on a calendar day: 29 February on the 28th where there is none. */
export function daysKeptOn(day: string): string[] {
  const monthDay = day.slice(5);
  return monthDay === '02-28' && !Temporal.PlainDate.from(day).inLeapYear ? ['02-28', '02-29'] : [monthDay];
}

/** The same day in an earlier year, `MM-DD` of that year; `null` where that year has no such day. */
export function dayInYear(year: number, monthDay: string): string | null {
  const day = `${String(year).padStart(4, '0')}-${monthDay}`;
  return monthDay !== '02-29' || Temporal.PlainDate.from(`${day.slice(0, 4)}-01-01`).inLeapYear ? day : null;
}
