import { StoreError } from '../errors.ts';
import type { Order } from '../model.ts';
import type { Id } from '../model/values.ts';
import { planRefund } from '../refunding.ts';
import { orderTotals, shippingWorth } from '../totals.ts';
import type { Unit } from '../unit.ts';
import { takeOrder, voidAuthorizations } from './payment.ts';
import { applyRefund } from './refund.ts';
import { saveOrder } from './save-order.ts';

type Options = { reason: NonNullable<Order['cancelReason']>; refund: boolean; restock: boolean };

/**
 * Cancels an order of which nothing has been sent. Authorised money is released. With `refund` all that was paid goes
 * back; without it the store keeps the money until a later refund of an amount.
 */
export const cancel = async (unit: Unit, orderId: Id, options: Options): Promise<Order> => {
  const order = await takeOrder(unit, orderId);
  if (order.cancelledAt) throw new StoreError('Order has already been cancelled.', 'orderId');
  if (order.lines.some((line) => line.fulfilledQuantity > 0)) throw new StoreError('An order that has been fulfilled can’t be cancelled.', 'orderId');
  const voids = await voidAuthorizations(unit, order);
  const cancelled: Order = {
    ...order,
    cancelledAt: unit.now,
    closedAt: unit.now,
    cancelReason: options.reason,
    transactions: [...order.transactions, ...voids],
  };
  const { netPayment } = orderTotals(order);
  const lines = order.lines
    .filter((line) => line.currentQuantity > 0)
    .map((line) => ({ lineId: line.id, quantity: line.currentQuantity, restock: options.restock }));
  const shipping = shippingWorth(order).current.net;
  const nothingLeft = lines.length === 0 && shipping === 0 && netPayment === 0;
  // Paid, and neither refunded nor restocked: the lines stay, so that they can still be refunded one by one.
  const linesStay = netPayment > 0 && !options.refund && !options.restock;
  if (nothingLeft || linesStay) return saveOrder(unit, order, cancelled, ['orders/cancelled']);
  const plan = planRefund(order, { lines, shipping, amount: options.refund ? netPayment : 0 });
  return applyRefund(unit, order, cancelled, plan, {}, ['orders/cancelled']);
};
