import { createHash } from 'node:crypto';
import { allocate, formatMinor, sum } from '../../state/money.ts';
import type { Customer, Order, Store } from '../../state/model.ts';
import type { TaxLine } from '../../state/model/order-parts.ts';
import { orderTotals, shippingWorth, type OrderTotals } from '../../state/totals.ts';
import type { StorefrontLinks } from '../../storefront-links.ts';
import { exact, gid, type WireObject } from '../wire.ts';
import { orderAddress } from './address.ts';
import { customerInOrder } from './customer.ts';
import { discountApplications, discountCodes } from './discount-application.ts';
import { need, type Serializer } from './documents.ts';
import { fulfillmentInOrder } from './fulfillment.ts';
import { orderLineItem, shippingLine, taxLine } from './line-item.ts';
import { amount, moneySet } from './money.ts';
import { refundOf } from './refund.ts';
import { localTime, localTimeOrNull } from './time.ts';

const tokenOf = (order: Order): string => createHash('md5').update(`order-${order.id}`).digest('hex');

/** `orders/create`, `updated`, `paid`, `cancelled`, `fulfilled`, `partially_fulfilled`. */
export const orderPayload: Serializer<'orders/create'> = ({ store, payload, links }) => orderOf(need(payload.order, 'order'), payload.customer, store, links);

export function orderOf(order: Order, customer: Customer | null, store: Store, links?: StorefrontLinks): WireObject {
  const totals = orderTotals(order);
  return {
    id: exact(order.id),
    admin_graphql_api_id: gid('Order', order.id),
    ...aboutOrder(order, customer, store, links),
    ...currentMoney(order, totals),
    ...moneyAsOrdered(order, totals),
    ...nothingOfThat(order),
    billing_address: orderAddress(order.billingAddress),
    ...(customer && { customer: customerInOrder(customer, store) }),
    discount_applications: discountApplications(order),
    discount_codes: discountCodes(order),
    fulfillments: order.fulfillments.map((fulfillment) => fulfillmentInOrder(fulfillment, order, store)),
    line_items: order.lines.map((line) => orderLineItem(line, order)),
    refunds: order.refunds.map((refund) => refundOf(refund, order, store)),
    shipping_address: orderAddress(order.shippingAddress),
    shipping_lines: shippingLines(order),
    tax_lines: taxLines(order),
  };
}

function aboutOrder(order: Order, customer: Customer | null, store: Store, links?: StorefrontLinks): WireObject {
  const token = tokenOf(order);
  return {
    buyer_accepts_marketing: customer?.emailConsent.state === 'SUBSCRIBED',
    cancel_reason: order.cancelReason?.toLowerCase() ?? null,
    cancelled_at: localTimeOrNull(order.cancelledAt, store),
    cart_token: order.cartToken,
    checkout_token: order.checkoutToken,
    closed_at: localTimeOrNull(order.closedAt, store),
    confirmation_number: token.slice(0, 9).toUpperCase(),
    confirmed: true,
    contact_email: order.email,
    created_at: localTime(order.createdAt, store),
    currency: order.currency,
    customer_locale: order.locale,
    email: order.email ?? '',
    financial_status: order.financialStatus.toLowerCase(),
    fulfillment_status: fulfillmentStatus(order),
    name: order.name,
    note: order.note,
    number: order.number - 1000,
    order_number: order.number,
    order_status_url: links?.order(order.id) ?? `https://${store.domain}/orders/${order.id}`,
    payment_gateway_names: [...new Set(order.transactions.map((transaction) => transaction.gateway))],
    phone: order.phone,
    presentment_currency: order.presentmentCurrency,
    processed_at: localTime(order.processedAt, store),
    source_name: order.source,
    tags: order.tags.join(', '),
    tax_exempt: customer?.taxExempt ?? false,
    taxes_included: order.taxesIncluded,
    test: order.test,
    token,
    updated_at: localTime(order.updatedAt, store),
  };
}

function fulfillmentStatus(order: Order): string | null {
  if (order.fulfillmentStatus === 'UNFULFILLED') return null;
  return order.fulfillmentStatus === 'FULFILLED' ? 'fulfilled' : 'partial';
}

const currentMoney = (order: Order, totals: OrderTotals): WireObject => ({
  current_shipping_price_set: moneySet(totals.currentShipping, order),
  ...amount('current_subtotal_price', totals.currentSubtotal, order),
  ...amount('current_total_discounts', totals.currentDiscounts, order),
  ...amount('current_total_price', totals.currentTotal, order),
  ...amount('current_total_tax', totals.currentTax, order),
  current_total_additional_fees_set: null,
  current_total_duties_set: null,
});

const moneyAsOrdered = (order: Order, totals: OrderTotals): WireObject => ({
  ...amount('subtotal_price', totals.subtotal, order),
  ...amount('total_discounts', totals.discounts, order),
  ...amount('total_line_items_price', sum(order.lines.map((line) => line.unitPrice * line.quantity)), order),
  ...amount('total_price', totals.total, order),
  total_shipping_price_set: moneySet(totals.shipping, order),
  ...amount('total_tax', totals.tax, order),
  total_outstanding: formatMinor(totals.outstanding, order.currency),
  total_tip_received: formatMinor(0, order.currency),
  total_weight: 0,
  total_cash_rounding_payment_adjustment_set: moneySet(0, order),
  total_cash_rounding_refund_adjustment_set: moneySet(0, order),
  original_total_additional_fees_set: null,
  original_total_duties_set: null,
});

/** Fields of features that the devstore does not play; always the same, as they are for a store that does not use them. */
const nothingOfThat = (order: Order): WireObject => ({
  app_id: null,
  browser_ip: null,
  client_details: null,
  device_id: null,
  duties_included: false,
  estimated_taxes: false,
  landing_site: null,
  landing_site_ref: null,
  location_id: null,
  merchant_business_entity_id: 'MTU0ODM4MDAwOQ',
  merchant_of_record_app_id: null,
  note_attributes: [],
  po_number: null,
  reference: null,
  referring_site: order.source === 'web' ? '' : null,
  source_identifier: null,
  source_url: null,
  user_id: null,
  payment_terms: null,
  returns: [],
  line_item_groups: [],
});

/** What is left of the shipping after refunds, spread over the lines it was charged with. */
function shippingLines(order: Order): WireObject[] {
  const left = allocate(
    shippingWorth(order).current.net,
    order.shippingLines.map((line) => line.price),
  );
  return order.shippingLines.map((line, index) => shippingLine(line, order, left[index] ?? 0));
}

/** The taxes of all lines and the shipping, added up by title and rate. */
function taxLines(order: Order): WireObject[] {
  const byRate = new Map<string, TaxLine>();
  for (const tax of [...order.lines, ...order.shippingLines].flatMap((line) => line.taxLines)) {
    const key = `${tax.title}\n${tax.rateBps}`;
    byRate.set(key, { ...tax, amount: (byRate.get(key)?.amount ?? 0) + tax.amount });
  }
  return [...byRate.values()].map((tax) => taxLine(tax, order));
}

/** `orders/delete`. */
export const orderDeleted: Serializer<'orders/delete'> = ({ subjectId }) => ({ id: exact(subjectId) });

/** `orders/edited`. */
export const orderEdited: Serializer<'orders/edited'> = ({ store, payload: { order, edit } }) => {
  const at = localTime(edit.createdAt, store);
  const changed = (sign: 1 | -1): WireObject[] =>
    edit.changes.filter((change) => change.delta * sign > 0).map((change) => ({ id: exact(change.lineId), delta: change.delta * sign }));
  return {
    order_edit: {
      id: exact(edit.id),
      app_id: null,
      created_at: at,
      committed_at: at,
      notify_customer: false,
      order_id: exact(order.id),
      staff_note: edit.note ?? '',
      user_id: null,
      line_items: { additions: changed(1), removals: changed(-1) },
      discounts: { line_item: { additions: [], removals: [] } },
      shipping_lines: { additions: [], removals: [] },
    },
  };
};
