import { parseAmount, type WrittenAmount } from './amounts';
import { parseDate, type WrittenDate } from './dates';
import type { Field, FileSettings, RowError, RowReason, ValueClass } from './model';
import { instantsIn } from './zoned-time';

/** What reading a row depends on. */
export interface ReadingRules {
  settings: FileSettings;
  /** Columns of the header. */
  width: number;
  shopCurrency: string;
  /** The shop's IANA zone: times without one are told by its clock. */
  zone: string;
  /** When the import was begun; nothing lies after it. */
  now: Date;
}
/** A row of the file. `fields` are `null` when its quotes are broken, or it is too long. */
export interface FileRow {
  line: number;
  fields: readonly string[] | null;
  reason: RowReason | null;
}

const DAY_MS = 86_400_000;
const TEXT_MAX = 255;
/** Nothing prints these, and PostgreSQL cannot store the first. Written as text, because a pattern may not hold them. */
const CONTROL = new RegExp('[\\u0000-\\u0008\\u000b-\\u001f\\u007f]', 'g');

export type RowReader = ReturnType<typeof rowReader>;
export type Cells = ReturnType<RowReader>;

/** Reads rows by the rules: each cell as what its column is, each fault noted with its reason. */
export function rowReader(rules: ReadingRules) {
  const { settings, width, now } = rules;
  const places = new Map<Field, number>();
  settings.columns.forEach((field, column) => {
    if (field !== null && !places.has(field)) places.set(field, column);
  });
  const instant = instantsIn(rules.zone);
  const thisYear = now.getUTCFullYear();
  return (row: FileRow) => {
    const fields = row.fields ?? [];
    const errors: RowError[] = [];
    const raw = (field: Field) => fields[places.get(field) ?? -1] ?? '';
    const fail = (field: Field | null, reason: RowReason): null => {
      const column = field === null ? null : (places.get(field) ?? null);
      errors.push({ line: row.line, column, reason, valueClass: column === null || field === null ? 'none' : valueClassOf(raw(field)) });
      return null;
    };
    const text = (field: Field, max = TEXT_MAX): string | null => {
      const value = raw(field).replace(CONTROL, '').trim();
      if (value === '') return null;
      if (value.includes('\ufffd')) return fail(field, 'undecodable');
      return value.length > max ? fail(field, 'text_too_long') : value;
    };
    const amount = (field: Field): WrittenAmount | null => {
      const value = text(field);
      if (value === null) return null;
      return parseAmount(value, settings.decimalMark ?? 'point') ?? fail(field, 'amount_invalid');
    };
    /** Also one that lies ahead. `endOfDay`: of a day without a time its end is meant. */
    const moment = (field: Field, endOfDay = false): Date | null => {
      const value = text(field);
      if (value === null) return null;
      const written = parseDate(value, settings.dateOrder, thisYear);
      if (!written) return fail(field, 'date_invalid');
      return instant(endOfDay && !/[:：]/.test(value) ? nextDay(written) : written);
    };
    const date = (field: Field): Date | null => {
      const value = text(field);
      if (value === null) return null;
      const written = parseDate(value, settings.dateOrder, thisYear);
      if (!written) return fail(field, 'date_invalid');
      const at = instant(written);
      return at.getTime() > now.getTime() + DAY_MS ? fail(field, 'date_in_future') : at;
    };
    if (row.reason) fail(null, row.reason);
    else if (fields.length < width) fail(null, 'too_few_columns');
    else if (fields.slice(width).some((extra) => extra.trim() !== '')) fail(null, 'too_many_columns');
    return { line: row.line, errors, fail, text, amount, date, moment, has: (field: Field) => places.has(field) };
  };
}

function nextDay(written: WrittenDate): WrittenDate {
  const next = new Date(Date.UTC(written.year, written.month - 1, written.day + 1));
  return { ...written, year: next.getUTCFullYear(), month: next.getUTCMonth() + 1, day: next.getUTCDate(), hour: 0, minute: 0, second: 0 };
}

/** A row of nothing, as spreadsheets leave them at the end. */
export const isBlank = (row: FileRow): boolean => row.fields !== null && row.fields.every((field) => field.trim() === '');

export function valueClassOf(written: string): ValueClass {
  const text = written.trim();
  if (text === '') return 'empty';
  if (text.length > TEXT_MAX) return 'long_text';
  if (text.includes('@')) return 'email';
  if (/^\d{1,4}[-/.年]\d{1,2}[-/.月]\d{1,4}/.test(text)) return 'date';
  if (/^[-+]?[\d.,\s]+$/.test(text)) return /^\+|^0\d|\d{8}/.test(text) ? 'phone' : 'number';
  return 'text';
}
