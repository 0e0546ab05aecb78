import { html } from 'hono/html';
import type { Order } from '../../state/model.ts';
import { orderTotals } from '../../state/totals.ts';
import type { Html } from '../layout.ts';
import { badge } from '../parts.ts';
import type { View } from '../view.ts';

export const ORDER_HEADINGS = ['Order', 'Date', 'Customer', 'Total', 'Payment', 'Fulfilment', 'Items', 'Channel'];
const sentence = (text: string) => `${text[0] ?? ''}${text.slice(1).toLowerCase().replaceAll('_', ' ')}`;

export function paymentBadge(order: Order): Html {
  const tone = order.financialStatus === 'PAID' ? 'good' : order.financialStatus === 'PENDING' || order.financialStatus === 'AUTHORIZED' ? 'warn' : 'plain';
  return badge(sentence(order.financialStatus), tone);
}
export const fulfilmentBadge = (order: Order): Html =>
  order.cancelledAt ? badge('Cancelled', 'bad') : badge(sentence(order.fulfillmentStatus), order.fulfillmentStatus === 'FULFILLED' ? 'good' : 'warn');

/** Where everybody is known to be the same customer. */
export const OWN_ORDER_HEADINGS = ['Order', 'Date', 'Total', 'Payment', 'Fulfilment'];
export const ownOrderRows = (view: View, orders: Order[]): (Html | string | number)[][] =>
  orders.map((order) => [
    html`<a href="${view.base}/orders/${order.id}">${order.name}</a>`,
    view.time(order.processedAt),
    view.money(orderTotals(order).currentTotal, order.currency),
    paymentBadge(order),
    fulfilmentBadge(order),
  ]);

/** Rows for a table under ORDER_HEADINGS. */
export const orderRows = (view: View, orders: Order[]): (Html | string | number)[][] =>
  orders.map((order) => [
    html`<a href="${view.base}/orders/${order.id}">${order.name}</a>`,
    view.time(order.processedAt),
    order.email ?? order.phone ?? 'No contact',
    view.money(orderTotals(order).currentTotal, order.currency),
    paymentBadge(order),
    fulfilmentBadge(order),
    order.lines.reduce((sum, line) => sum + line.currentQuantity, 0),
    order.source === 'web' ? 'Online store' : order.source === 'pos' ? 'Point of sale' : 'Draft order',
  ]);
