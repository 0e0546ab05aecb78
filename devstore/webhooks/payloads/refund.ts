import { formatMinor } from '../../state/money.ts';
import type { Order, Store } from '../../state/model.ts';
import type { Refund } from '../../state/model/order-parts.ts';
import { Exact, exact, gid, type Wire, type WireObject } from '../wire.ts';
import { need, type Serializer } from './documents.ts';
import { lineItem } from './line-item.ts';
import { amount, moneySet } from './money.ts';
import { LOCATION_ID, STAFF_ID } from './places.ts';
import { localTime } from './time.ts';
import { transactionOf } from './transaction.ts';

function refundLine(line: Refund['lines'][number], order: Order): WireObject {
  const item = need(
    order.lines.find((one) => one.id === line.lineId),
    `line ${line.lineId}`,
  );
  return {
    id: exact(line.id),
    quantity: line.quantity,
    line_item_id: exact(line.lineId),
    location_id: line.restock === 'NO_RESTOCK' ? null : exact(LOCATION_ID),
    restock_type: line.restock.toLowerCase(),
    // REST gives these two as numbers, unlike every other amount.
    subtotal: new Exact(formatMinor(line.subtotal, order.currency)),
    total_tax: new Exact(formatMinor(line.tax, order.currency)),
    subtotal_set: moneySet(line.subtotal, order),
    total_tax_set: moneySet(line.tax, order),
    line_item: lineItem(item, order),
  };
}

/** Money given back beyond or short of the lines; signed as REST does: what the store gives is negative. */
function adjustments(refund: Refund, order: Order): Wire[] {
  const one = (kind: string, reason: string, minor: number, tax: number): WireObject => ({
    id: exact(refund.id),
    order_id: exact(order.id),
    refund_id: exact(refund.id),
    ...amount('amount', minor, order),
    ...amount('tax_amount', tax, order),
    kind,
    reason,
  });
  return [
    ...(refund.shipping ? [one('shipping_refund', 'Shipping refund', -refund.shipping.amount, -refund.shipping.tax)] : []),
    ...(refund.adjustment === 0 ? [] : [one('refund_discrepancy', 'Refund discrepancy', -refund.adjustment, 0)]),
  ];
}

/** A refund, as its own topic and orders carry it. */
export function refundOf(refund: Refund, order: Order, store: Store): WireObject {
  const at = localTime(refund.createdAt, store);
  return {
    id: exact(refund.id),
    order_id: exact(order.id),
    created_at: at,
    note: refund.note ?? '',
    user_id: exact(STAFF_ID),
    processed_at: at,
    duties: [],
    total_duties_set: moneySet(0, order),
    return: null,
    restock: refund.lines.some((line) => line.restock !== 'NO_RESTOCK'),
    refund_shipping_lines: [],
    admin_graphql_api_id: gid('Refund', refund.id),
    order_adjustments: adjustments(refund, order),
    transactions: refund.transactions.map((transaction) => transactionOf(transaction, order, store)),
    refund_line_items: refund.lines.map((line) => refundLine(line, order)),
  };
}

/** `refunds/create`. */
export const refundPayload: Serializer<'refunds/create'> = ({ store, payload: { order, refundId } }) =>
  refundOf(
    need(
      order.refunds.find((refund) => refund.id === refundId),
      'refund',
    ),
    order,
    store,
  );
