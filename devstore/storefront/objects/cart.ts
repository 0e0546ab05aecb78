import type { Basket, Quote } from '../../state/operations.ts';
import { convert } from '../../state/money.ts';
import type { Cart } from '../cart.ts';
import { itemCount } from '../cart.ts';
import { findVariants, type FoundVariant } from '../catalog.ts';
import { toHundredths } from '../liquid/money.ts';
import type { Visit } from '../visit.ts';
import { refusalText } from '../refusal-text.ts';
import { productObject, variantObject } from './product.ts';

export interface PricedCart {
  cart: Cart;
  variants: Map<string, FoundVariant>;
  quote: Quote | null;
  requiresShipping: boolean;
}

/** The basket that a cart stands for; lines that can no longer be bought are left out. */
export function basketOf(visit: Visit, cart: Cart, variants: Map<string, FoundVariant>): Basket {
  return {
    lines: cart.lines.filter((line) => variants.has(line.variantId)),
    discountCodes: cart.discountCodes,
    giftCardCodes: cart.giftCardCodes,
    customerId: visit.customer?.id ?? null,
    email: visit.customer?.email ?? null,
    phone: visit.customer?.phone ?? null,
    presentmentCurrency: visit.purse.currency,
    note: cart.note || null,
    locale: visit.locale,
    source: 'web',
    cartToken: cart.token,
  };
}

export const needsShipping = (cart: Cart, variants: Map<string, FoundVariant>): boolean =>
  cart.lines.some((line) => variants.get(line.variantId)?.variant.requiresShipping);

/** Looks up what is in the cart and asks what it costs; without lines there is nothing to ask. */
export async function priceCart(visit: Visit, cart: Cart = visit.cart): Promise<PricedCart> {
  const variants = await findVariants(
    visit.ctx.pool,
    visit.domain,
    cart.lines.map((line) => line.variantId),
  );
  const basket = basketOf(visit, cart, variants);
  const quote = basket.lines.length > 0 ? await visit.ctx.operations(visit.domain).quote(basket) : null;
  return { cart, variants, requiresShipping: needsShipping(cart, variants), quote };
}

/** What discounts take off the lines; one off the shipping shows at the checkout. */
export const lineDiscountOf = (quote: Quote | null): number =>
  quote?.lines.reduce((sum, line) => sum + line.discounts.reduce((off, one) => off + one.amount, 0), 0) ?? 0;

/** Shop money in hundredths of the visit's currency. */
export const moneyOf =
  ({ purse }: Visit) =>
  (minor: number): number =>
    toHundredths(convert(minor, purse.rate, purse.shopCurrency, purse.currency), purse.currency);

function lineObject(visit: Visit, found: FoundVariant, quantity: number, discount: number, index: number) {
  const money = moneyOf(visit);
  const { product, variant } = found;
  const gross = variant.price * quantity;
  return {
    key: `${variant.id}:${index + 1}`,
    id: variant.id,
    variant_id: variant.id,
    product_id: product.id,
    quantity,
    title: product.title,
    variant_title: variant.title === 'Default Title' ? null : variant.title,
    price: money(variant.price),
    original_price: money(variant.price),
    final_price: money(Math.round((gross - discount) / quantity)),
    line_price: money(gross),
    original_line_price: money(gross),
    final_line_price: money(gross - discount),
    total_discount: money(discount),
    line_level_total_discount: money(discount),
    sku: variant.sku,
    vendor: product.vendor,
    taxable: variant.taxable,
    gift_card: product.isGiftCard,
    requires_shipping: variant.requiresShipping,
    grams: 0,
    url: `/products/${product.handle}?variant=${variant.id}`,
    properties: {},
    product: productObject(product, visit, variant.id),
    variant: variantObject(product, variant, visit),
    image: productObject(product, visit).featured_image,
    error_message: quantity > variant.inventoryQuantity ? 'stock' : null,
  };
}

/** `cart`, with the discounts and refusals of the quote. */
export function cartObject(visit: Visit, priced: PricedCart) {
  const money = moneyOf(visit);
  const { cart, quote } = priced;
  const lines = cart.lines.flatMap((line) => {
    const found = priced.variants.get(line.variantId);
    return found ? [{ line, found }] : [];
  });
  const items = lines.map(({ line, found }, index) => {
    const discount = quote?.lines.find((one) => one.variantId === line.variantId)?.discounts.reduce((sum, one) => sum + one.amount, 0) ?? 0;
    return lineObject(visit, found, line.quantity, discount, index);
  });
  const off = lineDiscountOf(quote);
  const original = lines.reduce((sum, { line, found }) => sum + found.variant.price * line.quantity, 0);
  const applications =
    quote?.discounts.map((one) => ({
      title: one.code ?? one.title,
      code: one.code,
      total_allocated_amount: money(one.amount),
      type: one.code ? 'discount_code' : 'automatic',
    })) ?? [];
  return {
    token: cart.token,
    note: cart.note,
    attributes: {},
    item_count: items.reduce((sum, item) => sum + item.quantity, 0),
    items,
    'empty?': items.length === 0,
    currency: { iso_code: visit.purse.currency },
    original_total_price: money(original),
    total_discount: money(off),
    items_subtotal_price: money(original - off),
    total_price: money(original - off),
    total_weight: 0,
    requires_shipping: priced.requiresShipping,
    taxes_included: visit.store.taxesIncluded,
    duties_included: false,
    discount_applications: applications,
    cart_level_discount_applications: applications,
    discount_codes: cart.discountCodes,
    gift_card_codes: cart.giftCardCodes,
    refusals: quote?.refusals.map((refusal) => ({ code: refusal.code, reason: refusalText(visit, refusal.reason) })) ?? [],
  };
}

/** `cart` on pages that show no more of it than the number of its items. */
export const cartSummary = (visit: Visit) => ({
  token: visit.cart.token,
  note: visit.cart.note,
  item_count: itemCount(visit.cart),
  'empty?': visit.cart.lines.length === 0,
  currency: { iso_code: visit.purse.currency },
  taxes_included: visit.store.taxesIncluded,
});
