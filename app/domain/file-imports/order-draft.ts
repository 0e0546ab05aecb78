import { currencyDigits, type Minor } from '../shared/money';
import { convertMinor } from './amounts';
import type { Field, RowError, RowReason } from './model';
import type { OrderRowDraft } from './order-row';
import type { PersonDraft } from './person-row';
import type { ReadingRules } from './row-cells';

/** An order as its rows tell of it, in shop money. */
export interface OrderDraft {
  /** Where its rows begin. */
  lines: number[];
  number: string | null;
  occurredAt: Date;
  person: PersonDraft | null;
  /** What the file's amounts are in. */
  currency: string;
  shopCurrency: string;
  items: ItemDraft[];
  linesTotal: Minor;
  discountTotal: Minor;
  shippingTotal: Minor;
  taxTotal: Minor;
  total: Minor;
  taxesIncluded: boolean;
}
export interface ItemDraft {
  title: string;
  sku: string | null;
  quantity: number;
  unitPrice: Minor;
  discountTotal: Minor;
}
interface Sums {
  discount: Minor;
  shipping: Minor;
  tax: Minor;
  total: Minor | null;
}
const SUMMED = ['discount', 'shipping', 'tax', 'total'] as const;
const PERSON_KEYS = ['number', 'email', 'phone'] as const;
const PERSON_FIELDS = { number: 'customerNumber', email: 'email', phone: 'phone' } as const;

/** Puts the rows of one order together. Any fault in one of them refuses the whole: an order without some of its lines would look like a complete one. */
export function draftOrder(number: string | null, rows: OrderRowDraft[], rules: ReadingRules): { order: OrderDraft | null; errors: RowError[] } {
  const [first] = rows;
  if (!first) return { order: null, errors: [] };
  for (const row of rows.slice(1)) checkAgreement(first, row);
  const occurredAt = rows.find((row) => row.occurredAt)?.occurredAt ?? null;
  if (occurredAt === null && rows.every((row) => row.cells.errors.every((error) => !error.reason.startsWith('date_'))))
    first.cells.fail('orderDate', 'date_missing');
  const rate = rows.find((row) => row.rate)?.rate ?? null;
  if (first.currency !== rules.shopCurrency && rate === null) first.cells.fail('currency', 'currency_differs');
  const money = rows.every((row) => row.cells.errors.length === 0) ? moneyOf(rows) : null;
  if (money && 'reason' in money) first.cells.fail(money.field, money.reason);
  const errors = rows.flatMap((row) => row.cells.errors);
  if (errors.length > 0 || !money || 'reason' in money || occurredAt === null) return { order: null, errors: [...errors, ...sharedFate(rows)] };
  const inShopMoney = (amount: Minor): Minor =>
    first.currency === rules.shopCurrency || rate === null
      ? amount
      : convertMinor(amount, rate, currencyDigits(first.currency), currencyDigits(rules.shopCurrency));
  return {
    order: {
      lines: rows.map((row) => row.line),
      number,
      occurredAt,
      person: personOf(rows),
      currency: first.currency,
      shopCurrency: rules.shopCurrency,
      ...convert(money, inShopMoney),
    },
    errors,
  };
}

/** Rows that are right themselves, and fall with the others of their order. */
function sharedFate(rows: OrderRowDraft[]): RowError[] {
  return rows.filter((row) => row.cells.errors.length === 0).map((row) => ({ line: row.line, column: null, reason: 'order_has_errors', valueClass: 'none' }));
}

function checkAgreement(first: OrderRowDraft, row: OrderRowDraft) {
  const disagree = (field: Field, one: unknown, other: unknown) => {
    if (one !== null && other !== null && one !== other) row.cells.fail(field, 'order_contradicts');
  };
  disagree('orderDate', first.occurredAt?.getTime() ?? null, row.occurredAt?.getTime() ?? null);
  disagree('currency', first.currency, row.currency);
  disagree('rate', first.rate, row.rate);
  for (const key of PERSON_KEYS) disagree(PERSON_FIELDS[key], first.person?.[key] ?? null, row.person?.[key] ?? null);
}

function personOf(rows: OrderRowDraft[]): PersonDraft | null {
  const person = rows.find((row) => row.person)?.person ?? null;
  // A name alone is not somebody who can be found again: the order is a guest's.
  return person && PERSON_KEYS.some((key) => person[key] !== null) ? person : null;
}

interface Money extends Sums {
  items: ItemDraft[];
  linesTotal: Minor;
  taxesIncluded: boolean;
}

/**
 * Totals stand in files once an order, on each of its rows, or a row's own on each row. Taken is the reading that comes
 * out even with the lines; when none does, the order is refused.
 */
function moneyOf(rows: OrderRowDraft[]): Money | { field: Field; reason: RowReason } {
  const priced = rows.some((row) => row.item !== null && row.item.unitPrice !== null);
  const readings = [onceAnOrder(rows), ...(rows.length > 1 || !priced ? [rowByRow(rows)] : [])].filter((reading) => reading !== null);
  if (!priced) {
    const reading = readings[0];
    if (!reading || reading.total === null) return { field: 'total', reason: 'amount_missing' };
    return { ...reading, total: reading.total, ...withoutPrices(rows, reading) };
  }
  if (rows.some((row) => row.item !== null && row.item.unitPrice === null)) return { field: 'unitPrice', reason: 'amount_missing' };
  const items = rows.flatMap(({ item }) => (item !== null && item.unitPrice !== null ? [{ ...item, unitPrice: item.unitPrice, discountTotal: 0n }] : []));
  const linesTotal = items.reduce((sum, item) => sum + item.unitPrice * BigInt(item.quantity), 0n);
  for (const reading of readings) {
    const net = linesTotal - reading.discount + reading.shipping;
    if (net < 0n) continue;
    if (reading.total === null) return { ...reading, total: net + reading.tax, items, linesTotal, taxesIncluded: false };
    // Prices with more decimals than the currency has were rounded, each by less than one unit.
    if (isNear(net + reading.tax, reading.total, items)) return { ...reading, items, linesTotal, taxesIncluded: false };
    if (isNear(net, reading.total, items)) return { ...reading, items, linesTotal, taxesIncluded: true };
  }
  return { field: 'total', reason: 'total_mismatch' };
}

const isNear = (one: Minor, other: Minor, items: ItemDraft[]): boolean => {
  const apart = one > other ? one - other : other - one;
  return apart <= BigInt(items.length);
};

function onceAnOrder(rows: OrderRowDraft[]): Sums | null {
  const sums: Sums = { discount: 0n, shipping: 0n, tax: 0n, total: null };
  for (const field of SUMMED) {
    const told = [...new Set(rows.flatMap((row) => row[field] ?? []))];
    if (told.length > 1) return null;
    if (told[0] !== undefined) sums[field] = told[0];
  }
  return sums;
}

function rowByRow(rows: OrderRowDraft[]): Sums {
  const sums: Sums = { discount: 0n, shipping: 0n, tax: 0n, total: null };
  for (const row of rows) for (const field of SUMMED) if (row[field] !== null) sums[field] = (sums[field] ?? 0n) + row[field];
  return sums;
}

/** Without prices each row's article is worth the row's total, or has no worth of its own where the total is the order's. */
function withoutPrices(rows: OrderRowDraft[], reading: Sums) {
  const goods = (reading.total ?? 0n) + reading.discount - reading.shipping - reading.tax;
  const linesTotal = goods < 0n ? 0n : goods;
  const one = rows.length === 1 ? linesTotal : null;
  const items = rows.flatMap(({ item, total }): ItemDraft[] => {
    if (!item) return [];
    const worth = one ?? (new Set(rows.map((row) => row.total)).size > 1 ? (total ?? 0n) : 0n);
    const count = BigInt(item.quantity);
    const unitPrice = (worth + count - 1n) / count;
    return [{ ...item, unitPrice, discountTotal: unitPrice * count - worth }];
  });
  return { items, linesTotal, taxesIncluded: false };
}

function convert(money: Money, inShopMoney: (amount: Minor) => Minor) {
  const items = money.items.map((item) => ({ ...item, unitPrice: inShopMoney(item.unitPrice), discountTotal: inShopMoney(item.discountTotal) }));
  return {
    items,
    linesTotal: inShopMoney(money.linesTotal),
    discountTotal: inShopMoney(money.discount),
    shippingTotal: inShopMoney(money.shipping),
    taxTotal: inShopMoney(money.tax),
    total: inShopMoney(money.total ?? 0n),
    taxesIncluded: money.taxesIncluded,
  };
}
