import { isFor } from '../combining.ts';
import { amountOff, refusal } from '../discounts.ts';
import { StoreError } from '../errors.ts';
import type { Customer } from '../model.ts';
import type { Discount, GiftCard } from '../model/promotion.ts';
import type { Id, Minor } from '../model/values.ts';
import type { OrderLine } from '../model/order-parts.ts';
import { formatMinor, sum } from '../money.ts';
import type { Basket } from '../operations.ts';
import { price, type Priced } from '../pricing.ts';
import { findDiscountByCode, findGiftCardByCode, findVariant, getCustomer, listAutomaticDiscounts } from '../read.ts';
import type { Unit } from '../unit.ts';
import { hasUsed } from './discounts.ts';
import { isInSegment } from './segments.ts';

/** An order line before it has an id and a price. */
export type BasketLine = Omit<OrderLine, 'id' | 'discounts' | 'taxLines' | 'properties' | 'currentQuantity' | 'fulfilledQuantity'>;
export interface Refusal {
  code: string;
  reason: string;
  /** The code is good; another was simply worth more. */ outdone: boolean;
}
export interface PricedBasket {
  lines: BasketLine[];
  priced: Priced;
  customer: Customer | null;
  giftCards: { card: GiftCard; amount: Minor }[];
  refusals: Refusal[];
  due: Minor;
  presentment: { currency: string; rate: string };
}

const quantityMax = 1_000_000;

/** Looks everything up and prices it. With `lock`, codes and cards stay as they are until the operation ends. @throws StoreError */
export async function priceBasket(unit: Unit, basket: Basket, lock: boolean): Promise<PricedBasket> {
  const lines = await resolveLines(unit, basket.lines);
  const customer = basket.customerId ? await getCustomer(unit.client, unit.domain, basket.customerId, { lock }) : null;
  if (basket.customerId && (!customer || customer.mergedInto)) throw new StoreError('Customer does not exist.', 'customerId');
  for (const [field, amount] of [
    ['manualDiscount', basket.manualDiscount],
    ['shipping', basket.shipping],
  ] as const) {
    if (amount !== undefined && !(Number.isSafeInteger(amount) && amount >= 0))
      throw new StoreError('Must be a whole number of minor units, not below 0.', field);
  }
  const { discounts, refusals } = await applicable(unit, basket, lines, customer, lock);
  const priced = price({
    store: unit.store,
    lines,
    discounts,
    manualDiscount: basket.manualDiscount ?? 0,
    shipping: basket.shipping ?? null,
    shipped: basket.source !== 'pos',
    taxExempt: customer?.taxExempt ?? false,
  });
  for (const discount of priced.outdone) {
    if (discount.code) refusals.push({ code: discount.code, reason: 'This discount cannot be combined with another one that is worth more.', outdone: true });
  }
  const giftCards = await applyGiftCards(unit, basket.giftCardCodes ?? [], priced.total, refusals, lock);
  return {
    lines,
    priced,
    customer,
    giftCards,
    refusals,
    due: priced.total - sum(giftCards.map((used) => used.amount)),
    presentment: presentmentOf(unit, basket.presentmentCurrency),
  };
}

/** Order lines of variants or of custom titles. @throws StoreError for a wrong quantity or price, or an unknown variant */
export async function resolveLines(unit: Unit, lines: Basket['lines']): Promise<BasketLine[]> {
  if (lines.length === 0) throw new StoreError('There is nothing in the basket.', 'lines');
  const resolved: BasketLine[] = [];
  for (const [index, line] of lines.entries()) {
    const refuse = (message: string, field: string) => new StoreError(message, `lines.${index}.${field}`);
    if (!Number.isInteger(line.quantity) || line.quantity < 1 || line.quantity > quantityMax)
      throw refuse(`The quantity is a whole number from 1 to ${quantityMax}.`, 'quantity');
    const found = line.variantId ? await findVariant(unit.client, unit.domain, line.variantId) : null;
    if (line.variantId && !found) throw refuse('The variant does not exist.', 'variantId');
    const unitPrice = line.unitPrice ?? found?.variant.price;
    const title = line.title ?? found?.product.title;
    if (unitPrice === undefined || !Number.isSafeInteger(unitPrice * line.quantity) || unitPrice < 0)
      throw refuse('The price is a whole number of minor units, not below 0.', 'unitPrice');
    if (!title) throw refuse('A line without a variant needs a title.', 'title');
    resolved.push({
      productId: found?.product.id ?? null,
      variantId: found?.variant.id ?? null,
      title,
      quantity: line.quantity,
      unitPrice,
      // A product without options has one variant by this name, which nobody wants to read.
      variantTitle: found && found.variant.title !== 'Default Title' ? found.variant.title : null,
      sku: found?.variant.sku ?? null,
      vendor: found?.product.vendor ?? null,
      isGiftCard: found?.product.isGiftCard ?? false,
      requiresShipping: found?.variant.requiresShipping ?? true,
      taxable: found?.variant.taxable ?? true,
    });
  }
  return resolved;
}

async function applicable(
  unit: Unit,
  basket: Basket,
  lines: BasketLine[],
  customer: Customer | null,
  lock: boolean,
): Promise<{ discounts: Discount[]; refusals: Refusal[] }> {
  const eligibleFor = (discount: Discount) =>
    sum(lines.map((line) => (line.isGiftCard || !isFor(discount, line.productId) ? 0 : line.unitPrice * line.quantity)));
  const why = async (discount: Discount) =>
    refusal(discount, {
      now: unit.now,
      customer,
      eligible: eligibleFor(discount),
      format: (amount) => `${formatMinor(amount, unit.store.currency)} ${unit.store.currency}`,
      inSegment: await isInSegment(unit, discount.segmentIds ?? [], customer),
      usedBefore: discount.oncePerCustomer && (await hasUsed(unit, discount.id, customer, basket.email)),
    });
  const [discounts, refusals]: [Discount[], Refusal[]] = [[], []];
  for (const code of new Map((basket.discountCodes ?? []).map((given) => [given.trim().toLowerCase(), given.trim()])).values()) {
    const discount = await withProducts(unit, await findDiscountByCode(unit.client, unit.domain, code, { lock }));
    const reason = discount ? await why(discount) : 'Enter a valid discount code.';
    if (discount && reason === null) discounts.push(discount);
    else refusals.push({ code, reason: reason ?? '', outdone: false });
  }
  for (const found of await listAutomaticDiscounts(unit.client, unit.domain)) {
    const discount = await withProducts(unit, found);
    if ((await why(discount)) === null && (discount.kind === 'free_shipping' || amountOff(discount, eligibleFor(discount)) > 0)) discounts.push(discount);
  }
  return { discounts, refusals };
}

/** A discount for collections, with the products that are in them now. */
async function withProducts<Found extends Discount | null>(unit: Unit, discount: Found): Promise<Found> {
  if (!discount?.collectionIds?.length) return discount;
  const { rows } = await unit.client.query<{ id: Id }>("select id::text from devstore.product where domain = $1 and doc->'collectionIds' ?| $2::text[]", [
    unit.domain,
    discount.collectionIds,
  ]);
  return { ...discount, productIds: [...(discount.productIds ?? []), ...rows.map(({ id }) => id)] };
}

async function applyGiftCards(unit: Unit, codes: string[], total: Minor, refusals: Refusal[], lock: boolean): Promise<PricedBasket['giftCards']> {
  const used: PricedBasket['giftCards'] = [];
  let left = total;
  const seen = new Set<Id>();
  for (const code of codes) {
    const card = await findGiftCardByCode(unit.client, unit.domain, code, { lock });
    const reason = whyNot(card, unit.now);
    if (!card || reason) refusals.push({ code, reason: reason ?? '', outdone: false });
    else if (!seen.has(card.id)) {
      seen.add(card.id);
      const amount = Math.min(card.balance, left);
      if (amount > 0) used.push({ card, amount });
      left -= amount;
    }
  }
  return used;
}

function whyNot(card: GiftCard | null, now: string): string | null {
  if (!card) return 'Enter a valid gift card code.';
  if (card.disabledAt) return 'This gift card is disabled.';
  if (card.expiresOn && card.expiresOn < now.slice(0, 10)) return 'This gift card has expired.';
  return card.balance === 0 ? 'This gift card is empty.' : null;
}

function presentmentOf(unit: Unit, currency: string | undefined): PricedBasket['presentment'] {
  if (!currency || currency === unit.store.currency) return { currency: unit.store.currency, rate: '1' };
  const known = unit.store.presentmentCurrencies.find((candidate) => candidate.currency === currency);
  if (!known) throw new StoreError(`This store does not sell in ${currency}.`, 'presentmentCurrency');
  return known;
}
