import { getCustomer } from '../read.ts';
import { customerRows, orderRows } from '../rows.ts';
import { financialStatus, fulfillmentStatus, orderTotals } from '../totals.ts';
import type { Customer, Order } from '../model.ts';
import type { Id, Minor } from '../model/values.ts';
import type { Topic } from '../events.ts';
import type { Unit } from '../unit.ts';

/** What an order adds to its customer's `ordersCount` and `amountSpent`: a test order nothing, a refunded one no money. */
export function contribution(order: Order): { orders: number; spent: Minor } {
  return order.test ? { orders: 0, spent: 0 } : { orders: 1, spent: orderTotals(order).netPayment };
}

export type OrderTopic = Extract<
  Topic,
  'orders/create' | 'orders/updated' | 'orders/paid' | 'orders/cancelled' | 'orders/fulfilled' | 'orders/partially_fulfilled'
>;

/**
 * Writes a changed or new order with the statuses that follow from it, brings the customer's counters along, and
 * emits `orders/updated`, `orders/paid` when it has become so, and what else is named.
 */
export async function saveOrder(unit: Unit, before: Order | null, changed: Order, topics: OrderTopic[] = []): Promise<Order> {
  const after: Order = { ...changed, updatedAt: unit.now, financialStatus: financialStatus(changed), fulfillmentStatus: fulfillmentStatus(changed) };
  await unit.save(orderRows, after);
  const customer = await updateCounters(unit, before, after);
  const becamePaid =
    after.financialStatus === 'PAID' &&
    before?.financialStatus !== 'PAID' &&
    (!before || ['PENDING', 'AUTHORIZED', 'PARTIALLY_PAID'].includes(before.financialStatus));
  const paid: OrderTopic[] = becamePaid && !after.cancelledAt ? ['orders/paid'] : [];
  for (const topic of new Set<OrderTopic>([...topics, ...paid, 'orders/updated'])) unit.emit(topic, 'order', after.id, { order: after, customer });
  const known = new Set(before?.transactions.map((transaction) => transaction.id));
  for (const transaction of after.transactions) {
    if (!known.has(transaction.id)) unit.emit('order_transactions/create', 'transaction', transaction.id, { order: after, transactionId: transaction.id });
  }
  return after;
}

/** Applies the difference that an order's change makes to its customer, or its customers when it moved. Returns the one it belongs to now. */
export async function updateCounters(unit: Unit, before: Order | null, after: Order | null): Promise<Customer | null> {
  const changes = new Map<Id, { orders: number; spent: Minor }>();
  const add = (order: Order | null, sign: 1 | -1) => {
    if (!order?.customerId) return;
    const [known, own] = [changes.get(order.customerId) ?? { orders: 0, spent: 0 }, contribution(order)];
    changes.set(order.customerId, { orders: known.orders + sign * own.orders, spent: known.spent + sign * own.spent });
  };
  add(before, -1);
  add(after, 1);
  let owner: Customer | null = null;
  for (const [customerId, change] of [...changes].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const customer = await getCustomer(unit.client, unit.domain, customerId, { lock: true });
    if (!customer) continue;
    const lastOrderId = await findLastOrder(unit, customerId);
    const same = change.orders === 0 && change.spent === 0 && customer.lastOrderId === lastOrderId;
    const next: Customer = same
      ? customer
      : { ...customer, ordersCount: customer.ordersCount + change.orders, amountSpent: customer.amountSpent + change.spent, lastOrderId, updatedAt: unit.now };
    if (!same) {
      await unit.save(customerRows, next);
      unit.emit('customers/update', 'customer', customerId, { customer: next });
      unit.emit('customers/purchasing_summary', 'customer', customerId, { customer: next });
    }
    if (customerId === after?.customerId) owner = next;
  }
  return owner;
}

/** The customer's newest order that counts. */
export async function findLastOrder(unit: Unit, customerId: Id): Promise<Id | null> {
  const { rows } = await unit.client.query<{ id: string }>(
    `select id from devstore."order" where domain = $1 and customer_id = $2 and deleted_at is null and not (doc->>'test')::boolean
     order by processed_at desc, id desc limit 1`,
    [unit.domain, customerId],
  );
  return rows[0]?.id ?? null;
}
