import type { Id, Instant, Minor, Order, Refund, Transaction } from '../state/model.ts';
import { sum } from '../state/money.ts';
import { fulfillmentStatus, financialStatus, orderTotals, worthOfNext } from '../state/totals.ts';

export interface GivenBack {
  at: Instant; note: string | null; restock: Refund['lines'][number]['restock'];
  lines: { lineId: Id; quantity: number }[];
  /** Gives back what is left of the shipping too. */ shipping?: { amount: Minor; tax: Minor } | null;
  /** Money given back; by default what the lines and the shipping are worth. Never more than was received and is left. */
  amount?: Minor;
}

/** Adds a refund to an order in place. Returns the money given back. */
export function giveBack(order: Order, back: GivenBack, takeId: () => Id): Minor {
  const onTop = (tax: Minor) => (order.taxesIncluded ? 0 : tax);
  const lines: Refund['lines'] = [];
  for (const { lineId, quantity } of back.lines) {
    const line = order.lines.find((candidate) => candidate.id === lineId);
    if (!line || quantity === 0) continue;
    const worth = worthOfNext(line, quantity);
    line.currentQuantity -= quantity;
    lines.push({ id: takeId(), lineId, quantity, restock: back.restock, subtotal: worth.net, tax: worth.tax });
  }
  const shipping = back.shipping ?? null;
  const worth = sum(lines.map((line) => line.subtotal + onTop(line.tax))) + (shipping ? shipping.amount + onTop(shipping.tax) : 0);
  const amount = Math.min(back.amount ?? worth, Math.max(0, orderTotals(order).netPayment));
  const paid = order.transactions.find((transaction) => transaction.kind === 'SALE' || transaction.kind === 'CAPTURE');
  const transactions: Transaction[] = amount > 0 && paid
    ? [{ id: takeId(), kind: 'REFUND', status: 'SUCCESS', gateway: paid.gateway, amount, processedAt: back.at, parentId: paid.id, giftCardId: null }]
    : [];
  order.refunds.push({ id: takeId(), createdAt: back.at, note: back.note, lines, shipping, adjustment: amount - worth, transactions });
  order.transactions.push(...transactions);
  order.updatedAt = order.updatedAt > back.at ? order.updatedAt : back.at;
  return amount;
}

/** Sets the statuses that follow from an order's transactions and fulfilments. */
export function settle(order: Order): Order {
  order.financialStatus = financialStatus(order);
  order.fulfillmentStatus = fulfillmentStatus(order);
  return order;
}
