import { StoreError } from '../errors.ts';
import type { Order } from '../model.ts';
import type { Fulfillment } from '../model/order-parts.ts';
import type { Id } from '../model/values.ts';
import { unfulfilledQuantity } from '../totals.ts';
import type { Unit } from '../unit.ts';
import { takeOrder } from './payment.ts';
import { saveOrder } from './save-order.ts';

/** Sends lines, by default everything that has not been sent. */
export const fulfil = async (
  unit: Unit,
  orderId: Id,
  lines?: { lineId: Id; quantity: number }[],
  tracking?: { company: string; number: string },
): Promise<Order> => {
  const order = await takeOrder(unit, orderId);
  if (order.cancelledAt) throw new StoreError('A cancelled order cannot be fulfilled.', 'orderId');
  const wanted = lines ? total(lines) : new Map(order.lines.map((line) => [line.id, unfulfilledQuantity(line)]));
  for (const [lineId, quantity] of wanted) {
    const line = order.lines.find((candidate) => candidate.id === lineId);
    if (!line) throw new StoreError('The order has no such line.', 'lines');
    if (!Number.isInteger(quantity) || quantity < 0 || (lines && quantity === 0)) throw new StoreError('The quantity is a whole number above 0.', 'lines');
    if (quantity > unfulfilledQuantity(line)) throw new StoreError(`Only ${unfulfilledQuantity(line)} of ${line.title} can still be fulfilled.`, 'lines');
  }
  const sent = [...wanted].filter(([, quantity]) => quantity > 0).map(([lineId, quantity]) => ({ lineId, quantity }));
  if (sent.length === 0) throw new StoreError('There is nothing left to fulfil.', 'lines');
  const fulfillment: Fulfillment = {
    id: await unit.id(),
    createdAt: unit.now,
    updatedAt: unit.now,
    status: 'SUCCESS',
    lines: sent,
    trackingCompany: tracking?.company ?? null,
    trackingNumber: tracking?.number ?? null,
  };
  const changed: Order = {
    ...order,
    fulfillments: [...order.fulfillments, fulfillment],
    lines: order.lines.map((line) => ({ ...line, fulfilledQuantity: line.fulfilledQuantity + (wanted.get(line.id) ?? 0) })),
  };
  const complete = changed.lines.every((line) => unfulfilledQuantity(line) === 0);
  const after = await saveOrder(unit, order, changed, [complete ? 'orders/fulfilled' : 'orders/partially_fulfilled']);
  unit.emit('fulfillments/create', 'fulfillment', fulfillment.id, { order: after, fulfillmentId: fulfillment.id });
  return after;
};

/** Adds up what is asked of the same line twice. */
export function total(lines: { lineId: Id; quantity: number }[]): Map<Id, number> {
  const byLine = new Map<Id, number>();
  for (const { lineId, quantity } of lines) byLine.set(lineId, (byLine.get(lineId) ?? 0) + quantity);
  return byLine;
}
