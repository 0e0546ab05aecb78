import { useDevstore } from '../support/devstore';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gid } from '~/domain/shared/ids';
import { adminClient } from '~/platform/shopify/admin/index.server';
import { ReadCustomerDocument, ReadProductDocument } from '~/platform/shopify/graphql/generated/documents';
import { customerFromAdmin } from '~/platform/shopify/mapping/customer-from-admin';
import { customerFromWebhook } from '~/platform/shopify/mapping/customer-from-webhook';
import { parseExactJson } from '~/platform/shopify/mapping/exact-json';
import { orderFromWebhook } from '~/platform/shopify/mapping/order-from-webhook';
import { productFromAdmin } from '~/platform/shopify/mapping/product-from-admin';
import { productFromWebhook } from '~/platform/shopify/mapping/product-from-webhook';
import { readOrderSnapshot } from '~/platform/shopify/reread/reread-order.server';
import { payloadOf } from '../../devstore/webhooks/payloads/topics.ts';
import { writeWire } from '../../devstore/webhooks/wire.ts';
import type { Customer, Order, Product, Store } from '../../devstore/state/model.ts';
import { useDatabase } from '../support/database';
import { installShop } from '../support/install-shop';
import { databaseUrl } from '../support/postgres';

const domain = 'agreement-test.myshopify.com';
useDatabase();
const devstore = useDevstore([['--domain', domain, '--customers', '250', '--months', '12', '--seed', '11']]);
const pool = new pg.Pool({ connectionString: databaseUrl(devstore.database, 'owner'), max: 2 });
pool.on('error', () => undefined);
afterAll(() => pool.end());

let shopId: bigint;
let store: Store;
const documents = async <T>(table: string, where = 'true', limit = 60) =>
  (await pool.query<{ doc: T }>(`select doc from devstore.${table} where domain = $1 and ${where} order by id limit ${limit}`, [domain])).rows.map(
    (row) => row.doc,
  );
const bare = { subjectId: '1', occurredAt: '2026-01-01T00:00:00Z', seq: '1', products: [], collection: null, buyer: null };
const admin = () => adminClient(shopId, { priority: 'background' });

beforeAll(async () => {
  shopId = await installShop(devstore.api, domain);
  const { rows } = await pool.query<{ doc: Store }>('select doc from devstore.store where domain = $1', [domain]);
  if (!rows[0]) throw new Error('The devstore has no such store.');
  store = rows[0].doc;
});

test('an order is the same from its webhook and from the API', async () => {
  const refunded = await documents<Order>('"order"', "jsonb_array_length(doc -> 'refunds') > 0", 15);
  const others = await documents<Order>('"order"', "jsonb_array_length(doc -> 'refunds') = 0", 15);
  expect(refunded.length).toBeGreaterThan(5);
  for (const order of [...refunded, ...others]) {
    const told = orderFromWebhook(
      parseExactJson(writeWire(payloadOf('orders/updated', { ...bare, store, payload: { order, customer: await customerOf(order) } }))),
    );
    const read = await readOrderSnapshot(admin(), BigInt(order.id));
    expect({ ...read, transactions: null, editedAt: undefined }).toEqual({ ...told, editedAt: undefined });
  }
});

async function customerOf(order: Order): Promise<Customer | null> {
  if (order.customerId === null) return null;
  const { rows } = await pool.query<{ doc: Customer }>('select doc from devstore.customer where domain = $1 and id = $2', [domain, order.customerId]);
  return rows[0]?.doc ?? null;
}

test('a customer is the same, as far as the webhook tells', async () => {
  for (const customer of await documents<Customer>('customer', 'true', 30)) {
    const told = customerFromWebhook(parseExactJson(writeWire(payloadOf('customers/update', { ...bare, store, payload: { customer } }))), new Date(0));
    const { customer: node } = await admin().query(ReadCustomerDocument, { id: gid('Customer', BigInt(customer.id)) });
    expect(customerFromAdmin(node)).toMatchObject(told);
  }
});

test('a product is the same, as far as the webhook tells', async () => {
  for (const product of await documents<Product>('product', 'true', 20)) {
    const told = productFromWebhook(
      parseExactJson(writeWire(payloadOf('products/update', { ...bare, store, payload: { product } }))),
      store.currency,
      new Date(0),
    );
    const read = await admin().query(ReadProductDocument, { id: gid('Product', BigInt(product.id)), after: null });
    expect(productFromAdmin(read.product, store.currency)).toMatchObject(told.product);
  }
});
