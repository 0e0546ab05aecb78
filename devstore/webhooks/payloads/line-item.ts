import { formatMinor, sum } from '../../state/money.ts';
import type { Order } from '../../state/model.ts';
import type { OrderLine, ShippingLine, TaxLine } from '../../state/model/order-parts.ts';
import { unfulfilledQuantity } from '../../state/totals.ts';
import { exact, exactOrNull, gid, type WireObject } from '../wire.ts';
import { amount, moneySet, rateOf } from './money.ts';

export const taxLine = (tax: TaxLine, order: Order): WireObject => ({
  ...amount('price', tax.amount, order),
  rate: rateOf(tax.rateBps),
  title: tax.title,
  channel_liable: false,
});

export const allocations = (discounts: OrderLine['discounts'], order: Order): WireObject[] =>
  discounts.map((discount) => ({
    amount: formatMinor(discount.amount, order.currency),
    discount_application_index: discount.application,
    amount_set: moneySet(discount.amount, order),
  }));

function statusOf(line: OrderLine): string | null {
  if (line.fulfilledQuantity === 0) return null;
  return unfulfilledQuantity(line) === 0 ? 'fulfilled' : 'partial';
}

/** A line as fulfilments and refunds carry it. */
export function lineItem(line: OrderLine, order: Order): WireObject {
  return {
    id: exact(line.id),
    variant_id: exactOrNull(line.variantId),
    title: line.title,
    quantity: line.quantity,
    sku: line.sku,
    variant_title: line.variantTitle,
    vendor: line.vendor,
    fulfillment_service: 'manual',
    product_id: exactOrNull(line.productId),
    requires_shipping: line.requiresShipping,
    taxable: line.taxable,
    gift_card: line.isGiftCard,
    name: line.variantTitle ? `${line.title} - ${line.variantTitle}` : line.title,
    variant_inventory_management: line.variantId === null ? null : 'shopify',
    properties: line.properties.map((property) => ({ ...property })),
    product_exists: line.productId !== null,
    fulfillable_quantity: unfulfilledQuantity(line),
    grams: 0,
    ...amount('price', line.unitPrice, order),
    total_discount: formatMinor(0, order.currency),
    total_discount_set: moneySet(0, order),
    fulfillment_status: statusOf(line),
    discount_allocations: allocations(line.discounts, order),
    duties: [],
    admin_graphql_api_id: gid('LineItem', line.id),
    tax_lines: line.taxLines.map((tax) => taxLine(tax, order)),
  };
}

/** A line as an order carries it. */
export const orderLineItem = (line: OrderLine, order: Order): WireObject => ({
  ...lineItem(line, order),
  attributed_staffs: [],
  current_quantity: line.currentQuantity,
  sales_line_item_group_id: null,
});

export function shippingLine(line: ShippingLine, order: Order, current: number): WireObject {
  const discounted = line.price - sum(line.discounts.map((discount) => discount.amount));
  return {
    id: exact(line.id),
    carrier_identifier: null,
    code: line.title,
    current_discounted_price_set: moneySet(current, order),
    ...amount('discounted_price', discounted, order),
    is_removed: false,
    phone: null,
    ...amount('price', line.price, order),
    requested_fulfillment_service_id: null,
    source: 'shopify',
    title: line.title,
    tax_lines: line.taxLines.map((tax) => taxLine(tax, order)),
    discount_allocations: allocations(line.discounts, order),
  };
}
