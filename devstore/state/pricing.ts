import type { Store } from './model.ts';
import type { Discount } from './model/promotion.ts';
import type { DiscountApplication, OrderLine, ShippingLine, TaxLine } from './model/order-parts.ts';
import type { Minor } from './model/values.ts';
import { allocate, scale, sum } from './money.ts';
import { bestTogether } from './combining.ts';

/** A line of a basket with everything that its price depends on. */
export type PricingLine = Pick<OrderLine, 'quantity' | 'unitPrice' | 'isGiftCard' | 'requiresShipping' | 'taxable'> & Partial<Pick<OrderLine, 'productId'>>;
export interface PricingInput {
  store: Pick<Store, 'taxesIncluded' | 'taxRateBps' | 'shippingFlat'>;
  lines: PricingLine[];
  /** Discounts that may apply, the eligible ones only; those that go together and are worth most are taken. */
  discounts: Discount[];
  /** Taken off the lines by the merchant, on top of a discount. */
  manualDiscount: Minor;
  /** Given, it replaces the store's flat rate. */
  shipping: Minor | null;
  /** Goods handed over the counter are not shipped. */
  shipped: boolean;
  taxExempt: boolean;
}
export interface Priced {
  lines: Pick<OrderLine, 'discounts' | 'taxLines'>[];
  shippingLine: Omit<ShippingLine, 'id'> | null;
  applications: DiscountApplication[];
  /** The discounts that were taken, and what each was worth. */
  taken: { discount: Discount; amount: Minor }[];
  /** Codes left out because others, with which they do not go together, are worth more. */
  outdone: Discount[];
  subtotal: Minor;
  discount: Minor;
  shipping: Minor;
  tax: Minor;
  total: Minor;
}

/** Tax of an amount, rounded on its own as Shopify does line by line; inside the amount when prices contain it. */
export function taxLinesOf(store: PricingInput['store'], amount: Minor, taxable: boolean): TaxLine[] {
  if (!taxable || store.taxRateBps === 0) return [];
  const tax = store.taxesIncluded ? scale(amount, store.taxRateBps, 10_000 + store.taxRateBps) : scale(amount, store.taxRateBps, 10_000);
  return [{ title: 'Tax', rateBps: store.taxRateBps, amount: tax }];
}

const off = (parts: { amount: Minor }[]) => sum(parts.map((part) => part.amount));

/** Prices a basket. Every sum of the result is exact: discounts are split by largest remainder, tax is rounded per line. */
export function price(input: PricingInput): Priced {
  const gross = input.lines.map((line) => line.unitPrice * line.quantity);
  // A gift card is money, so neither discounted nor taxed.
  const weights = input.lines.map((line, index) => (line.isGiftCard ? 0 : (gross[index] ?? 0)));
  const shippingPrice = input.shipping ?? (input.shipped && input.lines.some((line) => line.requiresShipping) ? input.store.shippingFlat : 0);
  const productIds = input.lines.map((line) => line.productId ?? null);
  const taken = bestTogether(input.discounts, { weights, productIds, shipping: shippingPrice });

  const applications: DiscountApplication[] = [];
  const lineDiscounts: Priced['lines'][number]['discounts'][] = input.lines.map(() => []);
  const takeOff = (parts: Minor[], application: Omit<DiscountApplication, 'index'>) => {
    const index = applications.push({ index: applications.length, ...application }) - 1;
    parts.forEach((amount, line) => {
      if (amount > 0) lineDiscounts[line]?.push({ application: index, amount });
    });
  };
  for (const { discount, parts } of taken.filter((one) => one.discount.kind !== 'free_shipping')) takeOff(parts, describe(discount, 'line_item'));
  const left = weights.map((weight, line) => weight - off(lineDiscounts[line] ?? []));
  const manual = Math.min(input.manualDiscount, sum(left));
  if (manual > 0)
    takeOff(allocate(manual, left), {
      ...{ type: 'manual', title: 'Custom discount', code: null, kind: 'fixed_amount' },
      ...{ value: input.manualDiscount, target: 'line_item' },
    });

  const lines = input.lines.map((line, index) => {
    const discounts = lineDiscounts[index] ?? [];
    return { discounts, taxLines: taxLinesOf(input.store, (gross[index] ?? 0) - off(discounts), line.taxable && !line.isGiftCard && !input.taxExempt) };
  });
  const shippingLine = priceShipping(input, shippingPrice, taken.find((one) => one.discount.kind === 'free_shipping')?.discount ?? null, applications);
  return {
    lines,
    shippingLine,
    applications,
    taken: taken.map(({ discount, amount }) => ({ discount, amount })),
    outdone: input.discounts.filter((discount) => !discount.automatic && !taken.some((one) => one.discount === discount)),
    ...summarise(input, gross, lines, shippingLine),
  };
}

function summarise(input: PricingInput, gross: Minor[], lines: Priced['lines'], shippingLine: Priced['shippingLine']) {
  const subtotal = sum(gross);
  const lineDiscount = sum(lines.map((line) => off(line.discounts)));
  const shipping = shippingLine ? shippingLine.price - off(shippingLine.discounts) : 0;
  const tax = sum(lines.map((line) => off(line.taxLines))) + off(shippingLine?.taxLines ?? []);
  return {
    subtotal,
    discount: lineDiscount + off(shippingLine?.discounts ?? []),
    shipping,
    tax,
    total: subtotal - lineDiscount + shipping + (input.store.taxesIncluded ? 0 : tax),
  };
}

function priceShipping(input: PricingInput, shippingPrice: Minor, discount: Discount | null, applications: DiscountApplication[]): Priced['shippingLine'] {
  if (shippingPrice === 0 && !(input.shipped && input.lines.some((line) => line.requiresShipping))) return null;
  const discounts: ShippingLine['discounts'] = [];
  if (discount) {
    const index = applications.push({ index: applications.length, ...describe(discount, 'shipping_line') }) - 1;
    discounts.push({ application: index, amount: shippingPrice });
  }
  return { title: 'Standard', price: shippingPrice, discounts, taxLines: taxLinesOf(input.store, shippingPrice - off(discounts), !input.taxExempt) };
}

const describe = (discount: Discount, target: DiscountApplication['target']): Omit<DiscountApplication, 'index'> => ({
  type: discount.automatic ? 'automatic' : 'discount_code',
  title: discount.title,
  code: discount.code,
  kind: discount.kind === 'fixed_amount' ? 'fixed_amount' : 'percentage',
  value: discount.kind === 'free_shipping' ? 10_000 : discount.value,
  target,
});
