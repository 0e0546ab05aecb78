import { beforeAll, expect, test } from 'vitest';
import { registerShop } from '~/domain/shops/index.server';
import { drainBatch, insertDelivery } from '~/platform/shopify/webhooks/index.server';
import { useDatabase } from '../support/database';

useDatabase();
let [one, other]: [bigint, bigint] = [0n, 0n];
beforeAll(async () => {
  one = await registerShop('group-one.myshopify.com');
  other = await registerShop('group-other.myshopify.com');
});

const delivery = (n: number) => ({
  dedupeKey: Buffer.alloc(16, n),
  topic: 'orders/create',
  webhookId: `${n}`,
  eventId: null,
  apiVersion: '2026-10',
  triggeredAt: null,
  body: Buffer.from(`${n}`),
});
const store = (deliveries: [bigint, number][]) => Promise.all(deliveries.map(([shopId, n]) => insertDelivery(shopId, delivery(n))));
async function drained(shopId: bigint): Promise<string[]> {
  const bodies: string[] = [];
  await drainBatch(shopId, 50, (batch) => {
    bodies.push(...batch.map(({ body }) => body.toString()));
    return Promise.resolve(batch.map(({ id }) => ({ id, outcome: 'done' })));
  });
  return bodies.sort();
}

test('deliveries that are stored together are each told whether they were new, and end up in their own shop', async () => {
  expect(await store([[one, 9]])).toEqual([true]);
  // Of one shop: one insert. Twice the same in it: the first is the new one.
  const ofOne = [3, 1, 2, 1, 9].map((n): [bigint, number] => [one, n]);
  expect(await store(ofOne)).toEqual([true, true, true, false, false]);
  // Of two shops, the same keys in both: one does not hide the other.
  expect(
    await store([
      [one, 4],
      [other, 4],
      [other, 1],
      [one, 1],
    ]),
  ).toEqual([true, true, true, false]);
  expect(await drained(one)).toEqual(['1', '2', '3', '4', '9']);
  expect(await drained(other)).toEqual(['1', '4']);
});
