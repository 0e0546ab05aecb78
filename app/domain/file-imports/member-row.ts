import { isWhole } from './detect-notation';
import type { Field } from './model';
import { readEmail, readPhone } from './person-row';
import { instantsIn } from './zoned-time';
import type { Cells, ReadingRules } from './row-cells';
import { parseDate } from './dates';

/** A member as a row tells of them. */
export interface MemberDraft {
  line: number;
  failed: boolean;
  /** The store's number of them. */
  customerId: bigint | null;
  email: string | null;
  /** E.164 */
  phone: string | null;
  tier: string | null;
  tierUntil: Date | null;
  /** `MM-DD` */
  birthday: string | null;
  memberSince: Date | null;
  lots: LotDraft[];
}
/** Points with dates of their own, or a balance without. */
export interface LotDraft {
  state: 'available' | 'pending';
  points: bigint;
  number: string | null;
  earnedAt: Date | null;
  availableAt: Date | null;
  expiresAt: Date | null;
  /** The month of the shop's calendar in which it ends, `2027-03`. */
  endsIn: string | null;
}

/** More than anybody has, and so little that sums of millions of members stay within 64 bits. */
const POINTS_MAX = 1_000_000_000_000n;
const GID = /^(?:gid:\/\/shopify\/Customer\/)?(-?\d{1,18})$/;
const MONTH_DAY = /^(\d{1,2})[-/.](\d{1,2})$/;
const BIRTH_YEAR_UNKNOWN = /^(?:1004|0000|0001)[-/](\d{1,2})[-/](\d{1,2})/;

/** Faults stand in the cells' errors. */
export function readMember(cells: Cells, rules: ReadingRules): Omit<MemberDraft, 'failed'> {
  const member = {
    line: cells.line,
    customerId: readCustomerId(cells),
    email: readEmail(cells),
    phone: readPhone(cells, rules.settings.region),
    tier: cells.text('tier', 100),
    tierUntil: cells.moment('tierUntil', true),
    birthday: readBirthday(cells, rules),
    memberSince: cells.date('memberSince'),
    lots: readLots(cells, rules),
  };
  if (cells.errors.length === 0 && member.customerId === null && member.email === null && member.phone === null) cells.fail(null, 'person_missing');
  return member;
}

function readCustomerId(cells: Cells): bigint | null {
  const text = cells.text('customerId')?.replace(/^'/, '');
  if (!text) return null;
  const id = GID.exec(text)?.[1];
  return id === undefined ? cells.fail('customerId', 'customer_id_invalid') : BigInt(id);
}

function readPoints(cells: Cells, field: Field): bigint | null {
  const amount = cells.amount(field);
  if (amount === null) return null;
  if (!isWhole(amount.decimal) || amount.currency !== null) return cells.fail(field, amount.currency === null ? 'points_fraction' : 'points_invalid');
  const points = BigInt(amount.decimal.split('.')[0] ?? '');
  if (points < 0n) return cells.fail(field, 'points_negative');
  return points > POINTS_MAX ? cells.fail(field, 'points_invalid') : points;
}

function readLots(cells: Cells, rules: ReadingRules): LotDraft[] {
  const dates = { earnedAt: cells.moment('earnedAt'), availableAt: cells.moment('availableAt'), expiresAt: cells.moment('expiresAt', true) };
  const number = cells.text('lotNumber', 100);
  const endsIn = dates.expiresAt && monthOf(dates.expiresAt, rules.zone);
  if (dates.expiresAt && dates.expiresAt <= rules.now) cells.fail('expiresAt', 'lot_ended');
  if (dates.expiresAt && dates.availableAt && dates.expiresAt <= dates.availableAt) cells.fail('expiresAt', 'dates_contradict');
  const [all, spent, pending] = [readPoints(cells, 'points'), readPoints(cells, 'pointsSpent'), readPoints(cells, 'pendingPoints')];
  const waits = dates.availableAt !== null && dates.availableAt > rules.now;
  const lots: LotDraft[] = [];
  if (all !== null) {
    const points = all - (spent ?? 0n);
    if (points < 0n) cells.fail('pointsSpent', 'points_negative');
    else lots.push({ state: waits ? 'pending' : 'available', points, number, ...dates, endsIn });
  } else if (cells.has('points') && pending === null && cells.errors.length === 0) cells.fail('points', 'points_missing');
  if (pending !== null) lots.push({ state: 'pending', points: pending, number: number && `${number} pending`, ...dates, endsIn });
  return lots;
}

/** The end is the instant after it. */
function monthOf(end: Date, zone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit' }).format(end.getTime() - 1).slice(0, 7);
}

/** A day of the year, with a year or without; apps write 1004 for a year they do not know. */
function readBirthday(cells: Cells, { settings, now, zone }: ReadingRules): string | null {
  const text = cells.text('birthday')?.normalize('NFKC');
  if (!text) return null;
  const unknown = BIRTH_YEAR_UNKNOWN.exec(text);
  if (unknown) return monthDay(Number(unknown[1]), Number(unknown[2])) ?? cells.fail('birthday', 'birthday_invalid');
  const short = MONTH_DAY.exec(text);
  if (short) {
    const [first, second] = [Number(short[1]), Number(short[2])];
    const [month, day] = settings.dateOrder === 'dmy' && !text.includes('-') ? [second, first] : [first, second];
    return monthDay(month, day) ?? cells.fail('birthday', 'birthday_invalid');
  }
  const date = parseDate(text, settings.dateOrder, now.getUTCFullYear());
  if (!date || instantsIn(zone)(date) > now) return cells.fail('birthday', 'birthday_invalid');
  return monthDay(date.month, date.day);
}

function monthDay(month: number, day: number): string | null {
  // A leap year: 29 February is a birthday.
  const date = new Date(Date.UTC(2024, month - 1, day));
  return month >= 1 && month <= 12 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
    ? `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
    : null;
}
