import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { restoreBackup } from '../../scripts/lib/backup/read.mjs';
import { writeBackup } from '../../scripts/lib/backup/write.mjs';
import { listCustomers, readContacts } from '~/domain/customers/index.server';
import { customerFilter } from '~/domain/customers/model';
import { meetRequest } from '~/domain/privacy/index.server';
import { registerShop } from '~/domain/shops/index.server';
import { applyInboxBatch, insertDelivery } from '~/platform/shopify/webhooks/index.server';
import { useDatabase } from '../support/database';
import { tablesHolding } from '../support/everywhere';
import { databaseUrl } from '../support/postgres';
import { customerBody, delivery, orderBody } from '../support/webhook-bodies';

const { ownerPool, name } = useDatabase();
const folder = mkdtempSync(path.join(tmpdir(), 'regulars-backup-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const ownerUrl = databaseUrl(name, 'owner');
const now = new Date('2026-02-01T00:00:00Z');
const at = (file: string) => path.join(folder, file);
const person = { id: 901n, updatedAt: '2026-01-01T10:00:00Z', first: 'Wilhelmina', last: 'Featherstone', email: 'wilhelmina@featherstone.example' };
let shopId: bigint;

/** Rows and a checksum of every table; what a restore changes on purpose left out. */
async function dump() {
  const { rows: tables } = await ownerPool.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' and tablename <> '_prisma_migrations' order by 1",
  );
  const found: Record<string, unknown> = {};
  for (const table of tables) {
    const { rows } = await ownerPool.query<object>(
      `select count(*)::int as n, md5(string_agg(line, '|' order by line)) as sum from (select (to_jsonb(t) - 'relayed_at')::text as line from "${table.name}" t) l`,
    );
    found[table.name] = rows[0];
  }
  return found;
}
const nameOf = async (id: bigint) => (await readContacts(shopId, [id])).get(id)?.firstName;

beforeAll(async () => {
  shopId = await registerShop('saved.myshopify.com');
  const people = Array.from({ length: 300 }, (_, n) =>
    delivery('customers/create', customerBody({ ...person, id: BigInt(n + 1), first: `Name${n}`, last: 'Other', email: `n${n}@example.com` })),
  );
  await applyInboxBatch(shopId, [...people, delivery('customers/create', customerBody(person))], now);
  await applyInboxBatch(
    shopId,
    [
      delivery('orders/create', orderBody({ id: 801n, customerId: 901n, updatedAt: person.updatedAt, email: person.email })),
      delivery('customer.tags_added', {
        customerId: 'gid://shopify/Customer/901',
        tags: ['Friend of Featherstone', 'tab\tand \\N'],
        occurredAt: person.updatedAt,
      }),
    ],
    now,
  );
  const parked = { admin_graphql_api_id: 'gid://shopify/Order/802', email: person.email, customer: { id: 901 } };
  await insertDelivery(shopId, {
    dedupeKey: Buffer.alloc(16, 1),
    topic: 'orders/create',
    webhookId: 'w',
    eventId: null,
    apiVersion: '',
    triggeredAt: now,
    body: Buffer.from(JSON.stringify(parked)),
  });
  await ownerPool.query('update webhook_inbox set state = 2');
  await writeBackup({ ownerUrl, file: at('old.data'), keysFile: at('old.keys') });
});

describe('a backup', () => {
  it('restores every row, and the app works on it', async () => {
    const before = await dump();
    await expect(restoreBackup({ ownerUrl, file: at('old.data'), keysFile: at('old.keys') })).rejects.toThrow(/not empty/);
    await applyInboxBatch(shopId, [delivery('customers/create', customerBody({ ...person, id: 5000n, first: 'Later' }))], now);
    await restoreBackup({ ownerUrl, file: at('old.data'), keysFile: at('old.keys'), force: true });
    expect(await dump()).toEqual(before);
    expect([await nameOf(901n), await nameOf(5000n)]).toEqual(['Wilhelmina', undefined]);
    const found = await listCustomers(
      shopId,
      { filter: customerFilter.parse({ query: 'featherstone' }), sort: 'joined', direction: 'desc', cursor: null },
      now,
    );
    expect(found.rows.map(({ id }) => id)).toEqual([901n]);
    await applyInboxBatch(shopId, [delivery('customers/create', customerBody({ ...person, id: 5001n, first: 'Newer' }))], now);
    expect(await nameOf(5001n)).toBe('Newer');
  });

  it.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 200)],
    [
      'changed',
      (bytes: Buffer) =>
        Buffer.concat([
          bytes.subarray(0, bytes.length >> 1),
          Buffer.from([bytes[bytes.length >> 1] ?? 0 ^ 0xff]),
          Buffer.from('x'),
          bytes.subarray((bytes.length >> 1) + 2),
        ]),
    ],
  ])('that is %s is refused, and what was there stays', async (_how, damage) => {
    writeFileSync(at('damaged.data'), damage(readFileSync(at('old.data'))));
    const before = await dump();
    await expect(restoreBackup({ ownerUrl, file: at('damaged.data'), keysFile: at('old.keys'), force: true })).rejects.toThrow();
    expect(await dump()).toEqual(before);
  });

  it('made before somebody was erased shows nothing of them with the newest keys', async () => {
    await applyInboxBatch(shopId, [delivery('customers/redact', { shop_id: 1, customer: { id: 901n }, orders_to_redact: [801n] })], now);
    const { rows } = await ownerPool.query<{ id: string }>('select max(id) as id from compliance_request');
    await meetRequest(shopId, BigInt(rows[0]?.id ?? 0), now, { storeAnswers: async () => true });
    await writeBackup({ ownerUrl, file: at('new.data'), keysFile: at('new.keys') });
    await restoreBackup({ ownerUrl, file: at('old.data'), keysFile: at('new.keys'), force: true });
    expect(await nameOf(901n)).toBeUndefined();
    expect(await nameOf(7n)).toBe('Name6');
    expect(await tablesHolding(ownerPool, ['Wilhelmina', 'Featherstone', person.email])).toEqual([]);
    const { rows: left } = await ownerPool.query<{ status: string; bodies: string }>(
      'select c.status, (select count(*) from webhook_inbox where sealed_body is not null) as bodies from customer c where id = 901',
    );
    expect(left[0]).toEqual({ status: 'redacted', bodies: '0' });
    const { rowCount: kept } = await ownerPool.query("select from privacy_audit where kind = 'customer_redact' and step = 'done'");
    expect(kept).toBe(1);
  });
});
