import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Order, Product } from '../../devstore/state/model.ts';
import { storefrontLinks } from '../../devstore/storefront-links.ts';
import { errors, gid, openApiBench, type ApiBench } from './api-bench.ts';
import { basketOf, makeProduct } from './state-bench.ts';

let bench: ApiBench;
let product: Product;
beforeAll(async () => {
  bench = await openApiBench();
  product = await makeProduct(bench.ops, [1_000, 250]);
});
afterAll(() => bench.close());

const change: ApiBench['change'] = (...asked) => bench.change(...asked);
const order = (changes = {}): Promise<Order> => bench.ops.placeOrder(basketOf(product, [2, 1], { email: 'buyer@example.com', ...changes }), 'paid');

test('a refund with an idempotency key happens once, and not at all without one', async () => {
  const placed = await order();
  const input = {
    orderId: gid('Order', placed.id),
    refundLineItems: [{ lineItemId: gid('LineItem', placed.lines[0]?.id), quantity: 1, restockType: 'CANCEL' }],
    transactions: [
      {
        orderId: gid('Order', placed.id),
        amount: '10.83',
        gateway: 'shopify_payments',
        kind: 'REFUND',
        parentId: gid('OrderTransaction', placed.transactions[0]?.id),
      },
    ],
  };
  const refund = (directive: string, more = {}) =>
    change(
      'refundCreate',
      { input: ['RefundInput!', { ...input, ...more }] },
      `refund { id totalRefundedSet { shopMoney { amount } } refundLineItems(first: 5) { nodes { quantity restockType subtotalSet { shopMoney { amount } } totalTaxSet { shopMoney { amount } } } } } ${errors}`,
      directive,
    );
  const first = await refund('@idempotent(key: "k-1")');
  expect(first).toMatchObject({
    userErrors: [],
    refund: {
      totalRefundedSet: { shopMoney: { amount: '10.83' } },
      refundLineItems: {
        nodes: [{ quantity: 1, restockType: 'CANCEL', subtotalSet: { shopMoney: { amount: '10.0' } }, totalTaxSet: { shopMoney: { amount: '0.83' } } }],
      },
    },
  });
  expect(await refund('@idempotent(key: "k-1")')).toEqual({ ...first, refund: first['refund'] });
  expect((await bench.data<{ order: { refunds: unknown[] } }>(`{ order(id: "${gid('Order', placed.id)}") { refunds { id } } }`)).order.refunds).toHaveLength(1);
  await expect(refund('')).rejects.toThrow('idempotent');
  await expect(refund('@idempotent(key: "k-1")', { note: 'other' })).rejects.toThrow('other arguments');
});

test('orders: note and tags, fulfil, edit, cancel', async () => {
  const placed = await order();
  const id = gid('Order', placed.id);
  expect(await change('orderUpdate', { input: ['OrderInput!', { id, note: 'hi', tags: ['x'] }] }, `order { note tags statusPageUrl } ${errors}`)).toEqual({
    order: { note: 'hi', tags: ['x'], statusPageUrl: storefrontLinks(bench.ctx, bench.domain).order(placed.id) },
    userErrors: [],
  });
  const begun = await change('orderEditBegin', { id: ['ID!', id] }, `calculatedOrder { id lineItems(first: 5) { nodes { id quantity } } } ${errors}`);
  const calculated = begun['calculatedOrder'] as { id: string; lineItems: { nodes: { id: string }[] } };
  expect(
    await change(
      'orderEditSetQuantity',
      { id: ['ID!', calculated.id], lineItemId: ['ID!', calculated.lineItems.nodes[0]?.id], quantity: ['Int!', 1] },
      `calculatedLineItem { quantity } ${errors}`,
    ),
  ).toMatchObject({ calculatedLineItem: { quantity: 1 } });
  await change(
    'orderEditAddVariant',
    { id: ['ID!', calculated.id], variantId: ['ID!', gid('ProductVariant', product.variants[1]?.id)], quantity: ['Int!', 3] },
    errors,
  );
  expect(
    await change('orderEditCommit', { id: ['ID!', calculated.id] }, `order { edited lineItems(first: 5) { nodes { quantity currentQuantity } } } ${errors}`),
  ).toEqual({
    order: {
      edited: true,
      lineItems: {
        nodes: [
          { quantity: 2, currentQuantity: 1 },
          { quantity: 1, currentQuantity: 1 },
          { quantity: 3, currentQuantity: 3 },
        ],
      },
    },
    userErrors: [],
  });
  const {
    order: { fulfillmentOrders },
  } = await bench.data<{ order: { fulfillmentOrders: { nodes: { id: string }[] } } }>(
    `{ order(id: "${id}") { fulfillmentOrders(first: 1) { nodes { id lineItems(first: 5) { nodes { id remainingQuantity } } } } } }`,
  );
  expect(
    await change(
      'fulfillmentCreate',
      {
        fulfillment: [
          'FulfillmentInput!',
          { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: fulfillmentOrders.nodes[0]?.id }], trackingInfo: { company: 'UPS', number: '1Z' } },
        ],
      },
      `fulfillment { status totalQuantity trackingInfo { number } } ${errors}`,
    ),
  ).toEqual({ fulfillment: { status: 'SUCCESS', totalQuantity: 5, trackingInfo: [{ number: '1Z' }] }, userErrors: [] });
  const other = await order();
  expect(
    await change(
      'orderCancel',
      {
        orderId: ['ID!', gid('Order', other.id)],
        reason: ['OrderCancelReason!', 'CUSTOMER'],
        restock: ['Boolean!', true],
        refundMethod: ['OrderCancelRefundMethodInput', { originalPaymentMethodsRefund: true }],
      },
      'job { done } orderCancelUserErrors { message code }',
    ),
  ).toEqual({ job: { done: true }, orderCancelUserErrors: [] });
  expect(
    await bench.data(`{ order(id: "${gid('Order', other.id)}") { cancelReason displayFinancialStatus currentTotalPriceSet { shopMoney { amount } } } }`),
  ).toEqual({ order: { cancelReason: 'CUSTOMER', displayFinancialStatus: 'REFUNDED', currentTotalPriceSet: { shopMoney: { amount: '0.0' } } } });
});
