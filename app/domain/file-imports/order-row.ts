import { currencyDigits, parseMoney, type Minor } from '../shared/money';
import { SHARED_SIGNS, type WrittenAmount } from './amounts';
import type { Field } from './model';
import { readPerson, type PersonDraft } from './person-row';
import type { Cells, ReadingRules } from './row-cells';

/** One row of an order: what it says of the order, and the article that it stands for. Money in minor units of its currency. */
export interface OrderRowDraft {
  line: number;
  cells: Cells;
  occurredAt: Date | null;
  person: PersonDraft | null;
  currency: string;
  rate: string | null;
  item: { title: string; sku: string | null; quantity: number; unitPrice: Minor | null } | null;
  discount: Minor | null;
  shipping: Minor | null;
  tax: Minor | null;
  total: Minor | null;
}
const QUANTITY_MAX = 1_000_000;

export function readOrderRow(cells: Cells, { settings, shopCurrency }: ReadingRules): OrderRowDraft {
  const written = { unitPrice: cells.amount('unitPrice'), discount: cells.amount('discount'), shipping: cells.amount('shipping') };
  const amounts = { ...written, tax: cells.amount('tax'), total: cells.amount('total') };
  const currency = currencyOf(cells, Object.values(amounts), settings.currency ?? shopCurrency) ?? shopCurrency;
  const minor = (field: Field & keyof typeof amounts): Minor | null => {
    const amount = amounts[field];
    if (amount === null) return null;
    const value = parseMoney(amount.decimal, currency);
    // Discounts stand in files with a minus and without.
    if (field === 'discount') return value < 0n ? -value : value;
    return value < 0n ? cells.fail(field, 'amount_invalid') : value;
  };
  const title = cells.text('product');
  const sku = cells.text('sku');
  const quantity = quantityOf(cells);
  const unitPrice = minor('unitPrice');
  return {
    line: cells.line,
    cells,
    occurredAt: cells.date('orderDate'),
    person: readPerson(cells, settings.region),
    currency,
    rate: rateOf(cells),
    item: (title ?? sku ?? unitPrice) ? { title: title ?? sku ?? '–', sku, quantity, unitPrice } : null,
    discount: minor('discount'),
    shipping: minor('shipping'),
    tax: minor('tax'),
    total: minor('total'),
  };
}

function currencyOf(cells: Cells, amounts: (WrittenAmount | null)[], fallback: string): string | null {
  const named = cells.text('currency')?.toUpperCase() ?? null;
  const signs = [...new Set(amounts.flatMap((amount) => amount?.currency ?? []))];
  const told = named === 'RMB' ? 'CNY' : named;
  if (told !== null && !isCurrency(told)) return cells.fail('currency', 'currency_unknown');
  // A sign that several currencies share says which only together with the choice.
  const codes = new Set([...(told ? [told] : []), ...signs.map((sign) => (sign in SHARED_SIGNS ? (told ?? fallback) : sign))]);
  if (codes.size > 1) return cells.fail('currency', 'currency_unknown');
  const [code = fallback] = codes;
  return isCurrency(code) ? code : cells.fail('currency', 'currency_unknown');
}

let known: Set<string> | undefined;
/** A currency that ICU knows. */
export function isCurrency(code: string): boolean {
  known ??= new Set(Intl.supportedValuesOf('currency'));
  return known.has(code) && currencyDigits(code) >= 0;
}

function quantityOf(cells: Cells): number {
  const text = cells.text('quantity');
  if (text === null) return 1;
  const match = /^(\d{1,7})(?:[.,]0+)?$/.exec(text.normalize('NFKC').replace(/\s/g, ''));
  const quantity = Number(match?.[1] ?? 0);
  if (quantity < 1 || quantity > QUANTITY_MAX) cells.fail('quantity', 'quantity_invalid');
  return quantity;
}

function rateOf(cells: Cells): string | null {
  const amount = cells.amount('rate');
  if (amount === null) return null;
  return /^\d+(\.\d+)?$/.test(amount.decimal) && /[1-9]/.test(amount.decimal) ? amount.decimal : cells.fail('rate', 'rate_invalid');
}
