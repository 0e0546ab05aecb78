import { formatMinor, sum } from '../../state/money.ts';
import type { Product, Store, Variant } from '../../state/model.ts';
import type { CheckoutDoc } from '../../state/model/draft.ts';
import { exact, exactOrNull, type WireObject } from '../wire.ts';
import { customerInOrder } from './customer.ts';
import type { Serializer } from './documents.ts';
import { moneySet } from './money.ts';
import { localTime, localTimeOrNull } from './time.ts';

interface KnownLine {
  product: Product | null;
  variant: Variant | null;
  variantId: string;
  quantity: number;
  price: number;
}

function linesOf(checkout: CheckoutDoc, products: Product[]): KnownLine[] {
  return checkout.lines.map(({ variantId, quantity }) => {
    const product = products.find((one) => one.variants.some((variant) => variant.id === variantId)) ?? null;
    const variant = product?.variants.find((one) => one.id === variantId) ?? null;
    return { product, variant, variantId, quantity, price: variant?.price ?? 0 };
  });
}

function checkoutLine(line: KnownLine, checkout: CheckoutDoc): WireObject {
  const linePrice = formatMinor(line.price * line.quantity, checkout.currency);
  const price = formatMinor(line.price, checkout.currency);
  return {
    applied_discounts: [],
    discount_allocations: [],
    key: `${checkout.token}-${line.variantId}`,
    destination_location_id: null,
    fulfillment_service: 'manual',
    gift_card: line.product?.isGiftCard ?? false,
    grams: 0,
    origin_location_id: null,
    presentment_title: line.product?.title ?? '',
    presentment_variant_title: line.variant?.title ?? '',
    product_id: exactOrNull(line.product?.id),
    properties: null,
    quantity: line.quantity,
    requires_shipping: line.variant?.requiresShipping ?? true,
    sku: line.variant?.sku ?? null,
    tax_lines: [],
    taxable: line.variant?.taxable ?? true,
    title: line.product?.title ?? '',
    variant_id: exact(line.variantId),
    variant_title: line.variant?.title ?? '',
    variant_price: price,
    vendor: line.product?.vendor ?? null,
    user_id: null,
    unit_price_measurement: { measured_type: null, quantity_value: null, quantity_unit: null, reference_value: null, reference_unit: null },
    rank: null,
    compare_at_price: line.variant === null || line.variant.compareAtPrice === null ? null : formatMinor(line.variant.compareAtPrice, checkout.currency),
    line_price: linePrice,
    price,
  };
}

/** `checkouts/create` and `update`. */
export const checkoutPayload: Serializer<'checkouts/create'> = ({ store, payload: { checkout, customer }, products, links }) => {
  const lines = linesOf(checkout, products);
  const subtotal = sum(lines.map((line) => line.price * line.quantity));
  const money = (minor: number) => formatMinor(minor, checkout.currency);
  return {
    token: checkout.token,
    cart_token: checkout.cartToken,
    email: checkout.email,
    gateway: null,
    buyer_accepts_marketing: customer?.emailConsent.state === 'SUBSCRIBED',
    created_at: localTime(checkout.createdAt, store),
    updated_at: localTime(checkout.updatedAt, store),
    landing_site: null,
    note: null,
    note_attributes: [],
    referring_site: null,
    shipping_lines: [],
    taxes_included: store.taxesIncluded,
    total_weight: 0,
    currency: checkout.currency,
    completed_at: localTimeOrNull(checkout.completedAt, store),
    closed_at: null,
    user_id: null,
    location_id: null,
    source_identifier: null,
    source_url: null,
    device_id: null,
    phone: null,
    customer_locale: customer?.locale ?? store.locale,
    line_items: lines.map((line) => checkoutLine(line, checkout)),
    name: `#${checkout.token}`,
    source: null,
    abandoned_checkout_url: links?.checkout(checkout.token) ?? `https://${store.domain}/checkouts/${checkout.token}/recover`,
    discount_codes: [],
    tax_lines: [],
    source_name: 'web',
    presentment_currency: checkout.currency,
    buyer_accepts_sms_marketing: false,
    sms_marketing_phone: null,
    total_discounts: money(0),
    total_line_items_price: money(subtotal),
    total_price: money(checkout.total),
    total_tax: money(0),
    subtotal_price: money(subtotal),
    total_duties: null,
    reservation_token: null,
    billing_address: null,
    shipping_address: null,
    ...(customer && { customer: customerInOrder(customer, store) }),
  };
};

/** `carts/create` and `update`. */
export const cartPayload: Serializer<'carts/create'> = ({ store, payload: { checkout }, products }) => ({
  id: checkout.cartToken,
  token: checkout.cartToken,
  line_items: linesOf(checkout, products).map((line) => cartLine(line, checkout, store)),
  note: null,
  updated_at: checkout.updatedAt,
  created_at: checkout.createdAt,
});

function cartLine(line: KnownLine, checkout: CheckoutDoc, store: Store): WireObject {
  const both = { currency: store.currency, presentmentCurrency: store.currency, presentmentRate: '1' };
  const unit = formatMinor(line.price, store.currency);
  const whole = formatMinor(line.price * line.quantity, store.currency);
  return {
    id: exact(line.variantId),
    properties: null,
    quantity: line.quantity,
    variant_id: exact(line.variantId),
    key: `${line.variantId}:${checkout.cartToken}`,
    discounted_price: unit,
    discounts: [],
    gift_card: line.product?.isGiftCard ?? false,
    grams: 0,
    line_price: whole,
    original_line_price: whole,
    original_price: unit,
    price: unit,
    product_id: exactOrNull(line.product?.id),
    sku: line.variant?.sku ?? null,
    taxable: line.variant?.taxable ?? true,
    title: line.product ? `${line.product.title} - ${line.variant?.title ?? ''}` : '',
    total_discount: formatMinor(0, store.currency),
    vendor: line.product?.vendor ?? null,
    discounted_price_set: moneySet(line.price, both),
    line_price_set: moneySet(line.price * line.quantity, both),
    original_line_price_set: moneySet(line.price * line.quantity, both),
    price_set: moneySet(line.price, both),
    total_discount_set: moneySet(0, both),
    parent_relationship: null,
  };
}
