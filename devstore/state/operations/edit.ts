import { StoreError } from '../errors.ts';
import type { Customer, Order } from '../model.ts';
import type { Id } from '../model/values.ts';
import type { OrderEdit, OrderLine } from '../model/order-parts.ts';
import type { StoreOperations } from '../operations.ts';
import { taxLinesOf } from '../pricing.ts';
import { getCustomer } from '../read.ts';
import type { Unit } from '../unit.ts';
import { resolveLines } from './basket.ts';
import { takeOrder } from './payment.ts';
import { moveStock } from './products.ts';
import { saveOrder } from './save-order.ts';

type Edit = Parameters<StoreOperations['editOrder']>[1];

/**
 * Changes what a placed order contains. Removed units leave their line at the price paid for them; the order's discounts
 * do not reach what is added. No money moves: what is owed afterwards, either way, shows as outstanding.
 */
export const editOrder = async (unit: Unit, orderId: Id, edit: Edit): Promise<Order> => {
  const order = await takeOrder(unit, orderId);
  if (order.cancelledAt) throw new StoreError('A cancelled order cannot be edited.', 'orderId');
  const customer = order.customerId ? await getCustomer(unit.client, unit.domain, order.customerId) : null;
  const changes: OrderEdit['changes'] = [];
  const lines = new Map<Id, OrderLine>(order.lines.map((line) => [line.id, line]));
  const add = async (fresh: Omit<OrderLine, 'id' | 'taxLines' | 'discounts' | 'properties' | 'currentQuantity' | 'fulfilledQuantity'>) => {
    const line = withTax(unit, order, customer, {
      ...fresh,
      id: await unit.id(),
      currentQuantity: fresh.quantity,
      fulfilledQuantity: 0,
      discounts: [],
      taxLines: [],
      properties: [],
    });
    lines.set(line.id, line);
    changes.push({ lineId: line.id, delta: line.quantity });
  };
  for (const [index, { lineId, quantity }] of edit.quantities.entries()) {
    const line = lines.get(lineId);
    check(line, quantity, `quantities.${index}`);
    const delta = quantity - line.currentQuantity;
    if (delta < 0) {
      lines.set(lineId, { ...line, currentQuantity: quantity });
      changes.push({ lineId, delta });
    } else if (delta > 0 && (line.discounts.length > 0 || line.currentQuantity < line.quantity || line.isGiftCard)) {
      if (line.isGiftCard) throw new StoreError('Gift cards cannot be added to an order.', `quantities.${index}.quantity`);
      // Its price per unit is settled by a discount or by units that left; what is added stands beside it.
      await add({ ...line, quantity: delta });
    } else if (delta > 0) {
      lines.set(lineId, withTax(unit, order, customer, { ...line, quantity: line.quantity + delta, currentQuantity: quantity }));
      changes.push({ lineId, delta });
    }
  }
  for (const fresh of edit.add.length > 0 ? await resolveLines(unit, edit.add) : []) {
    if (fresh.isGiftCard) throw new StoreError('Gift cards cannot be added to an order.', 'add');
    await add(fresh);
  }
  if (changes.length === 0) throw new StoreError('The edit changes nothing.', 'quantities');

  const made: OrderEdit = { id: await unit.id(), createdAt: unit.now, note: edit.note ?? null, changes };
  await moveStock(
    unit,
    changes.map((change) => ({ variantId: lines.get(change.lineId)?.variantId ?? null, delta: -change.delta })),
  );
  const after = await saveOrder(unit, order, { ...order, lines: [...lines.values()], edits: [...order.edits, made] });
  unit.emit('orders/edited', 'order', orderId, { order: after, customer, edit: made });
  return after;
};

function check(line: OrderLine | undefined, quantity: number, field: string): asserts line is OrderLine {
  if (!line) throw new StoreError('The order has no such line.', `${field}.lineId`);
  if (!Number.isInteger(quantity) || quantity < 0 || quantity > 1_000_000)
    throw new StoreError('The quantity is a whole number, not below 0.', `${field}.quantity`);
  if (quantity < line.fulfilledQuantity)
    throw new StoreError(`${line.fulfilledQuantity} of ${line.title} have been fulfilled and cannot be removed; refund them instead.`, `${field}.quantity`);
}

/** Taxed as the order was: an order keeps whether its prices contain tax, whatever the store does later. */
const withTax = (unit: Unit, order: Order, customer: Customer | null, line: OrderLine): OrderLine => ({
  ...line,
  taxLines: taxLinesOf(
    { ...unit.store, taxesIncluded: order.taxesIncluded },
    line.unitPrice * line.quantity,
    line.taxable && !line.isGiftCard && !(customer?.taxExempt ?? false),
  ),
});
