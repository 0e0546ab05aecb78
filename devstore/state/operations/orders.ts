import { StoreError } from '../errors.ts';
import type { Order } from '../model.ts';
import type { Id } from '../model/values.ts';
import type { Unit } from '../unit.ts';
import { takeCustomer } from './customers.ts';
import { takeOrder } from './payment.ts';
import { saveOrder, updateCounters } from './save-order.ts';

/** Changes the note, or to whom the order belongs. */
export const updateOrder = async (unit: Unit, orderId: Id, changes: { note?: string | null; customerId?: Id | null }): Promise<Order> => {
  const order = await takeOrder(unit, orderId);
  const next = { ...order };
  if (changes.note !== undefined) next.note = changes.note;
  if (changes.customerId !== undefined) next.customerId = changes.customerId === null ? null : (await takeCustomer(unit, changes.customerId)).id;
  return saveOrder(unit, order, next);
};

/** Deletes an order; its customer's counters forget it. */
export const deleteOrder = async (unit: Unit, orderId: Id): Promise<void> => {
  const order = await takeOrder(unit, orderId);
  const { rowCount } = await unit.client.query('update devstore."order" set deleted_at = $3, updated_at = $3 where domain = $1 and id = $2', [
    unit.domain,
    orderId,
    unit.now,
  ]);
  if (!rowCount) throw new StoreError('Order does not exist.', 'orderId');
  unit.emit('orders/delete', 'order', orderId, { id: orderId });
  await updateCounters(unit, order, null);
};
