import { beforeEach, describe, expect, it } from 'vitest';
import { readContacts } from '~/domain/customers/index.server';
import { isBeingErased, meetRequest } from '~/domain/privacy/index.server';
import { markInstalled, registerShop } from '~/domain/shops/index.server';
import { applyInboxBatch, drainBatch, insertDelivery } from '~/platform/shopify/webhooks/index.server';
import { useDatabase } from '../support/database';
import { customerBody, delivery, orderBody } from '../support/webhook-bodies';

const { ownerPool } = useDatabase();
const day = (n: number) => new Date(Date.UTC(2026, 1, n));
const living = { storeAnswers: async () => true, graceMs: 0 };
const gone = { storeAnswers: async () => false, graceMs: 0 };

let shopId: bigint;
let number = 0;
beforeEach(async () => {
  number += 1;
  shopId = await registerShop(`order-${number}.myshopify.com`);
  await markInstalled(shopId, 'read_customers', day(1));
});

const person = { id: 901n, updatedAt: '2026-01-01T10:00:00Z', first: 'Wilhelmina', last: 'Featherstone', email: 'wilhelmina@featherstone.example' };
const tell = async (topic: string, body: object, at: Date) =>
  expect((await applyInboxBatch(shopId, [{ ...delivery(topic, { ...body }), triggeredAt: at }], at))[0]?.outcome);
const uninstall = async (at: Date) => (await tell('app/uninstalled', { id: 1 }, at)).toBe('done');
const arrive = async (at: Date) => (await tell('customers/update', customerBody({ ...person, updatedAt: at.toISOString() }), at)).toBe('done');
const ask = async (kind: string, body: object, at: Date) => {
  (await tell(kind, { shop_id: 1, ...body }, at)).toBe('done');
  const { rows } = await ownerPool.query<{ id: string }>('select id from compliance_request where shop_id = $1 order by id desc limit 1', [shopId.toString()]);
  return BigInt(rows[0]?.id ?? 0);
};
const status = async () => (await ownerPool.query<{ status: string }>('select status from shop where shop_id = $1', [shopId.toString()])).rows[0]?.status;
const trail = async () =>
  (
    await ownerPool.query<{ entry: string }>("select kind || ' ' || step as entry from privacy_audit where shop_id = $1 order by id", [shopId.toString()])
  ).rows.map(({ entry }) => entry);
const nameOf = async () => (await readContacts(shopId, [901n])).get(901n)?.firstName;

describe('uninstalled, installed again, erased, in every order', () => {
  it('erases two days after an uninstall, and what arrives late does not come back', async () => {
    await arrive(day(1));
    await uninstall(day(2));
    const request = await ask('shop/redact', {}, day(4));
    await meetRequest(shopId, request, day(4), living);
    expect(await status()).toBe('redacted');
    (await tell('customers/update', customerBody({ ...person, updatedAt: day(5).toISOString() }), day(5))).toBe('ignored');
    (await tell('orders/create', orderBody({ id: 801n, customerId: 901n, updatedAt: day(5).toISOString() }), day(5))).toBe('ignored');
    await meetRequest(shopId, await ask('customers/redact', { customer: { id: 901n } }, day(5)), day(5), living);
    expect((await ownerPool.query('select from customer where shop_id = $1', [shopId.toString()])).rowCount).toBe(0);
    expect(await trail()).toEqual([
      'installation installed',
      'installation uninstalled',
      'shop_redact received',
      'shop_redact key_destroyed',
      'shop_redact rows_deleted',
      'shop_redact done',
      'customer_redact received',
      'customer_redact nothing_to_do',
    ]);
  });

  it('leaves a shop alone that is back before the demand arrives', async () => {
    await arrive(day(1));
    await uninstall(day(2));
    await markInstalled(shopId, 'read_customers', day(3));
    await meetRequest(shopId, await ask('shop/redact', {}, day(4)), day(4), living);
    expect([await status(), await nameOf()]).toEqual(['installed', 'Wilhelmina']);
    expect((await trail()).at(-1)).toBe('shop_redact shop_is_back');
  });

  it('leaves a shop alone whose uninstall is told after it is back', async () => {
    await arrive(day(1));
    await markInstalled(shopId, 'read_customers', day(3));
    await ownerPool.query('update shop set installed_at = $2 where shop_id = $1', [shopId.toString(), day(3)]);
    await uninstall(day(2));
    await meetRequest(shopId, await ask('shop/redact', {}, day(4)), day(4), living);
    expect([await status(), await nameOf()]).toEqual(['installed', 'Wilhelmina']);
  });

  it('erases a shop whose uninstall was never told, because the store no longer lets us in', async () => {
    await arrive(day(1));
    await meetRequest(shopId, await ask('shop/redact', {}, day(4)), day(4), gone);
    expect([await status(), await nameOf()]).toEqual(['redacted', undefined]);
  });

  it('makes an installation wait while the erasing lasts; what other processes wrote meanwhile goes too', async () => {
    await arrive(day(1));
    await uninstall(day(2));
    const request = await ask('shop/redact', {}, day(4));
    expect(await meetRequest(shopId, request, day(4), { ...living, graceMs: 60_000 })).toEqual({ againInMs: expect.closeTo(60_000, -4) as number });
    expect(await isBeingErased(shopId)).toBe(true);
    await expect(markInstalled(shopId, 'read_customers', day(4))).rejects.toMatchObject({ code: 'unavailable' });
    await ownerPool.query("insert into session (shop_id, id, sealed, is_online) values ($1, 'late', 'x', false)", [shopId.toString()]);
    await meetRequest(shopId, request, day(4), living);
    expect((await ownerPool.query('select from session where shop_id = $1', [shopId.toString()])).rowCount).toBe(0);
    expect(await isBeingErased(shopId)).toBe(false);
    expect(await markInstalled(shopId, 'read_customers', day(5))).toBe(true);
    await arrive(day(6));
    expect(await nameOf()).toBe('Wilhelmina');
  });
});

describe('the trail', () => {
  it('cannot be changed, shortened or emptied, not even by the owner of the tables', async () => {
    await expect(ownerPool.query("update privacy_audit set step = 'x'")).rejects.toThrow(/only grows/);
    await expect(ownerPool.query('delete from privacy_audit')).rejects.toThrow(/only grows/);
    await expect(ownerPool.query('truncate privacy_audit')).rejects.toThrow(/only grows/);
  });
});

describe('a webhook that waits', () => {
  it('is destroyed with the person whom it names; the others stay', async () => {
    await arrive(day(1));
    const store = (id: string, body: object) =>
      insertDelivery(shopId, {
        dedupeKey: Buffer.from(id.padEnd(16)),
        topic: 'orders/create',
        webhookId: id,
        eventId: null,
        apiVersion: '2026-07',
        triggeredAt: day(2),
        body: Buffer.from(JSON.stringify(body)),
      });
    await store('by-id', { admin_graphql_api_id: 'gid://shopify/Order/801', customer: { id: 901 } });
    await store('by-email', { admin_graphql_api_id: 'gid://shopify/Order/802', email: 'Wilhelmina@featherstone.example' });
    await store('other', { admin_graphql_api_id: 'gid://shopify/Order/803', customer: { id: 902 } });
    await ownerPool.query('update webhook_inbox set state = 2 where shop_id = $1', [shopId.toString()]);
    await meetRequest(shopId, await ask('customers/redact', { customer: { id: 901n } }, day(3)), day(3), living);
    const { rows } = await ownerPool.query<{ id: string; kept: boolean }>(
      'select webhook_id as id, sealed_body is not null as kept from webhook_inbox where shop_id = $1 order by id',
      [shopId.toString()],
    );
    expect(rows).toEqual(
      [
        { id: 'by-email', kept: false },
        { id: 'by-id', kept: false },
        { id: 'other', kept: true },
      ].sort((a, b) => rows.findIndex((row) => row.id === a.id) - rows.findIndex((row) => row.id === b.id)),
    );
    const { rows: events } = await ownerPool.query<{ id: string }>(
      "select payload ->> 'orderId' as id from domain_event where shop_id = $1 and type = 'order.reread_requested' order by 1",
      [shopId.toString()],
    );
    expect(events.map(({ id }) => id)).toEqual(['801', '802']);
  });

  it('is settled when its body has been erased while it was being tried', async () => {
    await ownerPool.query(
      "insert into webhook_inbox (shop_id, dedupe_key, topic, webhook_id, api_version, sealed_body) values ($1, 'x', 'orders/create', 'w', '', null)",
      [shopId.toString()],
    );
    await drainBatch(shopId, 10, async () => []);
    const { rows } = await ownerPool.query<{ state: number }>("select state from webhook_inbox where shop_id = $1 and webhook_id = 'w'", [shopId.toString()]);
    expect(rows[0]?.state).toBe(3);
  });
});
