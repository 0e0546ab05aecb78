import type { DateOrder } from './model';

/** A day of the calendar and a time of the clock, as a file tells them. */
export interface WrittenDate {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  /** Minutes ahead of UTC; `null` where the file does not say: the shop's clock then. */
  offset: number | null;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const YEAR_FIRST = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?/;
const COMPACT = /^((?:19|20)\d\d)(\d\d)(\d\d)(?=$|[T\s])/;
const NUMBERS = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?=$|[T\s,])/;
const DAY_MONTH_NAME = /^(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4}|\d{2})(?=$|[T\s,])/i;
const MONTH_NAME_DAY = /^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?=$|[T\s,])/i;
const SERIAL = /^(\d{5})(?:\.(\d+))?$/;
const TIME = /^[T\s,]*(上午|下午|am|pm)?\s*(\d{1,2})[:：](\d{2})(?:[:：](\d{2})(?:[.,]\d+)?)?\s*(am|pm|a\.m\.|p\.m\.)?\s*(z|utc|[+-]\d{2}:?\d{2})?$/i;

/** Day 0 of a spreadsheet, which is 1899-12-30. */
const SERIAL_EPOCH_MS = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

/** Which orders of day and month a date of only numbers can be meant in; `null` when the question does not arise. */
export function possibleOrders(text: string): DateOrder[] | null {
  const match = NUMBERS.exec(text.normalize('NFKC').trim());
  if (!match || match[2] === '.') return null;
  const [first, second] = [Number(match[1]), Number(match[3])];
  // The same day either way: says nothing, and needs no answer.
  if (first === second && first <= 12) return null;
  return [...(second >= 1 && second <= 12 && first <= 31 ? (['dmy'] as const) : []), ...(first >= 1 && first <= 12 && second <= 31 ? (['mdy'] as const) : [])];
}

/** @param thisYear to tell which century a year of two digits is of @returns `null` when it is no date, or none in this order */
export function parseDate(written: string, order: DateOrder | null, thisYear: number): WrittenDate | null {
  const text = written.normalize('NFKC').trim();
  const serial = SERIAL.exec(text);
  if (serial) return fromSerial(Number(serial[1]), Number(`0.${serial[2] ?? '0'}`));
  const day = dayOf(text, order, thisYear);
  if (!day) return null;
  const time = timeOf(text.slice(day.length));
  if (!time || !exists(day)) return null;
  return { year: day.year, month: day.month, day: day.day, ...time };
}

interface Day {
  year: number;
  month: number;
  day: number;
  length: number;
}

function dayOf(text: string, order: DateOrder | null, thisYear: number): Day | null {
  const yearFirst = YEAR_FIRST.exec(text) ?? COMPACT.exec(text);
  if (yearFirst) return { year: Number(yearFirst[1]), month: Number(yearFirst[2]), day: Number(yearFirst[3]), length: yearFirst[0].length };
  const dayName = DAY_MONTH_NAME.exec(text);
  if (dayName) return { year: fullYear(dayName[3], thisYear), month: monthOf(dayName[2]), day: Number(dayName[1]), length: dayName[0].length };
  const nameDay = MONTH_NAME_DAY.exec(text);
  if (nameDay) return { year: Number(nameDay[3]), month: monthOf(nameDay[1]), day: Number(nameDay[2]), length: nameDay[0].length };
  const numbers = NUMBERS.exec(text);
  if (!numbers) return null;
  const [first, second] = [Number(numbers[1]), Number(numbers[3])];
  // Dots are only ever written between day, month and year.
  const told = numbers[2] === '.' || first === second ? 'dmy' : order;
  if (!told) return null;
  const [day, month] = told === 'dmy' ? [first, second] : [second, first];
  return { year: fullYear(numbers[4], thisYear), month, day, length: numbers[0].length };
}

function monthOf(name = ''): number {
  const month = MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  return month;
}

function fullYear(text = '', thisYear: number): number {
  if (text.length === 4) return Number(text);
  const century = Math.floor(thisYear / 100) * 100;
  const year = century + Number(text);
  return year > thisYear + 1 ? year - 100 : year;
}

function timeOf(rest: string): Pick<WrittenDate, 'hour' | 'minute' | 'second' | 'offset'> | null {
  if (rest.trim() === '') return { hour: 0, minute: 0, second: 0, offset: null };
  const match = TIME.exec(rest);
  if (!match) return null;
  const half = (match[1] ?? match[5] ?? '').toLowerCase().replaceAll('.', '');
  const [minute, second] = [Number(match[3]), Number(match[4] ?? 0)];
  let hour = Number(match[2]);
  if ((half === 'pm' || half === '下午') && hour < 12) hour += 12;
  if ((half === 'am' || half === '上午') && hour === 12) hour = 0;
  return hour > 23 || minute > 59 || second > 59 ? null : { hour, minute, second, offset: offsetOf(match[6]) };
}

function offsetOf(zone: string | undefined): number | null {
  if (!zone) return null;
  if (/^(z|utc)$/i.test(zone)) return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith('-') ? -minutes : minutes;
}

function fromSerial(days: number, share: number): WrittenDate | null {
  if (days < 20_000 || days > 80_000) return null;
  const at = new Date(SERIAL_EPOCH_MS + days * DAY_MS + Math.round(share * 86_400) * 1000);
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()];
  return { year, month, day, hour: at.getUTCHours(), minute: at.getUTCMinutes(), second: at.getUTCSeconds(), offset: null };
}

function exists({ year, month, day }: Day): boolean {
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1) return false;
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
}
