import { Temporal } from 'temporal-polyfill';
import type { ExpiryRule, ProgrammeVersion } from '../programme/model';
import { addLocalDays, endOfLocalDay, localDay, startOfLocalDay } from './calendar';

/** How long people are told beforehand: nothing that a change of the rule shortens ends sooner than that after the change. */
const REMINDER_DAYS = 30;
const CACHED_MAX = 50_000;

const endings = new Map<string, number>();
/** The end of the local day N calendar months after a local day. */
function monthsAfter(day: string, months: number, zone: string): number {
  const key = `${zone} ${months} ${day}`;
  let end = endings.get(key);
  if (end === undefined) {
    if (endings.size >= CACHED_MAX) endings.clear();
    end = startOfLocalDay(Temporal.PlainDate.from(day).add({ months }).toString(), zone, 1);
    endings.set(key, end);
  }
  return end;
}

/** When a lot ends by a rule alone: the instant after the end of the local day, N calendar months after it became available. `null`: never. */
export function lotEnd(rule: ExpiryRule, availableAt: Date, zone: string): Date | null {
  return rule.model === 'lot' ? new Date(monthsAfter(localDay(availableAt, zone), rule.months, zone)) : null;
}

type EndMs = number | null;
const earlier = (a: EndMs, b: EndMs): boolean => a !== null && (b === null || a < b);

/**
 * What becomes of an end when rules change: a longer one is given at once, a shorter one takes nothing sooner than the reminder
 * period after the change and nothing later than it would have ended anyway. What had ended by then has ended.
 */
function foldEnds(versions: ProgrammeVersion[], since: number, endBy: (rule: ExpiryRule) => EndMs, zone: string, reminderDays: number): EndMs {
  let end: EndMs = null;
  for (const { effectiveAt, programme } of versions) {
    const next = endBy(programme.expiry);
    if (effectiveAt.getTime() <= since) {
      end = next;
      continue;
    }
    if (end !== null && end <= effectiveAt.getTime()) return end;
    if (next !== null && earlier(next, end)) {
      const soonest = endOfLocalDay(addLocalDays(effectiveAt, reminderDays, zone), zone).getTime();
      const moved: number = Math.max(next, soonest);
      end = end === null ? moved : Math.min(end, moved);
    } else end = next;
  }
  return end;
}

/** Ends of lots by versions, zone and the rest of what they hang on; a list of versions is read-only and is made anew when it changes. */
const folded = new WeakMap<ProgrammeVersion[], Map<string, EndMs>>();
function remembered(versions: ProgrammeVersion[], key: string, work: () => EndMs): Date | null {
  const known = folded.get(versions) ?? new Map<string, EndMs>();
  folded.set(versions, known);
  let end = known.get(key);
  if (end === undefined) {
    if (known.size >= CACHED_MAX) known.clear();
    end = work();
    known.set(key, end);
  }
  return end === null ? null : new Date(end);
}
const versionsUntil = (versions: ProgrammeVersion[], at: Date) => versions.reduce((count, { effectiveAt }) => count + (effectiveAt <= at ? 1 : 0), 0);

/**
 * When a lot ends, by all that was in force since it became available. `versions`: those that are or were in force, in that order.
 * `null`: never. Inactivity ends it only where the member's last order is given.
 */
export function lotEndUnder(
  versions: ProgrammeVersion[],
  availableAt: Date,
  zone: string,
  reminderDays = REMINDER_DAYS,
  lastOrderAt: Date | null = null,
): Date | null {
  const day = localDay(availableAt, zone);
  const orderDay = lastOrderAt && localDay(lastOrderAt, zone);
  const endBy = (rule: ExpiryRule): EndMs => {
    if (rule.model === 'none') return null;
    if (rule.model === 'lot') return monthsAfter(day, rule.months, zone);
    if (!orderDay) return null;
    // What came after the end of inactivity, such as a present, has its own time.
    const end = monthsAfter(orderDay, rule.months, zone);
    return end <= availableAt.getTime() ? monthsAfter(day, rule.months, zone) : end;
  };
  const work = () => foldEnds(versions, availableAt.getTime(), endBy, zone, reminderDays);
  return remembered(versions, `${zone} ${reminderDays} ${versionsUntil(versions, availableAt)} ${day} ${orderDay ?? ''}`, work);
}

/** When all of a member's lots end because nothing was ordered since, by all that was in force since then. `null`: never. */
export function inactivityEnd(lastOrderAt: Date, versions: ProgrammeVersion[], zone: string): Date | null {
  const day = localDay(lastOrderAt, zone);
  const endBy = (rule: ExpiryRule) => (rule.model === 'inactivity' ? monthsAfter(day, rule.months, zone) : null);
  const work = () => foldEnds(versions, lastOrderAt.getTime(), endBy, zone, REMINDER_DAYS);
  return remembered(versions, `inactive ${zone} ${versionsUntil(versions, lastOrderAt)} ${day}`, work);
}
