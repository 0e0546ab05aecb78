import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Order } from '../../devstore/state/model.ts';
import { sum } from '../../devstore/state/money.ts';
import { contribution } from '../../devstore/state/operations/save-order.ts';
import { eachCustomer, eachOrder } from '../../devstore/state/read.ts';
import { currentWorth, financialStatus, fulfillmentStatus, orderTotals, shippingWorth } from '../../devstore/state/totals.ts';
import { basketOf, makeProduct, openStateBench, type StateBench } from './state-bench.ts';

let bench: StateBench;
beforeAll(async () => {
  bench = await openStateBench();
});
afterAll(() => bench.close());

const basketShape = fc.record({
  prices: fc.array(fc.integer({ min: 1, max: 99_999 }), { minLength: 1, maxLength: 4 }),
  quantities: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 4, maxLength: 4 }),
  taxesIncluded: fc.boolean(),
  taxRateBps: fc.integer({ min: 0, max: 2_500 }),
  discount: fc.integer({ min: 0, max: 20_000 }),
  giftCard: fc.integer({ min: 0, max: 20_000 }),
});

/** Everything that has to hold for an order whatever happened to it. */
function checkOrder(order: Order): void {
  const totals = orderTotals(order);
  expect(totals.netPayment).toBeGreaterThanOrEqual(0);
  expect([order.financialStatus, order.fulfillmentStatus]).toEqual([financialStatus(order), fulfillmentStatus(order)]);
  for (const line of order.lines) {
    const worth = currentWorth(line);
    expect(worth.net).toBeGreaterThanOrEqual(0);
    expect(worth.tax).toBeGreaterThanOrEqual(0);
    expect(line.currentQuantity).toBeGreaterThanOrEqual(line.fulfilledQuantity);
    if (line.currentQuantity === 0) expect(worth).toEqual({ gross: 0, net: 0, tax: 0 });
  }
  for (const refund of order.refunds) for (const transaction of refund.transactions) expect(order.transactions).toContainEqual(transaction);
}

test('refunding everything in random pieces gives back exactly what was paid', async () => {
  await fc.assert(
    fc.asyncProperty(basketShape, fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })), async (shape, chance) => {
      const random = () => Number(chance.next().value);
      const { prices, quantities, taxesIncluded, taxRateBps, discount, giftCard } = shape;
      await bench.ops.updateStore({ taxesIncluded, taxRateBps });
      const product = await makeProduct(bench.ops, prices);
      const card = giftCard > 0 ? await bench.ops.issueGiftCard({ amount: giftCard, customerId: null }) : null;
      let order = await bench.ops.placeOrder(
        basketOf(product, quantities.slice(0, prices.length), { manualDiscount: discount, giftCardCodes: card ? [card.code] : [] }),
        'paid',
      );
      const { total } = orderTotals(order);
      if (random() < 0.5) order = await bench.ops.fulfil(order.id);
      for (;;) {
        const line = order.lines.filter((one) => one.currentQuantity > 0)[Math.floor(random() * order.lines.length)];
        const shipping = Math.min(shippingWorth(order).current.net, Math.floor(random() * 600));
        const open = order.lines.some((one) => one.currentQuantity > 0);
        if (!open && shippingWorth(order).current.net === 0) break;
        if (!line && shipping === 0) continue;
        order = await bench.ops.refund(order.id, {
          shipping,
          lines: line ? [{ lineId: line.id, quantity: 1 + Math.floor(random() * line.currentQuantity), restock: random() < 0.5 }] : [],
        });
        checkOrder(order);
        expect(orderTotals(order).outstanding).toBe(0);
      }
      expect(orderTotals(order)).toMatchObject({ refunded: total, netPayment: 0, currentTotal: 0, currentTax: 0 });
      expect(order.financialStatus).toBe(total > 0 ? 'REFUNDED' : 'PAID');
      expect(sum(order.refunds.map((refund) => refund.adjustment))).toBe(0);
    }),
    { numRuns: 25 },
  );
}, 120_000);

type Step = { kind: 'place' | 'amount' | 'line' | 'cancel' | 'edit' | 'fulfil' | 'pay' | 'delete' | 'move' | 'merge'; pick: number; share: number };
const step = fc.record({
  kind: fc.constantFrom<Step['kind'][]>('place', 'place', 'place', 'amount', 'line', 'cancel', 'edit', 'fulfil', 'pay', 'delete', 'move', 'merge'),
  pick: fc.nat(),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
});

test('whatever is done, counters equal what the orders add up to, and every order is consistent', async () => {
  let [done, refused] = [0, 0];
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
      const { store, ops } = await bench.openStore();
      const product = await makeProduct(ops, [999, 2_501, 10]);
      const customers = [
        await ops.createCustomer({ email: 'a@example.com' }),
        await ops.createCustomer({ email: 'b@example.com' }),
        await ops.createCustomer({ email: 'c@example.com' }),
      ].map((customer) => customer.id);
      for (const one of steps) {
        const orders: Order[] = [];
        for await (const order of eachOrder(bench.pool, store.domain)) orders.push(order);
        await run(ops, one, orders, customers, product).then(
          () => {
            done += 1;
          },
          (error: unknown) => {
            if (!(error instanceof Error && error.name === 'StoreError')) throw error;
            refused += 1;
          },
        );
      }
      const truth = new Map<string, { orders: number; spent: number }>();
      for await (const order of eachOrder(bench.pool, store.domain)) {
        checkOrder(order);
        const own = contribution(order);
        const known = truth.get(order.customerId ?? '') ?? { orders: 0, spent: 0 };
        truth.set(order.customerId ?? '', { orders: known.orders + own.orders, spent: known.spent + own.spent });
      }
      for await (const customer of eachCustomer(bench.pool, store.domain)) {
        expect({ orders: customer.ordersCount, spent: customer.amountSpent }).toEqual(truth.get(customer.id) ?? { orders: 0, spent: 0 });
        expect(customer.lastOrderId === null).toBe(customer.ordersCount === 0);
      }
    }),
    { numRuns: 20 },
  );
  // Steps that are only ever refused would prove nothing.
  expect(done / (done + refused)).toBeGreaterThan(0.4);
}, 180_000);

async function run(
  ops: StateBench['ops'],
  { kind, pick, share }: Step,
  orders: Order[],
  customers: string[],
  product: Awaited<ReturnType<typeof makeProduct>>,
): Promise<unknown> {
  const customerId = customers[pick % customers.length] ?? '';
  const quantities = [1 + (pick % 3), pick % 2, 1 + (pick % 4)];
  const basket = basketOf(product, quantities, { customerId, test: pick % 7 === 0 });
  if (kind === 'place')
    return ops.placeOrder(
      { ...basket, lines: basket.lines.filter((line) => line.quantity > 0) },
      (['paid', 'paid', 'authorized', 'pending'] as const)[pick % 4] ?? 'paid',
    );
  if (kind === 'merge') return ops.mergeCustomers(customerId, customers[(pick + 1) % customers.length] ?? '');
  const order = orders[pick % Math.max(1, orders.length)];
  const line = order?.lines[pick % order.lines.length];
  if (!order || !line) return undefined;
  switch (kind) {
    case 'amount':
      return ops.refund(order.id, { lines: [], amount: Math.ceil(orderTotals(order).netPayment * share) });
    case 'line':
      return ops.refund(order.id, {
        lines: [{ lineId: line.id, quantity: Math.ceil(line.currentQuantity * share), restock: pick % 2 === 0 }],
        ...(pick % 5 === 0 ? { amount: Math.floor(share * 300) } : {}),
      });
    case 'cancel':
      return ops.cancel(order.id, { reason: 'OTHER', refund: pick % 2 === 0, restock: pick % 3 === 0 });
    case 'edit':
      return ops.editOrder(order.id, {
        quantities: [{ lineId: line.id, quantity: Math.floor(share * 6) }],
        add: pick % 3 === 0 ? [{ variantId: product.variants[1]?.id ?? '', quantity: 1 }] : [],
      });
    case 'fulfil':
      return ops.fulfil(order.id, pick % 2 === 0 ? undefined : [{ lineId: line.id, quantity: 1 }]);
    case 'pay':
      return pick % 2 === 0 ? ops.capture(order.id) : ops.markPaid(order.id);
    case 'delete':
      return ops.deleteOrder(order.id);
    case 'move':
      return ops.updateOrder(order.id, { customerId: pick % 4 === 0 ? null : customerId });
  }
}
