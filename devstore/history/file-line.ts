import type { ColumnName } from './columns.ts';

/** How the dates of a file are written: 2011-12-09 12:50, 12/9/2011 12:50 or 9/12/2011 12:50. */
export type DateOrder = 'ymd' | 'mdy' | 'dmy';

/** A line of the file that was understood. `price` is in minor units, `exactPrice` as the file has it. */
export interface FileLine {
  kind: 'sale' | 'return';
  order: string;
  customer: string | null;
  code: string;
  description: string | null;
  quantity: number;
  price: number;
  exactPrice: string;
  time: number;
  country: string | null;
}
/** One that cannot become part of an order or a return, and why. */
export interface AsideLine {
  kind: 'aside';
  reason: string;
}

/** Codes of things that are charged but not kept on a shelf: postage, manual entries, discounts, fees, samples, charity. */
export const serviceCodes = new Set(['POST', 'DOT', 'C2', 'D', 'M', 'S', 'B', 'BANK CHARGES', 'AMAZONFEE', 'CRUK']);

/** Rounds decimal text to whole minor units, halves away from zero. Null when it is no decimal number. */
export function roundPrice(text: string, digits: number): number | null {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text);
  if (!match || !(match[2] || match[3])) return null;
  const fraction = match[3] ?? '';
  const kept = Number(`${match[2]}${fraction.slice(0, digits).padEnd(digits, '0')}`);
  const up = Number(fraction[digits] ?? '0') >= 5 ? 1 : 0;
  const amount = kept + up;
  return !Number.isSafeInteger(amount) ? null : match[1] === '-' && amount !== 0 ? -amount : amount;
}

/** The wall clock of a date and time, read as if it were UTC; or, when a zone stands with it, the moment itself. */
export function parseTime(text: string, order: DateOrder): { local: number } | { utc: number } | null {
  const [, first = '', second = '', third = '', hour = '0', minute = '0', second60 = '0', zone = ''] =
    /^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s?(Z|[+-]\d{2}:?\d{2}| UTC)?)?$/.exec(text) ?? [];
  const written: DateOrder = first.length === 4 ? 'ymd' : order;
  const [year, month, day] = written === 'ymd' ? [first, second, third] : written === 'mdy' ? [third, first, second] : [third, second, first];
  if (year.length !== 4 || +month < 1 || +month > 12 || +day < 1 || +day > 31 || +hour > 23 || +minute > 59) return null;
  const wall = Date.UTC(+year, +month - 1, +day, +hour, +minute, +second60);
  if (new Date(wall).getUTCDate() !== +day) return null;
  if (zone === '') return { local: wall };
  const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d{2}):?(\d{2})/.exec(zone) ?? [];
  return { utc: wall - (sign === '-' ? -1 : 1) * (+hours * 60 + +minutes) * 60_000 };
}

const text = (value: string | undefined) => value?.trim().replaceAll('\u0000', '') || null;

export interface LineRules {
  columns: Partial<Record<ColumnName, number>>;
  digits: number;
  dates: DateOrder;
  toUtc: (local: number) => number;
}

/** Makes sense of a record, or says why it cannot. */
export function readLine(record: readonly string[], rules: LineRules): FileLine | AsideLine {
  const get = (name: ColumnName) => {
    const at = rules.columns[name];
    return at === undefined ? null : text(record[at]);
  };
  const aside = (reason: string): AsideLine => ({ kind: 'aside', reason });
  const [order, code, quantityText, exactPrice, timeText] = [get('order'), get('product'), get('quantity'), get('price'), get('time')];
  if (!order || !code || !quantityText || !exactPrice || !timeText) return aside('unreadable: a needed field is empty');
  const quantity = /^[+-]?\d{1,9}(?:\.0+)?$/.test(quantityText) ? Number(quantityText) : null;
  const price = roundPrice(exactPrice, rules.digits);
  const time = parseTime(timeText, rules.dates);
  if (quantity === null) return aside('unreadable: the quantity is no whole number');
  if (price === null) return aside('unreadable: the price is no decimal number');
  if (!time) return aside('unreadable: the time is no date');
  if (exactPrice.startsWith('-')) return aside('accounting entry: negative price');
  const upper = code.toUpperCase();
  if (upper === 'B' && /bad debt/i.test(get('description') ?? '')) return aside('accounting entry: bad debt');
  if (quantity === 0) return aside('quantity zero');
  if (quantity < 0 && price === 0) return aside('stock correction: negative quantity at no price');
  return {
    kind: quantity < 0 ? 'return' : 'sale',
    order,
    customer: get('customer')?.replace(/\.0+$/, '') ?? null,
    code: upper,
    description: get('description'),
    quantity: Math.abs(quantity),
    price,
    exactPrice,
    time: 'utc' in time ? time.utc : rules.toUtc(time.local),
    country: get('country'),
  };
}
