import { parseAmount, possibleMarks, SHARED_SIGNS } from './amounts';
import { possibleOrders } from './dates';
import { AMOUNT_FIELDS, DATE_FIELDS, POINT_FIELDS, type DateOrder, type DecimalMark, type Field } from './model';

export interface Notations {
  /** What the values prove; `null` when they leave it open and it has to be chosen. `none`: no value raises the question. */
  dateOrder: DateOrder | 'none' | null;
  decimalMark: DecimalMark | 'none' | null;
  /** Signs of money that several currencies share, with those currencies. */
  sharedSigns: Record<string, readonly string[]>;
  /** Currencies that the amounts name themselves. */
  currencies: string[];
  /** A value that could be meant in two ways, to ask with. */
  dateExample: string | null;
  amountExample: string | null;
}

/** How dates and amounts are written in these rows. Where both orders are proven, rows of both kinds stand in the file, and it stays open. */
export function detectNotations(columns: readonly (Field | null)[], rows: readonly (readonly string[])[]): Notations {
  const valuesOf = (fields: readonly Field[]) =>
    columns.flatMap((field, column) => (field && fields.includes(field) ? rows.flatMap((row) => row[column]?.trim() || []) : []));
  const dates = valuesOf(DATE_FIELDS).map((text) => ({ text, possible: possibleOrders(text) }));
  const amounts = [
    ...valuesOf(AMOUNT_FIELDS).map((text) => ({ text, possible: possibleMarks(text) })),
    // Points are whole: 1,234 can only be meant in one way.
    ...valuesOf(POINT_FIELDS).map((text) => ({ text, possible: possibleMarks(text)?.filter((mark) => isWhole(parseAmount(text, mark)?.decimal)) ?? null })),
  ];
  const signs = valuesOf(AMOUNT_FIELDS).flatMap((text) => parseAmount(text, 'point')?.currency ?? parseAmount(text, 'comma')?.currency ?? []);
  const shared = [...new Set(signs.filter((sign) => sign in SHARED_SIGNS))];
  return {
    dateOrder: proven(dates),
    decimalMark: proven(amounts),
    dateExample: dates.find(({ possible }) => possible?.length === 2)?.text ?? null,
    amountExample: amounts.find(({ possible }) => possible?.length === 2)?.text ?? null,
    sharedSigns: Object.fromEntries(shared.map((sign) => [sign, SHARED_SIGNS[sign] ?? []])),
    currencies: [...new Set(signs.filter((sign) => !(sign in SHARED_SIGNS)))].sort(),
  };
}

/** `12` and `12.00`. */
export const isWhole = (decimal: string | undefined): boolean => decimal !== undefined && /^-?\d+(\.0*)?$/.test(decimal);

function proven<T extends string>(values: { possible: T[] | null }[]): T | 'none' | null {
  const asked = values.flatMap(({ possible }) => (possible && possible.length > 0 ? [possible] : []));
  if (asked.length === 0) return 'none';
  const certain = [...new Set(asked.flatMap((possible) => (possible.length === 1 ? possible : [])))];
  return certain.length === 1 ? (certain[0] ?? null) : null;
}
