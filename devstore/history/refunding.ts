import type { Order } from '../state/model.ts';
import type { Id, Instant, Minor } from '../state/model/values.ts';
import type { Transaction } from '../state/model/order-parts.ts';
import { planRefund } from '../state/refunding.ts';
import { fulfillmentStatus, financialStatus, orderTotals } from '../state/totals.ts';

export interface GivenBack {
  at: Instant;
  note: string | null;
  restock: boolean;
  lines: { lineId: Id; quantity: number }[];
  /** Shipping to give back, tax excluded. */ shipping?: Minor;
  /** Money given back; by default what the lines and the shipping are worth. Never more than was received and is left. */
  amount?: Minor;
}

/** Adds a refund to an order in place, by the arithmetic of the operations. Returns the money given back. */
export function giveBack(order: Order, back: GivenBack, takeId: () => Id): Minor {
  const amount = back.amount === undefined ? undefined : Math.min(back.amount, Math.max(0, orderTotals(order).netPayment));
  const plan = planRefund(order, { lines: back.lines.map((line) => ({ ...line, restock: back.restock })), shipping: back.shipping, amount });
  const transactions = plan.parts.map(({ payment, amount: part }): Transaction => ({
    id: takeId(),
    kind: 'REFUND',
    status: 'SUCCESS',
    gateway: payment.gateway,
    amount: part,
    processedAt: back.at,
    parentId: payment.id,
    giftCardId: null,
  }));
  order.lines = plan.linesAfter;
  order.transactions.push(...transactions);
  order.refunds.push({
    id: takeId(),
    createdAt: back.at,
    note: back.note,
    lines: plan.lines.map((line) => ({ ...line, id: takeId() })),
    shipping: plan.shipping,
    adjustment: plan.adjustment,
    transactions,
  });
  if (back.at > order.updatedAt) order.updatedAt = back.at;
  return plan.amount;
}

/** Sets the statuses that follow from an order's transactions and fulfilments. */
export function settle(order: Order): Order {
  order.financialStatus = financialStatus(order);
  order.fulfillmentStatus = fulfillmentStatus(order);
  return order;
}
