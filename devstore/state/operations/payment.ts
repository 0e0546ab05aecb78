import { StoreError } from '../errors.ts';
import type { Order } from '../model.ts';
import type { Id } from '../model/values.ts';
import type { Transaction } from '../model/order-parts.ts';
import { getOrder } from '../read.ts';
import { capturableOf, orderTotals } from '../totals.ts';
import type { Unit } from '../unit.ts';
import { issueGiftCard } from './discounts.ts';
import { saveOrder } from './save-order.ts';

/** The order, locked until the operation ends. @throws StoreError when there is none */
export async function takeOrder(unit: Unit, id: Id): Promise<Order> {
  const order = await getOrder(unit.client, unit.domain, id, { lock: true });
  if (!order) throw new StoreError('Order does not exist.', 'id');
  return order;
}

const openAuthorizations = (order: Order) =>
  order.transactions
    .filter((transaction) => transaction.kind === 'AUTHORIZATION' && transaction.status === 'SUCCESS')
    .map((authorization) => ({ authorization, left: capturableOf(order, authorization) }))
    .filter(({ left }) => left > 0);

/** Takes the authorised money, as much of it as the order still costs. */
export const capture = async (unit: Unit, orderId: Id): Promise<Order> => {
  const order = await takeOrder(unit, orderId);
  if (order.cancelledAt) throw new StoreError('A cancelled order’s payment cannot be captured.', 'orderId');
  let owed = orderTotals(order).outstanding;
  const captures: Transaction[] = [];
  for (const { authorization, left } of openAuthorizations(order)) {
    const amount = Math.min(left, owed);
    if (amount <= 0) break;
    captures.push({
      id: await unit.id(),
      kind: 'CAPTURE',
      status: 'SUCCESS',
      gateway: authorization.gateway,
      amount,
      processedAt: unit.now,
      parentId: authorization.id,
      giftCardId: null,
    });
    owed -= amount;
  }
  if (captures.length === 0) throw new StoreError('There is no authorized payment to capture.', 'orderId');
  return settle(unit, order, captures);
};

/** Releases the authorised money. */
export const voidPayment = async (unit: Unit, orderId: Id): Promise<Order> => {
  const order = await takeOrder(unit, orderId);
  const voids = await voidAuthorizations(unit, order);
  if (voids.length === 0) throw new StoreError('There is no authorized payment to void.', 'orderId');
  return settle(unit, order, voids);
};

/** The transactions that release what is still authorised. */
export async function voidAuthorizations(unit: Unit, order: Order): Promise<Transaction[]> {
  const voids: Transaction[] = [];
  for (const { authorization, left } of openAuthorizations(order)) {
    voids.push({
      id: await unit.id(),
      kind: 'VOID',
      status: 'SUCCESS',
      gateway: authorization.gateway,
      amount: left,
      processedAt: unit.now,
      parentId: authorization.id,
      giftCardId: null,
    });
  }
  return voids;
}

/** Records that the customer has paid what was owed by other means. */
export const markPaid = async (unit: Unit, orderId: Id): Promise<Order> => {
  const order = await takeOrder(unit, orderId);
  const totals = orderTotals(order);
  if (order.cancelledAt) throw new StoreError('A cancelled order cannot be marked as paid.', 'orderId');
  if (totals.capturable > 0) throw new StoreError('An authorized payment has to be captured or voided first.', 'orderId');
  if (totals.outstanding <= 0) throw new StoreError('Order is already paid.', 'orderId');
  const awaited = order.transactions.find((transaction) => transaction.kind === 'SALE' && transaction.status === 'PENDING');
  return settle(unit, order, [
    {
      id: await unit.id(),
      kind: 'SALE',
      status: 'SUCCESS',
      gateway: 'manual',
      amount: totals.outstanding,
      processedAt: unit.now,
      parentId: awaited?.id ?? null,
      giftCardId: null,
    },
  ]);
};

async function settle(unit: Unit, order: Order, transactions: Transaction[]): Promise<Order> {
  const after = await saveOrder(unit, order, { ...order, transactions: [...order.transactions, ...transactions] });
  await issueSoldGiftCards(unit, order, after);
  return after;
}

/** Gift cards that were sold come into being when their order is paid for, one per unit. */
export async function issueSoldGiftCards(unit: Unit, before: Order | null, after: Order): Promise<void> {
  // Against what was ordered at first: lines that an edit adds later are never gift cards, and their payment brings none.
  const isPaid = (order: Order | null) => {
    if (!order || order.cancelledAt) return false;
    const { netPayment, currentTotal, originalTotal } = orderTotals(order);
    return netPayment >= Math.min(currentTotal, originalTotal);
  };
  if (isPaid(before) || !isPaid(after)) return;
  for (const line of after.lines.filter((candidate) => candidate.isGiftCard && candidate.unitPrice > 0)) {
    for (let number = 0; number < line.currentQuantity; number += 1) await issueGiftCard(unit, { amount: line.unitPrice, customerId: after.customerId });
  }
}
