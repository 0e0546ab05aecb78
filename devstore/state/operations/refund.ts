import { StoreError } from '../errors.ts';
import type { Order } from '../model.ts';
import type { Id } from '../model/values.ts';
import type { Refund, Transaction } from '../model/order-parts.ts';
import type { RefundRequest } from '../operations.ts';
import { planRefund, type RefundPlan } from '../refunding.ts';
import type { Unit } from '../unit.ts';
import { adjustStoreCredit } from './customers.ts';
import { moveBalance } from './discounts.ts';
import { takeOrder } from './payment.ts';
import { moveStock } from './products.ts';
import { saveOrder, type OrderTopic } from './save-order.ts';

/** Gives back lines, shipping or an amount. @throws StoreError for more than was paid or than is left of a line */
export const refund = async (unit: Unit, orderId: Id, request: RefundRequest): Promise<Order> => {
  const order = await takeOrder(unit, orderId);
  return applyRefund(unit, order, order, planRefund(order, request), request);
};

interface Options {
  toStoreCredit?: boolean;
  note?: string | null;
}

/** Writes a planned refund into `changed`, which is `before` with whatever else the operation does to it. */
export async function applyRefund(unit: Unit, before: Order, changed: Order, plan: RefundPlan, options: Options, topics: OrderTopic[] = []): Promise<Order> {
  if (options.toStoreCredit && !changed.customerId) throw new StoreError('Store credit needs a customer.', 'toStoreCredit');
  const transactions = await pay(unit, plan, options.toStoreCredit ?? false);
  const lineIds = await unit.ids(plan.lines.length);
  const made: Refund = {
    id: await unit.id(),
    createdAt: unit.now,
    note: options.note ?? null,
    lines: plan.lines.map((line, index) => ({ ...line, id: lineIds[index] ?? '' })),
    shipping: plan.shipping,
    adjustment: plan.adjustment,
    transactions,
  };
  await moveStock(
    unit,
    plan.lines
      .filter((line) => line.restock !== 'NO_RESTOCK')
      .map((line) => ({
        variantId: before.lines.find((candidate) => candidate.id === line.lineId)?.variantId ?? null,
        delta: line.quantity,
      })),
  );
  if (options.toStoreCredit && changed.customerId && plan.amount > 0) await adjustStoreCredit(unit, changed.customerId, plan.amount, { event: 'ORDER_REFUND' });
  const after = await saveOrder(
    unit,
    before,
    {
      ...changed,
      lines: plan.linesAfter,
      refunds: [...changed.refunds, made],
      transactions: [...changed.transactions, ...transactions],
    },
    topics,
  );
  unit.emit('refunds/create', 'refund', made.id, { order: after, refundId: made.id });
  return after;
}

/** One refund transaction per payment that money goes back to; the gift cards among them are filled up again. */
async function pay(unit: Unit, plan: RefundPlan, toStoreCredit: boolean): Promise<Transaction[]> {
  const transactions: Transaction[] = [];
  for (const { payment, amount } of plan.parts) {
    if (payment.giftCardId && !toStoreCredit) await moveBalance(unit, payment.giftCardId, amount);
    transactions.push({
      id: await unit.id(),
      kind: 'REFUND',
      status: 'SUCCESS',
      amount,
      processedAt: unit.now,
      parentId: payment.id,
      gateway: toStoreCredit ? 'shopify_store_credit' : payment.gateway,
      giftCardId: toStoreCredit ? null : payment.giftCardId,
    });
  }
  return transactions;
}
