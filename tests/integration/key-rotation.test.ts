import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { env } from '~/config/env.server';
import { forgetShopKeys } from '~/db/vault/shop-keys.store.server';
import { listCustomers, readContacts } from '~/domain/customers/index.server';
import { openFile, sealPiece } from '~/domain/file-imports/file-vault.store.server';
import { customerFilter } from '~/domain/customers/model';
import { advanceKeyRotation, announceDataKey, meetRequest, readExport, requestCompliance, rotateMasterKey, sealedColumns } from '~/domain/privacy/index.server';
import { openCodes, sealCardsInClear, shopsWithCardsInClear } from '~/domain/loyalty/rewards/card-code.store.server';
import { withShopConnection } from '~/db/tenant.server';
import { registerShop } from '~/domain/shops/index.server';
import { applyInboxBatch, drainBatch, insertDelivery } from '~/platform/shopify/webhooks/index.server';
import { findSession, saveSession } from '~/platform/shopify/session/session.store.server';
import { Session } from '@shopify/shopify-api';
import { useDatabase } from '../support/database';
import { customerBody, delivery } from '../support/webhook-bodies';

const { ownerPool } = useDatabase();
const now = new Date('2026-02-01T00:00:00Z');
const SALT = Buffer.alloc(16, 3);
const FILE = 'name,email\nWilhelmina,w@example.com';
const DOMAIN = 'keys.myshopify.com';

async function fill(): Promise<bigint> {
  const shopId = await registerShop(DOMAIN);
  const people = Array.from({ length: 1203 }, (_, n) =>
    delivery(
      'customers/create',
      customerBody({ id: BigInt(n + 1), updatedAt: '2026-01-01T10:00:00Z', first: `Name${n + 1}`, last: 'Test', email: `n${n + 1}@example.com` }),
    ),
  );
  await applyInboxBatch(shopId, people, now);
  await ownerPool.query("insert into file_import (shop_id, id, file_name, size_bytes, salt, created_by) values ($1, 1, 'f.csv', $2, $3, '7')", [
    shopId.toString(),
    FILE.length,
    SALT,
  ]);
  await ownerPool.query('insert into file_import_piece (shop_id, import_id, piece, sealed) values ($1, 1, 0, $2)', [
    shopId.toString(),
    await sealPiece(shopId, 1n, SALT, 0, Buffer.from(FILE)),
  ]);
  await saveSession(shopId, new Session({ id: `offline_${DOMAIN}`, shop: DOMAIN, state: '', isOnline: false, accessToken: 'secret' }));
  await insertDelivery(shopId, {
    dedupeKey: randomBytes(16),
    topic: 'shop/update',
    webhookId: 'w',
    eventId: null,
    apiVersion: '',
    triggeredAt: now,
    body: Buffer.from('{}'),
  });
  await withShopConnection(shopId, (connection) =>
    requestCompliance(connection, shopId, { kind: 'data_request', customerId: 7n, orderIds: [], requestRef: 1n, at: now }),
  );
  await meetRequest(shopId, 1n, now, { storeAnswers: async () => true });
  // As codes of gift cards lay before they were sealed.
  await ownerPool.query(
    `insert into loyalty_redemption (shop_id, id, customer_id, reward, request_key, points, status, entry_id, created_at, code, promise)
     values ($1, 1, 7, 'card', 'k', 5, 'committed', 1, $2, 'SECRETCARDCODE', '{"kind": "gift_card"}')`,
    [shopId.toString(), now],
  );
  expect(await shopsWithCardsInClear()).toEqual([shopId]);
  expect(await sealCardsInClear(shopId)).toBe(1);
  expect(await shopsWithCardsInClear()).toEqual([]);
  return shopId;
}

async function allIsReadable(shopId: bigint) {
  forgetShopKeys(shopId);
  expect((await (await openFile(shopId, 1n, SALT, FILE.length)).read(0, FILE.length)).toString()).toBe(FILE);
  expect((await readContacts(shopId, [1n, 600n, 1203n])).get(600n)?.firstName).toBe('Name600');
  expect((await findSession(shopId, `offline_${DOMAIN}`))?.accessToken).toBe('secret');
  expect((await readExport(shopId, 1n))?.file.contact?.firstName).toBe('Name7');
  const { rows: cards } = await ownerPool.query<{ code: string | null; codeSealed: Buffer }>(
    'select code, code_sealed as "codeSealed" from loyalty_redemption',
  );
  expect(cards[0]?.code).toBeNull();
  expect(cards[0]?.codeSealed.includes('SECRETCARDCODE')).toBe(false);
  expect((await openCodes(shopId, cards, () => 1n))[0]?.code).toBe('SECRETCARDCODE');
  const found = await listCustomers(
    shopId,
    { filter: customerFilter.parse({ query: 'n600@example.com' }), sort: 'joined', direction: 'desc', cursor: null },
    now,
  );
  expect(found.rows.map(({ id }) => id)).toEqual([600n]);
  const bodies: string[] = [];
  await drainBatch(shopId, 10, async (batch) => {
    bodies.push(...batch.map(({ body }) => body.toString()));
    return [];
  });
  expect(bodies).toEqual(['{}']);
}
const aMinuteLater = () => ownerPool.query("update shop_key set rotation_at = rotation_at - interval '2 minutes'");

it('wraps with a new master key, and exchanges a shop’s data key, while everything stays readable', async () => {
  const shopId = await fill();
  env().MASTER_KEYS.set(2, randomBytes(32));
  expect(await rotateMasterKey(() => undefined)).toEqual({ newest: 2, rewrapped: 1, inUse: new Map([[2, 1]]) });
  expect((await rotateMasterKey(() => undefined)).rewrapped).toBe(0);
  env().MASTER_KEYS.delete(1);
  await allIsReadable(shopId);

  expect(await announceDataKey(shopId)).toBe(true);
  expect(await announceDataKey(shopId)).toBe(false);
  await allIsReadable(shopId);
  expect(await advanceKeyRotation(shopId), 'before everybody has heard of it').toBeNull();
  await aMinuteLater();
  expect(await advanceKeyRotation(shopId)).toBe(0);
  await allIsReadable(shopId);
  // Written with the new key, read beside what the old one sealed.
  await applyInboxBatch(shopId, [delivery('customers/create', customerBody({ id: 5000n, updatedAt: '2026-01-02T10:00:00Z', first: 'Late' }))], now);
  expect((await readContacts(shopId, [5000n])).get(5000n)?.firstName).toBe('Late');
  await aMinuteLater();
  expect(await advanceKeyRotation(shopId)).toBe(1203 + 5);
  const { rows } = await ownerPool.query('select version, rotation, other_wrapped is null as done, master_version from shop_key');
  expect(rows).toEqual([{ version: 2, rotation: null, done: true, master_version: 2 }]);
  await allIsReadable(shopId);
});

it('knows every place where something sealed lies', async () => {
  const { rows } = await ownerPool.query<{ name: string }>(
    "select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public' and data_type = 'bytea' order by 1",
  );
  const notSealed = [
    'customer_key.salt',
    'file_import.salt',
    'shop_key.wrapped',
    'shop_key.other_wrapped',
    'shop_key.index_wrapped',
    'webhook_inbox.dedupe_key',
    'api_token.hash',
  ];
  expect(rows.map(({ name }) => name).filter((name) => !notSealed.includes(name) && !sealedColumns.includes(name))).toEqual([]);
});
