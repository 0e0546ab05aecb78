import { afterAll, beforeAll, expect, test } from 'vitest';
import { getCheckout, getCustomer, getOrder, getProduct, findGiftCardByCode } from '../../devstore/state/read.ts';
import type { StoreOperations } from '../../devstore/state/operations.ts';
import { orderTotals } from '../../devstore/state/totals.ts';
import { address, basketOf, makeProduct, openStateBench, quantitiesOf, type StateBench } from './state-bench.ts';

let bench: StateBench;
beforeAll(async () => {
  bench = await openStateBench();
});
afterAll(() => bench.close());

const discount: Parameters<StoreOperations['saveDiscount']>[0] = {
  title: 'Welcome',
  code: null,
  automatic: false,
  kind: 'percentage',
  value: 1_000,
  minimumSubtotal: null,
  usageLimit: null,
  oncePerCustomer: false,
  customerIds: [],
  startsAt: '2020-01-01T00:00:00.000Z',
  endsAt: null,
};

test('a paid order makes its customer, counts, moves stock and says so once', async () => {
  const product = await makeProduct(bench.ops, [1_000, 250]);
  const order = await bench.ops.placeOrder(basketOf(product, [2, 1], { email: 'Ada@Example.com', shippingAddress: address }), 'paid');
  expect(await bench.lastTopics()).toEqual([
    'customers/create',
    'products/update',
    'customers/update',
    'customers/purchasing_summary',
    'orders/create',
    'orders/paid',
    'orders/updated',
    'order_transactions/create',
  ]);
  // 22.50 + 1.65 + 0.21 tax, 5.00 shipping + 0.41 tax
  expect(orderTotals(order)).toMatchObject({ total: 2_977, received: 2_977, outstanding: 0 });
  expect([order.financialStatus, order.name]).toEqual(['PAID', `#${order.number}`]);
  expect(await getCustomer(bench.pool, bench.domain, order.customerId ?? '')).toMatchObject({
    email: 'Ada@Example.com',
    firstName: 'Ada',
    ordersCount: 1,
    amountSpent: 2_977,
    lastOrderId: order.id,
    state: 'DISABLED',
  });
  expect((await getProduct(bench.pool, bench.domain, product.id))?.variants.map((variant) => variant.inventoryQuantity)).toEqual([98, 99]);
  const again = await bench.ops.placeOrder(basketOf(product, [1], { email: 'ada@example.COM' }), 'paid');
  expect(again.customerId).toBe(order.customerId);
});

test('ids above 2^53 stay exact', async () => {
  const product = await makeProduct(bench.ops, [100]);
  const order = await bench.ops.placeOrder(basketOf(product, [1]), 'paid');
  expect(BigInt(order.id)).toBeGreaterThan(2n ** 53n);
  expect((await getOrder(bench.pool, bench.domain, order.id))?.id).toBe(order.id);
});

test('authorise, capture, void, mark as paid', async () => {
  const product = await makeProduct(bench.ops, [1_000]);
  const authorized = await bench.ops.placeOrder(basketOf(product, [1]), 'authorized');
  expect([authorized.financialStatus, orderTotals(authorized).capturable]).toEqual(['AUTHORIZED', 1_624]);
  const captured = await bench.ops.capture(authorized.id);
  expect(captured.financialStatus).toBe('PAID');
  expect(await bench.lastTopics()).toEqual(['orders/paid', 'orders/updated', 'order_transactions/create']);
  await expect(bench.ops.capture(authorized.id)).rejects.toThrow('no authorized payment');
  const second = await bench.ops.placeOrder(basketOf(product, [1]), 'authorized');
  expect((await bench.ops.voidPayment(second.id)).financialStatus).toBe('VOIDED');
  const pending = await bench.ops.placeOrder(basketOf(product, [1]), 'pending');
  expect(pending.financialStatus).toBe('PENDING');
  expect((await bench.ops.markPaid(pending.id)).financialStatus).toBe('PAID');
  await expect(bench.ops.markPaid(pending.id)).rejects.toThrow('already paid');
});

test('fulfilment in parts; returns come back, what was not sent leaves', async () => {
  const product = await makeProduct(bench.ops, [1_000]);
  const order = await bench.ops.placeOrder(basketOf(product, [3]), 'paid');
  const lineId = order.lines[0]?.id ?? '';
  const part = await bench.ops.fulfil(order.id, [{ lineId, quantity: 2 }], { company: 'UPS', number: '1Z' });
  expect(part.fulfillmentStatus).toBe('PARTIALLY_FULFILLED');
  expect(await bench.lastTopics()).toEqual(['orders/partially_fulfilled', 'orders/updated', 'fulfillments/create']);
  await expect(bench.ops.fulfil(order.id, [{ lineId, quantity: 2 }])).rejects.toThrow('Only 1');
  const refunded = await bench.ops.refund(order.id, { lines: [{ lineId, quantity: 2, restock: true }] });
  expect(refunded.refunds[0]?.lines.map((line) => [line.restock, line.quantity])).toEqual([
    ['CANCEL', 1],
    ['RETURN', 1],
  ]);
  expect(quantitiesOf(refunded)).toEqual([[3, 1, 1]]);
  expect([refunded.fulfillmentStatus, refunded.financialStatus]).toEqual(['FULFILLED', 'PARTIALLY_REFUNDED']);
  expect(await bench.lastTopics()).toEqual(['products/update', 'orders/updated', 'order_transactions/create', 'refunds/create']);
  expect((await getProduct(bench.pool, bench.domain, product.id))?.variants[0]?.inventoryQuantity).toBe(99);
});

test('refunds refuse what is not there', async () => {
  const product = await makeProduct(bench.ops, [1_000]);
  const order = await bench.ops.placeOrder(basketOf(product, [2]), 'paid');
  const lineId = order.lines[0]?.id ?? '';
  const { total } = orderTotals(order);
  await expect(bench.ops.refund(order.id, { lines: [{ lineId, quantity: 3, restock: false }] })).rejects.toThrow('Only 2 of Oolong');
  await expect(
    bench.ops.refund(order.id, {
      lines: [
        { lineId, quantity: 1, restock: false },
        { lineId, quantity: 2, restock: false },
      ],
    }),
  ).rejects.toThrow('Only 1 of Oolong');
  await expect(bench.ops.refund(order.id, { lines: [], amount: total + 1 })).rejects.toThrow('Only 27.06 USD');
  await expect(bench.ops.refund(order.id, { lines: [], shipping: 501 })).rejects.toThrow('Only 5.00 USD of the shipping');
  await expect(bench.ops.refund(order.id, { lines: [] })).rejects.toThrow('nothing to refund');
  await expect(bench.ops.refund(order.id, { lines: [], amount: 100, toStoreCredit: true })).rejects.toThrow('needs a customer');
  const amount = await bench.ops.refund(order.id, { lines: [], amount: total });
  expect([amount.financialStatus, orderTotals(amount).outstanding, amount.refunds[0]?.adjustment]).toEqual(['REFUNDED', 0, total]);
  await expect(bench.ops.refund(order.id, { lines: [], amount: 1 })).rejects.toThrow('Only 0.00 USD');
});

test('a refund to store credit counts as refunded and lands with the customer', async () => {
  const product = await makeProduct(bench.ops, [1_000]);
  const order = await bench.ops.placeOrder(basketOf(product, [1], { email: 'credit@example.com' }), 'paid');
  const refunded = await bench.ops.refund(order.id, { lines: [], amount: 300, toStoreCredit: true });
  expect(await getCustomer(bench.pool, bench.domain, order.customerId ?? '')).toMatchObject({ storeCredit: 300, amountSpent: 1_324 });
  expect(refunded.transactions.at(-1)).toMatchObject({ gateway: 'shopify_store_credit', kind: 'REFUND', amount: 300 });
  await expect(bench.ops.adjustStoreCredit(order.customerId ?? '', -301)).rejects.toThrow('Insufficient');
});

test('a gift card pays, is filled up again by a refund, and its sale makes one', async () => {
  const product = await makeProduct(bench.ops, [1_000]);
  const card = await bench.ops.issueGiftCard({ amount: 700, customerId: null, code: 'GIFT-0001-ABCD' });
  const basket = basketOf(product, [1], { giftCardCodes: ['gift 0001 abcd'] });
  expect(await bench.ops.quote(basket)).toMatchObject({ total: 1_624, giftCards: [{ code: card.code, amount: 700 }], due: 924 });
  const order = await bench.ops.placeOrder(basket, 'paid');
  expect(order.transactions.map((one) => [one.gateway, one.amount])).toEqual([
    ['gift_card', 700],
    ['shopify_payments', 924],
  ]);
  await expect(bench.ops.placeOrder(basket, 'paid')).rejects.toThrow('empty');
  await bench.ops.cancel(order.id, { reason: 'CUSTOMER', refund: true, restock: true });
  expect((await findGiftCardByCode(bench.pool, bench.domain, card.code))?.balance).toBe(700);
  const sold = await makeProduct(bench.ops, [2_500], { isGiftCard: true, title: 'Gift card' });
  const buyer = await bench.ops.placeOrder(basketOf(sold, [2], { email: 'giver@example.com' }), 'pending');
  const cards = () =>
    bench.pool.query<{ count: number }>(`select count(*)::int from devstore.gift_card where domain = $1 and doc->>'customerId' = $2`, [
      bench.domain,
      buyer.customerId,
    ]);
  expect((await cards()).rows[0]?.count).toBe(0);
  await bench.ops.markPaid(buyer.id);
  expect((await cards()).rows[0]?.count).toBe(2);
});

test('discount codes keep their conditions', async () => {
  const product = await makeProduct(bench.ops, [1_000]);
  const customer = await bench.ops.createCustomer({ email: 'codes@example.com' });
  await bench.ops.saveDiscount({ ...discount, code: 'ONCE', oncePerCustomer: true });
  expect(await bench.lastTopics()).toEqual(['discounts/create', 'discounts/redeemcode_added']);
  await bench.ops.saveDiscount({ ...discount, code: 'LIMIT', usageLimit: 1 });
  await bench.ops.saveDiscount({ ...discount, code: 'BIG', minimumSubtotal: 5_000 });
  await bench.ops.saveDiscount({ ...discount, code: 'MINE', customerIds: [customer.id] });
  await bench.ops.saveDiscount({ ...discount, code: 'OLD', endsAt: '2021-01-01T00:00:00.000Z' });
  await expect(bench.ops.saveDiscount({ ...discount, code: 'once' })).rejects.toThrow('unique');
  const buy = (code: string, customerId: string | null, email: string | null = null) =>
    bench.ops.placeOrder(basketOf(product, [1], { discountCodes: [code], customerId, email }), 'paid');
  expect((await buy('once', customer.id)).discountApplications[0]).toMatchObject({ code: 'ONCE', value: 1_000, target: 'line_item' });
  await expect(buy('ONCE', customer.id)).rejects.toThrow('only once');
  await expect(buy('ONCE', null, 'codes@example.com')).rejects.toThrow('only once');
  await expect(buy('BIG', customer.id)).rejects.toThrow('at least 50.00 USD');
  await expect(buy('MINE', null, 'else@example.com')).rejects.toThrow('not available');
  await expect(buy('OLD', null)).rejects.toThrow('expired');
  await expect(buy('NOPE', null)).rejects.toThrow('valid discount code');
  const race = await Promise.allSettled(Array.from({ length: 4 }, () => buy('LIMIT', null)));
  expect(race.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
});

test('cancelling releases, refunds or keeps the money', async () => {
  const product = await makeProduct(bench.ops, [1_000]);
  const cancelAs = async (payment: 'paid' | 'authorized' | 'pending', refund: boolean, restock: boolean) => {
    const order = await bench.ops.placeOrder(basketOf(product, [1]), payment);
    return bench.ops.cancel(order.id, { reason: 'INVENTORY', refund, restock });
  };
  const figures = (order: Awaited<ReturnType<typeof cancelAs>>) => [order.financialStatus, orderTotals(order).currentTotal, orderTotals(order).outstanding];
  expect(figures(await cancelAs('paid', true, true))).toEqual(['REFUNDED', 0, 0]);
  expect(await bench.lastTopics()).toEqual(['products/update', 'orders/cancelled', 'orders/updated', 'order_transactions/create', 'refunds/create']);
  expect(figures(await cancelAs('authorized', true, true))).toEqual(['VOIDED', 0, 0]);
  expect(figures(await cancelAs('pending', false, false))).toEqual(['VOIDED', 0, 0]);
  const kept = await cancelAs('paid', false, true);
  expect(figures(kept)).toEqual(['PAID', 1_624, 0]);
  expect(figures(await bench.ops.refund(kept.id, { lines: [], amount: 1_624 }))).toEqual(['REFUNDED', 0, 0]);
  const untouched = await cancelAs('paid', false, false);
  expect(quantitiesOf(untouched)).toEqual([[1, 1, 0]]);
  await expect(bench.ops.cancel(untouched.id, { reason: 'OTHER', refund: true, restock: true })).rejects.toThrow('already been cancelled');
  await expect(bench.ops.fulfil(untouched.id)).rejects.toThrow('cancelled');
});

test('an edit adds and removes, and leaves the difference outstanding', async () => {
  const product = await makeProduct(bench.ops, [1_000, 300]);
  const order = await bench.ops.placeOrder(basketOf(product, [2]), 'paid');
  const line = order.lines[0]?.id ?? '';
  const edited = await bench.ops.editOrder(order.id, {
    quantities: [{ lineId: line, quantity: 1 }],
    add: [{ variantId: product.variants[1]?.id ?? '', quantity: 2 }],
    note: 'swap',
  });
  expect(await bench.lastTopics()).toEqual(['products/update', 'orders/updated', 'orders/edited']);
  expect(edited.edits[0]?.changes.map((change) => change.delta)).toEqual([-1, 2]);
  // −10.00 −0.83 (half of 1.65) and +6.00 +0.50
  expect(orderTotals(edited).outstanding).toBe(-1_083 + 650);
  expect(orderTotals(edited).originalTotal).toBe(orderTotals(order).total);
  const more = await bench.ops.editOrder(order.id, { quantities: [{ lineId: line, quantity: 4 }], add: [] });
  expect(more.financialStatus).toBe('PARTIALLY_PAID');
  expect(quantitiesOf(more)).toEqual([
    [2, 1, 0],
    [2, 2, 0],
    [3, 3, 0],
  ]);
  await bench.ops.fulfil(order.id);
  await expect(bench.ops.editOrder(order.id, { quantities: [{ lineId: line, quantity: 0 }], add: [] })).rejects.toThrow('have been fulfilled');
  await expect(bench.ops.editOrder(order.id, { quantities: [], add: [] })).rejects.toThrow('changes nothing');
});

test('drafts and checkouts become orders once', async () => {
  const product = await makeProduct(bench.ops, [1_000]);
  const draft = await bench.ops.createDraft({
    ...basketOf(product, [1]),
    manualDiscount: 100,
    lines: [{ variantId: null, title: 'Engraving', quantity: 1, unitPrice: 900 }],
    email: 'draft@example.com',
  });
  const order = await bench.ops.completeDraft(draft.id);
  expect([order.source, order.lines[0]?.title, order.discountApplications[0]?.type]).toEqual(['shopify_draft_order', 'Engraving', 'manual']);
  await expect(bench.ops.completeDraft(draft.id)).rejects.toThrow('already been completed');
  const basket = basketOf(product, [1], { email: 'cart@example.com', cartToken: 'cart-1' });
  await bench.ops.saveCheckout('token-1', basket);
  expect(await bench.lastTopics()).toEqual(['checkouts/create', 'carts/create']);
  const buy = () => bench.ops.placeOrder({ ...basket, checkoutToken: 'token-1' }, 'paid');
  const twice = await Promise.allSettled([buy(), buy()]);
  expect(twice.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  expect((await getCheckout(bench.pool, bench.domain, 'token-1'))?.completedAt).not.toBeNull();
});

test('money without minor units, and a second currency', async () => {
  const { ops } = await bench.openStore({
    currency: 'JPY',
    presentmentCurrencies: [{ currency: 'USD', rate: '0.006612' }],
    taxRateBps: 1_000,
    taxesIncluded: true,
    shippingFlat: 600,
  });
  const product = await makeProduct(ops, [1_234]);
  const order = await ops.placeOrder(basketOf(product, [1], { presentmentCurrency: 'USD' }), 'paid');
  expect([orderTotals(order).total, order.lines[0]?.taxLines[0]?.amount, order.presentmentCurrency]).toEqual([1_834, 112, 'USD']);
  await expect(ops.placeOrder(basketOf(product, [1], { presentmentCurrency: 'GBP' }), 'paid')).rejects.toThrow('does not sell in GBP');
  await expect(ops.refund(order.id, { lines: [], amount: 1_835 })).rejects.toThrow('Only 1834 JPY');
});

test('an operation that fails leaves nothing, neither documents nor events', async () => {
  const product = await makeProduct(bench.ops, [1_000]);
  const before = await bench.pool.query('select max(seq) from devstore.event');
  await expect(bench.ops.placeOrder(basketOf(product, [1], { email: 'rolled-back@example.com', discountCodes: ['NEVER'] }), 'paid')).rejects.toThrow(
    'valid discount code',
  );
  await expect(bench.ops.placeOrder(basketOf(product, [0]), 'paid')).rejects.toThrow('quantity');
  expect((await bench.pool.query('select max(seq) from devstore.event')).rows).toEqual(before.rows);
  expect((await bench.pool.query(`select 1 from devstore.customer where email = 'rolled-back@example.com'`)).rowCount).toBe(0);
});
