import { StoreError } from './errors.ts';
import type { Order } from './model.ts';
import type { Id, Minor } from './model/values.ts';
import type { OrderLine, Refund, Transaction } from './model/order-parts.ts';
import { formatMinor, scale, sum } from './money.ts';
import type { RefundRequest } from './operations.ts';
import { orderTotals, shippingWorth, unfulfilledQuantity, worthOfNext } from './totals.ts';

/** A refund worked out, before ids are given and anything is written. */
export interface RefundPlan {
  lines: Omit<Refund['lines'][number], 'id'>[];
  shipping: Refund['shipping'];
  amount: Minor;
  adjustment: Minor;
  /** What of it goes back to which payment. */
  parts: { payment: Transaction; amount: Minor }[];
  /** The order's lines without the refunded units. */
  linesAfter: OrderLine[];
}

/** Works out a refund. Any series of refunds of parts adds up to exactly what was paid for them. @throws StoreError */
export function planRefund(order: Order, request: RefundRequest): RefundPlan {
  const { lines, linesAfter } = planLines(order, request.lines);
  const shipping = planShipping(order, request.shipping ?? 0);
  const worth = sum(lines.map((line) => line.subtotal + taxOnTop(order, line.tax))) + (shipping ? shipping.amount + taxOnTop(order, shipping.tax) : 0);
  const { outstanding, netPayment } = orderTotals(order);
  // What has not been paid yet need not be given back.
  const due = Math.max(0, worth - Math.max(0, outstanding));
  const amount = request.amount ?? Math.min(due, netPayment);
  if (lines.length === 0 && !shipping && amount === 0) throw new StoreError('There is nothing to refund.', 'lines');
  if (!Number.isSafeInteger(amount) || amount < 0) throw new StoreError('The amount is a whole number of minor units, not below 0.', 'amount');
  if (amount > netPayment)
    throw new StoreError(`Only ${formatMinor(netPayment, order.currency)} ${order.currency} of this order can still be refunded.`, 'amount');
  const extra = amount - due;
  // Money that the store owed already, after an edit, is no gift.
  const adjustment = extra > 0 ? extra - Math.min(extra, Math.max(0, -outstanding)) : extra;
  return { lines, shipping, amount, adjustment, parts: splitOverPayments(order, amount), linesAfter };
}

const taxOnTop = (order: Order, tax: Minor) => (order.taxesIncluded ? 0 : tax);

function planLines(order: Order, requested: RefundRequest['lines']): Pick<RefundPlan, 'lines' | 'linesAfter'> {
  const after = new Map<Id, OrderLine>(order.lines.map((line) => [line.id, line]));
  const lines: RefundPlan['lines'] = [];
  for (const [index, { lineId, quantity, restock }] of requested.entries()) {
    const line = after.get(lineId);
    if (!line) throw new StoreError('The order has no such line.', `lines.${index}.lineId`);
    if (!Number.isInteger(quantity) || quantity < 1) throw new StoreError('The quantity is a whole number above 0.', `lines.${index}.quantity`);
    if (quantity > line.currentQuantity)
      throw new StoreError(`Only ${line.currentQuantity} of ${line.title} can still be refunded.`, `lines.${index}.quantity`);
    // What was never sent leaves the order first; the rest comes back.
    const unsent = Math.min(quantity, unfulfilledQuantity(line));
    let left = line;
    for (const [units, sent] of [
      [unsent, false],
      [quantity - unsent, true],
    ] as const) {
      if (units === 0) continue;
      const worth = worthOfNext(left, units);
      lines.push({ lineId, quantity: units, restock: restock ? (sent ? 'RETURN' : 'CANCEL') : 'NO_RESTOCK', subtotal: worth.net, tax: worth.tax });
      left = { ...left, currentQuantity: left.currentQuantity - units, fulfilledQuantity: left.fulfilledQuantity - (sent ? units : 0) };
    }
    after.set(lineId, left);
  }
  return { lines, linesAfter: [...after.values()] };
}

function planShipping(order: Order, amount: Minor): Refund['shipping'] {
  if (!Number.isSafeInteger(amount) || amount < 0) throw new StoreError('The amount is a whole number of minor units, not below 0.', 'shipping');
  if (amount === 0) return null;
  const { ordered, current } = shippingWorth(order);
  if (amount > current.net)
    throw new StoreError(`Only ${formatMinor(current.net, order.currency)} ${order.currency} of the shipping can still be refunded.`, 'shipping');
  // Cumulative, so that the tax of the pieces adds up to the tax of the whole.
  const taxLeft = ordered.tax - scale(ordered.tax, ordered.net - current.net + amount, ordered.net);
  return { amount, tax: current.tax - taxLeft };
}

/** Back to where it came from: cards and cash first, gift cards last. */
function splitOverPayments(order: Order, amount: Minor): RefundPlan['parts'] {
  const payments = order.transactions.filter(
    (transaction) => transaction.status === 'SUCCESS' && (transaction.kind === 'SALE' || transaction.kind === 'CAPTURE'),
  );
  const parts: RefundPlan['parts'] = [];
  let left = amount;
  for (const payment of [...payments.filter((one) => !one.giftCardId), ...payments.filter((one) => one.giftCardId)]) {
    const back = order.transactions.filter((one) => one.kind === 'REFUND' && one.status === 'SUCCESS' && one.parentId === payment.id);
    const part = Math.min(left, payment.amount - sum(back.map((one) => one.amount)));
    if (part > 0) parts.push({ payment, amount: part });
    left -= part;
  }
  if (left > 0) throw new StoreError('The payments of this order do not cover the refund.', 'amount');
  return parts;
}
