import { beforeAll, describe, expect, it } from 'vitest';
import { readContacts } from '~/domain/customers/index.server';
import { meetRequest, readExport } from '~/domain/privacy/index.server';
import { registerShop } from '~/domain/shops/index.server';
import { applyInboxBatch } from '~/platform/shopify/webhooks/index.server';
import { useDatabase } from '../support/database';
import { upload } from '../support/file-import';
import { customerBody, delivery, orderBody } from '../support/webhook-bodies';

const { ownerPool } = useDatabase();
const now = new Date('2026-02-01T00:00:00Z');
const gone = { storeAnswers: async () => false, graceMs: 0 };
let shopId: bigint;
let otherShop: bigint;
beforeAll(async () => {
  shopId = await registerShop('private.myshopify.com');
  otherShop = await registerShop('neighbour.myshopify.com');
});

const person = {
  id: 901n,
  updatedAt: '2026-01-01T10:00:00Z',
  first: 'Wilhelmina',
  last: 'Featherstone',
  email: 'wilhelmina@featherstone.example',
  phone: '+447911123456',
  city: 'Quagmireville',
};
const strings = ['Wilhelmina', 'Featherstone', 'wilhelmina@', '7911123456', 'Quagmireville'];
const tables = async () =>
  (
    await ownerPool.query<{ name: string }>("select tablename as name from pg_tables where schemaname = 'public' and tablename <> '_prisma_migrations'")
  ).rows.map((row) => row.name);
/** Every row of every table as the bytes that PostgreSQL would print, bytea in hex and, for what hides in them, as text. */
async function tablesHolding(text: string): Promise<string[]> {
  const found: string[] = [];
  for (const table of await tables()) {
    const hex = Buffer.from(text).toString('hex');
    const { rows } = await ownerPool.query<{ n: number }>(
      `select count(*)::int as n from "${table}" t where t::text ilike '%' || $1 || '%' or t::text ilike '%' || $2 || '%'`,
      [text, hex],
    );
    if (rows[0]?.n) found.push(table);
  }
  return found;
}
const requestId = async (shop: bigint, kind: string) =>
  BigInt(
    (
      await ownerPool.query<{ id: string }>('select id from compliance_request where shop_id = $1 and kind = $2 order by id desc limit 1', [
        shop.toString(),
        kind,
      ])
    ).rows[0]?.id ?? '0',
  );
const arrive = (shop: bigint) =>
  applyInboxBatch(
    shop,
    [
      delivery('customers/create', customerBody(person)),
      delivery('orders/create', orderBody({ id: 801n, customerId: 901n, updatedAt: '2026-01-01T10:00:00Z', email: person.email })),
      delivery('customer.tags_added', { customerId: 'gid://shopify/Customer/901', tags: ['Friend of Featherstone'], occurredAt: '2026-01-01T10:00:00Z' }),
    ],
    now,
  );

describe('a person', () => {
  it('stands in no table in clear but as a tag of the merchant, and can be exported, and erased', async () => {
    await arrive(shopId);
    await ownerPool.query("insert into loyalty_member (shop_id, customer_id, joined_at, birthday, birthday_set_at) values ($1, 901, now(), '12-24', now())", [
      shopId.toString(),
    ]);
    for (const text of strings) expect((await tablesHolding(text)).filter((table) => !['customer_tag', 'customer_event'].includes(table))).toEqual([]);
    expect((await readContacts(shopId, [901n])).get(901n)).toMatchObject({ firstName: 'Wilhelmina', emails: [person.email] });

    await applyInboxBatch(
      shopId,
      [delivery('customers/data_request', { shop_id: 1, customer: { id: 901n, email: person.email }, orders_requested: [801n], data_request: { id: 9999 } })],
      now,
    );
    const exportId = await requestId(shopId, 'data_request');
    await meetRequest(shopId, exportId, now, gone);
    expect(await readExport(shopId, exportId)).toMatchObject({
      customerId: 901n,
      file: { contact: { firstName: 'Wilhelmina' }, orders: [{ id: '801' }], tags: [{ tag: 'Friend of Featherstone' }], loyalty: [{ birthday: '12-24' }] },
    });
    for (const text of strings) expect((await tablesHolding(text)).filter((table) => !['customer_tag', 'customer_event'].includes(table))).toEqual([]);

    await applyInboxBatch(shopId, [delivery('customers/redact', { shop_id: 1, customer: { id: 901n, email: person.email }, orders_to_redact: [801n] })], now);
    const [theirs, others] = [`Name;Mail\n${'x;y\n'.repeat(300_000)}Someone;WILHELMINA@featherstone.example\n`, 'Name;Mail\nWilhelmina;w@example.com\n'];
    await upload(shopId, Buffer.from(theirs), 'theirs.csv');
    const kept = await upload(shopId, Buffer.from(others), 'others.csv');
    await ownerPool.query("update file_import set status = 'checking' where file_name = 'others.csv'");
    const request = await requestId(shopId, 'customer_redact');
    expect(await meetRequest(shopId, request, now, gone), 'waits for a file that is being read').toEqual({ againInMs: 10_000 });
    await ownerPool.query("update file_import set status = 'ready' where file_name = 'others.csv'");
    await meetRequest(shopId, request, now, gone);
    expect((await ownerPool.query<{ id: string }>('select id from file_import')).rows).toEqual([{ id: kept.toString() }]);
    for (const text of strings) expect(await tablesHolding(text)).toEqual([]);
    expect(await readExport(shopId, exportId)).toBeNull();
    for (const table of ['customer_key', 'customer_contact', 'customer_search', 'customer_tag'])
      expect((await ownerPool.query(`select from ${table} where shop_id = $1 and customer_id = 901`, [shopId.toString()])).rowCount, table).toBe(0);
    const member = await ownerPool.query('select birthday, birthday_set_at from loyalty_member where shop_id = $1 and customer_id = 901', [shopId.toString()]);
    expect(member.rows).toEqual([{ birthday: null, birthday_set_at: null }]);
    const { rows } = await ownerPool.query<{ status: string; orders_count: number; email_token: string | null }>(
      'select c.status, c.orders_count, o.email_token from customer c join sales_order o on o.shop_id = c.shop_id and o.customer_id = c.id where c.shop_id = $1 and c.id = 901',
      [shopId.toString()],
    );
    expect(rows[0]).toEqual({ status: 'redacted', orders_count: 1, email_token: null });
  });

  it('does not come back with a late webhook', async () => {
    await applyInboxBatch(
      shopId,
      [
        delivery('customers/update', customerBody({ ...person, updatedAt: '2026-01-09T10:00:00Z' })),
        delivery('orders/updated', orderBody({ id: 801n, customerId: 901n, updatedAt: '2026-01-09T10:00:00Z', email: person.email })),
      ],
      now,
    );
    for (const text of strings) expect(await tablesHolding(text)).toEqual([]);
    const { rows } = await ownerPool.query<{ email_token: string | null }>('select email_token from sales_order where shop_id = $1 and id = 801', [
      shopId.toString(),
    ]);
    expect(rows[0]?.email_token).toBeNull();
  });
});

describe('a shop', () => {
  it('is deleted from every table, its neighbour is not, and the mark stays', async () => {
    await arrive(shopId);
    await arrive(otherShop);
    await applyInboxBatch(shopId, [delivery('shop/redact', { shop_id: 1, shop_domain: 'private.myshopify.com' })], now);
    await meetRequest(shopId, await requestId(shopId, 'shop_redact'), now, gone);
    for (const table of await tables()) {
      const { rows } = await ownerPool.query<{ n: number }>(`select count(*)::int as n from "${table}" where shop_id = $1`, [shopId.toString()]);
      if (table === 'privacy_audit') expect(rows[0]?.n).toBeGreaterThan(5);
      else expect(rows[0]?.n, table).toBe(['shop', 'compliance_request'].includes(table) ? 1 : 0);
    }
    const { rows } = await ownerPool.query<{ status: string; name: string }>('select status, name from shop where shop_id = $1', [shopId.toString()]);
    expect(rows[0]).toEqual({ status: 'redacted', name: '' });
    expect((await readContacts(otherShop, [901n])).get(901n)).toMatchObject({ firstName: 'Wilhelmina' });
  });
});
