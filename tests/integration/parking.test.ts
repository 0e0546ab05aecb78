import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { registerShop } from '~/domain/shops/index.server';
import { discardMessages, readInboxHealth, readJobsHealth, retryJobs, retryMessages, troubledMessages } from '~/domain/sync-health/index.server';
import { drainInbox } from '~/jobs/inbox-drain.server';
import { insertDelivery } from '~/platform/shopify/webhooks/index.server';
import { useDatabase } from '../support/database';
import { orderBody } from '../support/webhook-bodies';

const { ownerPool } = useDatabase();
let shopId: bigint;
let otherShop: bigint;
beforeAll(async () => {
  shopId = await registerShop('parking.myshopify.com');
  otherShop = await registerShop('beside.myshopify.com');
});

const json = (value: unknown) => Buffer.from(JSON.stringify(value, (_key, one: unknown) => (typeof one === 'bigint' ? Number(one) : one)));
function deliver(shop: bigint, topic: string, body: Buffer) {
  const dedupeKey = createHash('sha256').update(topic).update(body).digest().subarray(0, 16);
  return insertDelivery(shop, { dedupeKey, topic, webhookId: dedupeKey.toString('hex'), eventId: null, apiVersion: '2026-10', triggeredAt: null, body });
}
const order = (id: bigint) => orderBody({ id, updatedAt: '2026-01-01T10:00:00Z' });
/** Everything that is due, until nothing is. */
async function drain() {
  while ((await drainInbox()) > 0);
}
/** A moment ago: the column is rounded to a millisecond, and a quick worker would come before it. */
const dueNow = () => ownerPool.query("update webhook_inbox set next_at = now() - interval '1 second' where state = 0");
const states = async () =>
  (
    await ownerPool.query<{ topic: string; state: number; kept: boolean }>(
      'select topic, state, sealed_body is not null as kept from webhook_inbox where shop_id = $1 order by id',
      [shopId],
    )
  ).rows;

test('bad messages among good ones wait, are parked, and keep nobody else back', async () => {
  const lines = order(4n)['line_items'] as object[];
  await deliver(shopId, 'orders/create', json(order(1n)));
  await deliver(shopId, 'orders/create', Buffer.from('{ "id": 2, broken'));
  await deliver(shopId, 'orders/create', json({ ...order(3n), currency: 'much' }));
  // The same line twice: the mapping does not mind, the table does.
  await deliver(shopId, 'orders/create', json({ ...order(4n), line_items: [...lines, ...lines] }));
  await deliver(shopId, 'orders/create', json(order(5n)));
  await deliver(otherShop, 'orders/create', json(order(6n)));
  // A body that no key of ours opens.
  await deliver(shopId, 'orders/updated', json(order(7n)));
  await ownerPool.query(
    "update webhook_inbox set sealed_body = '\\x00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff' where topic = 'orders/updated'",
  );
  await drain();
  const { rows } = await ownerPool.query<{ id: string }>('select id from sales_order order by id');
  expect(rows.map((row) => row.id)).toEqual(['1', '5', '6']);
  expect(await readInboxHealth(shopId)).toMatchObject({ waiting: 0, retrying: 4, parked: 0, lagSeconds: null, appliedLastHour: 2 });
  for (let attempt = 2; attempt <= 8; attempt += 1) {
    await dueNow();
    await drain();
  }
  expect(await readInboxHealth(shopId)).toMatchObject({ retrying: 0, parked: 4 });
  expect(await troubledMessages(shopId, 10)).toMatchObject([
    { error: 'not_json', about: null, attempts: 8, parked: true, nextSeconds: null },
    { error: 'shape', about: { kind: 'order', id: '3' } },
    { error: 'refused', about: { kind: 'order', id: '4' }, detail: 'the database refuses it (23505)' },
    { error: 'unsealed' },
  ]);
  expect((await states()).filter((row) => row.state === 2 && row.kept)).toHaveLength(4);
  expect(await troubledMessages(otherShop, 10)).toEqual([]);
});

test('a parked message gets all its tries again', async () => {
  const [, third] = await troubledMessages(shopId, 10);
  expect(await retryMessages(shopId, [BigInt(third?.id ?? 0)])).toBe(1);
  expect(await readInboxHealth(shopId)).toMatchObject({ waiting: 1, parked: 3 });
  await drain();
  expect(await troubledMessages(shopId, 10)).toContainEqual(expect.objectContaining({ id: third?.id, attempts: 1, parked: false }));
  expect(await retryMessages(otherShop, 'all')).toBe(0);
  expect(await retryMessages(shopId, 'all')).toBe(4);
});

test('a discarded message is gone with its body; all discards only what was given up', async () => {
  await drain();
  const [first, ...rest] = await troubledMessages(shopId, 10);
  expect(rest).toHaveLength(3);
  expect(await discardMessages(shopId, 'all')).toBe(0);
  expect(await discardMessages(shopId, [BigInt(first?.id ?? 0)])).toBe(1);
  await ownerPool.query('update webhook_inbox set state = 2 where shop_id = $1 and state = 0', [shopId]);
  expect(await discardMessages(otherShop, 'all')).toBe(0);
  expect(await discardMessages(shopId, 'all')).toBe(3);
  expect((await states()).filter((row) => row.kept)).toEqual([]);
});

test('a job that was given up is told with what it was about, and begins anew', async () => {
  await ownerPool.query(
    "insert into domain_event (shop_id, type, payload, occurred_at, relayed_at, finished_at, error) values ($1, 'order.reread_requested', '{\"orderId\": \"9\"}', now(), now(), now(), 'unavailable: The Admin API answered 503.')",
    [shopId],
  );
  const before = await readJobsHealth(shopId, 10);
  expect(before.failures).toMatchObject([{ type: 'order.reread_requested', about: { kind: 'order', id: '9' }, error: 'unavailable', runs: 1 }]);
  expect(await retryJobs(otherShop, 'all')).toBe(0);
  expect(await retryJobs(shopId, [BigInt(before.failures[0]?.id ?? 0)])).toBe(1);
  expect(await readJobsHealth(shopId, 10)).toMatchObject({ failed: 0, waiting: before.waiting + 1 });
});
