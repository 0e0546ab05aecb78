import { afterAll, beforeAll, expect, test } from 'vitest';
import { getCustomer, getOrder } from '../../devstore/state/read.ts';
import { address, basketOf, makeProduct, openStateBench, type StateBench } from './state-bench.ts';

let bench: StateBench;
beforeAll(async () => {
  bench = await openStateBench();
});
afterAll(() => bench.close());

test('merging moves everything and leaves a pointer', async () => {
  const product = await makeProduct(bench.ops, [1_000]);
  const [from, into] = [
    await bench.ops.createCustomer({ email: 'from@example.com', tags: ['vip', 'Old'] }),
    await bench.ops.createCustomer({ email: 'into@example.com', tags: ['VIP'] }),
  ];
  const order = await bench.ops.placeOrder(basketOf(product, [1], { customerId: from.id }), 'paid');
  const kept = await bench.ops.mergeCustomers(from.id, into.id);
  expect(kept).toMatchObject({ ordersCount: 1, amountSpent: 1_624, lastOrderId: order.id, tags: ['VIP', 'Old'], email: 'into@example.com' });
  expect(await bench.lastTopics()).toEqual(['customers/update', 'customers/merge', 'customers/purchasing_summary', 'customer.tags_added']);
  expect(await getCustomer(bench.pool, bench.domain, from.id)).toMatchObject({ mergedInto: into.id, ordersCount: 0 });
  expect((await getOrder(bench.pool, bench.domain, order.id))?.customerId).toBe(into.id);
  await expect(bench.ops.updateCustomer(from.id, { note: 'x' })).rejects.toThrow('does not exist');
  await expect(bench.ops.mergeCustomers(into.id, into.id)).rejects.toThrow('with itself');
  await expect(bench.ops.deleteCustomer(into.id)).rejects.toThrow('associated orders');
});

test('customers: consent, tags, contact', async () => {
  const customer = await bench.ops.createCustomer({ email: 'c@example.com', acceptsMarketing: true, firstName: '👩‍🚀 \0 Ωmega \ud800' });
  expect(await bench.lastTopics()).toEqual(['customers/create', 'customers_email_marketing_consent/update']);
  expect((await getCustomer(bench.pool, bench.domain, customer.id))?.firstName).toBe('👩‍🚀  Ωmega \ufffd');
  await bench.ops.setEmailConsent(customer.id, { state: 'UNSUBSCRIBED', optInLevel: 'SINGLE_OPT_IN' });
  expect(await bench.lastTopics()).toEqual(['customers/update', 'customers_email_marketing_consent/update']);
  await expect(bench.ops.setSmsConsent(customer.id, { state: 'SUBSCRIBED', optInLevel: null })).rejects.toThrow('phone number is required');
  await bench.ops.addTags('customer', customer.id, [' gold ', 'Gold', '']);
  expect(await bench.lastTopics()).toEqual(['customer.tags_added', 'customers/update']);
  await bench.ops.removeTags('customer', customer.id, ['GOLD']);
  expect(await bench.lastTopics()).toEqual(['customer.tags_removed', 'customers/update']);
  await expect(bench.ops.createCustomer({ email: 'C@example.com' })).rejects.toMatchObject({ message: 'Email has already been taken.', field: ['email'] });
  await expect(bench.ops.createCustomer({ email: 'not an address' })).rejects.toThrow('invalid');
  const race = await Promise.allSettled(Array.from({ length: 4 }, () => bench.ops.createCustomer({ email: 'race@example.com' })));
  expect(race.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
});

test('redaction leaves no person behind', async () => {
  const product = await makeProduct(bench.ops, [1_000]);
  const order = await bench.ops.placeOrder(basketOf(product, [1], { email: 'forget@example.com', shippingAddress: address }), 'paid');
  await bench.ops.redactCustomer(order.customerId ?? '');
  const left = JSON.stringify([await getCustomer(bench.pool, bench.domain, order.customerId ?? ''), await getOrder(bench.pool, bench.domain, order.id)]);
  expect(left).not.toMatch(/forget@|Elm St|Ada|熟客/);
});
