import { scale, sum } from './money.ts';
import type { Order } from './model.ts';
import type { Minor } from './model/values.ts';
import type { OrderLine, Transaction } from './model/order-parts.ts';

/** What part of an order costs, in minor units of the shop's currency. */
export interface Worth {
  /** before discounts */ gross: Minor;
  /** after discounts; contains the tax when taxes are included in prices */ net: Minor;
  tax: Minor;
}

const lineDiscount = (line: Pick<OrderLine, 'discounts'>) => sum(line.discounts.map((discount) => discount.amount));
const taxOf = (line: Pick<OrderLine, 'taxLines'>) => sum(line.taxLines.map((tax) => tax.amount));

/** The whole line, all units ever ordered. */
export const lineWorth = (line: OrderLine): Worth => ({
  gross: line.unitPrice * line.quantity,
  net: line.unitPrice * line.quantity - lineDiscount(line),
  tax: taxOf(line),
});

/** The first `units` that leave a line. Cumulative, so that any series of pieces adds up to the line to the last unit of money. */
function worthOfRemoved(line: OrderLine, units: number): Worth {
  if (units === 0 || line.quantity === 0) return { gross: 0, net: 0, tax: 0 };
  const whole = lineWorth(line);
  return {
    gross: line.unitPrice * units,
    net: scale(whole.net, units, line.quantity),
    tax: sum(line.taxLines.map((tax) => scale(tax.amount, units, line.quantity))),
  };
}

/** What `units` more cost that are about to leave a line: what a refund of them is worth. */
export function worthOfNext(line: OrderLine, units: number): Worth {
  const gone = line.quantity - line.currentQuantity;
  return minus(worthOfRemoved(line, gone + units), worthOfRemoved(line, gone));
}

/** What is left of a line after edits and refunds. */
export const currentWorth = (line: OrderLine): Worth => minus(lineWorth(line), worthOfRemoved(line, line.quantity - line.currentQuantity));

const minus = (a: Worth, b: Worth): Worth => ({ gross: a.gross - b.gross, net: a.net - b.net, tax: a.tax - b.tax });
const plus = (a: Worth, b: Worth): Worth => ({ gross: a.gross + b.gross, net: a.net + b.net, tax: a.tax + b.tax });
const none: Worth = { gross: 0, net: 0, tax: 0 };

/** Shipping as ordered, and what is left of it after refunds. */
export function shippingWorth(order: Order): { ordered: Worth; current: Worth } {
  const ordered = order.shippingLines.map((line) => ({ gross: line.price, net: line.price - lineDiscount(line), tax: taxOf(line) })).reduce(plus, none);
  const back = order.refunds.map((refund) => refund.shipping ?? { amount: 0, tax: 0 });
  const net = ordered.net - sum(back.map((part) => part.amount));
  const tax = ordered.tax - sum(back.map((part) => part.tax));
  return { ordered, current: { gross: net, net, tax } };
}

/** All money figures of an order, in minor units of the shop's currency; `current…` is after edits and refunds. */
export interface OrderTotals {
  /** Lines after discounts. */ subtotal: Minor;
  /** Lines and shipping. */ discounts: Minor;
  /** After discounts. */ shipping: Minor;
  tax: Minor;
  total: Minor;
  /** As placed, before anything was added by an edit. */ originalTotal: Minor;
  currentSubtotal: Minor;
  currentDiscounts: Minor;
  currentShipping: Minor;
  currentTax: Minor;
  currentTotal: Minor;
  received: Minor;
  refunded: Minor;
  /** received − refunded */ netPayment: Minor;
  /** Positive: the customer owes; negative: the store owes. */ outstanding: Minor;
  /** Authorised and neither captured nor voided. */ capturable: Minor;
}

const succeeded = (order: Order, kinds: Transaction['kind'][]) =>
  order.transactions.filter((transaction) => transaction.status === 'SUCCESS' && kinds.includes(transaction.kind));
const amounts = (transactions: Transaction[]) => sum(transactions.map((transaction) => transaction.amount));

/** What of an authorization can still be captured. */
export function capturableOf(order: Order, authorization: Transaction): Minor {
  const children = succeeded(order, ['CAPTURE', 'VOID']).filter((transaction) => transaction.parentId === authorization.id);
  if (children.some((transaction) => transaction.kind === 'VOID')) return 0;
  return Math.max(0, authorization.amount - amounts(children));
}

/** Computes every figure from the document; nothing of it is stored in the document, so nothing can disagree. */
export function orderTotals(order: Order): OrderTotals {
  const lines = order.lines.map(lineWorth).reduce(plus, none);
  const current = order.lines.map(currentWorth).reduce(plus, none);
  const shipping = shippingWorth(order);
  const taxOnTop = (tax: Minor) => (order.taxesIncluded ? 0 : tax);
  const received = amounts(succeeded(order, ['SALE', 'CAPTURE']));
  const refunded = amounts(succeeded(order, ['REFUND']));
  const total = lines.net + shipping.ordered.net + taxOnTop(lines.tax + shipping.ordered.tax);
  const currentTax = current.tax + shipping.current.tax;
  const adjustments = sum(order.refunds.map((refund) => refund.adjustment));
  const currentTotal = current.net + shipping.current.net + taxOnTop(currentTax) - adjustments;
  return {
    subtotal: lines.net,
    discounts: lines.gross - lines.net + shipping.ordered.gross - shipping.ordered.net,
    shipping: shipping.ordered.net,
    tax: lines.tax + shipping.ordered.tax,
    total,
    originalTotal: total - addedByEdits(order),
    currentSubtotal: current.net,
    currentDiscounts: current.gross - current.net + shipping.ordered.gross - shipping.ordered.net,
    currentShipping: shipping.current.net,
    currentTax,
    currentTotal,
    received,
    refunded,
    netPayment: received - refunded,
    outstanding: currentTotal - (received - refunded),
    capturable: sum(succeeded(order, ['AUTHORIZATION']).map((transaction) => capturableOf(order, transaction))),
  };
}

function addedByEdits(order: Order): Minor {
  const added = new Map<string, number>();
  for (const change of order.edits.flatMap((edit) => edit.changes)) {
    if (change.delta > 0) added.set(change.lineId, (added.get(change.lineId) ?? 0) + change.delta);
  }
  return sum(
    order.lines.map((line) => {
      const units = added.get(line.id) ?? 0;
      const worth = worthOfRemoved(line, units);
      return worth.net + (order.taxesIncluded ? 0 : worth.tax);
    }),
  );
}

/** The financial status that follows from the order's transactions. */
export function financialStatus(order: Order): Order['financialStatus'] {
  const totals = orderTotals(order);
  if (totals.received > 0) {
    if (totals.netPayment <= 0) return 'REFUNDED';
    if (totals.refunded > 0) return 'PARTIALLY_REFUNDED';
    return totals.outstanding > 0 && !order.cancelledAt ? 'PARTIALLY_PAID' : 'PAID';
  }
  if (totals.capturable > 0) return 'AUTHORIZED';
  if (order.cancelledAt && totals.total > 0) return 'VOIDED';
  if (succeeded(order, ['VOID']).length > 0) return 'VOIDED';
  return totals.total > 0 && totals.currentTotal > 0 ? 'PENDING' : 'PAID';
}

/** Units of a line that can still be sent. */
export const unfulfilledQuantity = (line: OrderLine): number => Math.max(0, line.currentQuantity - line.fulfilledQuantity);

/** The fulfilment status that follows from the lines. */
export function fulfillmentStatus(order: Order): Order['fulfillmentStatus'] {
  if (!order.fulfillments.some((fulfillment) => fulfillment.status === 'SUCCESS')) return 'UNFULFILLED';
  return order.lines.every((line) => unfulfilledQuantity(line) === 0) ? 'FULFILLED' : 'PARTIALLY_FULFILLED';
}
