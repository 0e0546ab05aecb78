import type { Customer, Order } from '../../devstore/state/model';
import { adminOf, type useBrowser } from './browser';
import { generateHistory } from './history';
import { eventually, type Stack } from './stack';
import pg from 'pg';

/** A store of one test file: what it holds, and what the CRM holds of it, read from their databases. */
export interface TestStore {
  handle: string;
  domain: string;
  storefront: string;
  order(name: string): Promise<Order>;
  customer(email: string): Promise<Customer>;
  /** Ids of the variants of its products on sale. */
  variants(): Promise<string[]>;
  /** Customers in the store that carry a tag. */
  tagged(tag: string): Promise<number>;
  counts(): Promise<{ customers: number; orders: number; products: number }>;
  operation<T>(name: string, ...args: unknown[]): Promise<T>;
  /** Rows of the CRM's database; `$shop` stands for this store's shop. */
  crm<T extends object>(sql: string, ...values: unknown[]): Promise<T[]>;
  close(): Promise<void>;
}

/** Opens a store, and gives it a past when `customers` are asked for. */
export async function openTestStore(stack: Stack, handle: string, { customers }: { customers: number }): Promise<TestStore> {
  const domain = `${handle}.myshopify.com`;
  const opened = (await stack.devstore.post('/stores', {
    domain,
    name: 'Leaf & Kiln',
    email: 'owner@example.com',
    currency: 'USD',
    timezone: 'America/New_York',
    locale: 'en',
    country: 'US',
    // So that nobody waits for API points.
    plan: 'shopify_plus',
    taxRateBps: 825,
    taxesIncluded: false,
    shippingFlat: 590,
  })) as { storefront: string };
  if (customers > 0) await generateHistory(stack.devstoreDatabaseUrl, domain, { customers });
  const store = new pg.Pool({ connectionString: stack.devstoreDatabaseUrl, max: 2 });
  const crm = new pg.Pool({ connectionString: stack.appDatabaseUrl, max: 2 });
  for (const pool of [store, crm]) pool.on('error', () => undefined);
  const one = async <T>(sql: string, ...values: unknown[]): Promise<T> => {
    const { rows } = await store.query<{ doc: T }>(sql, [domain, ...values]);
    if (!rows[0]) throw new Error(`The store has no such document: ${values.join(' ')}`);
    return rows[0].doc;
  };
  return {
    handle,
    domain,
    storefront: opened.storefront,
    order: (name) => one(`select doc from devstore."order" where domain = $1 and doc->>'name' = $2`, name),
    customer: (email) => one('select doc from devstore.customer where domain = $1 and email = $2', email),
    variants: async () =>
      (
        await store.query<{ id: string }>(
          `select doc->'variants'->0->>'id' id from devstore.product where domain = $1 and doc->>'status' = 'ACTIVE' order by id`,
          [domain],
        )
      ).rows.map((row) => row.id),
    tagged: async (tag) => (await store.query(`select from devstore.customer where domain = $1 and doc->'tags' ? $2`, [domain, tag])).rowCount ?? 0,
    counts: () => stack.devstore.get(`/${domain}/counts`) as Promise<{ customers: number; orders: number; products: number }>,
    operation: async <T>(name: string, ...args: unknown[]) => ((await stack.devstore.post(`/${domain}/operations/${name}`, args)) as { result: T }).result,
    crm: async <T extends object>(sql: string, ...values: unknown[]) =>
      (await crm.query<T>(sql.replaceAll('$shop', `(select shop_id from shop where domain = '${domain}')`), values)).rows,
    close: async () => {
      await Promise.all([store.end(), crm.end()]);
    },
  };
}

/** Installs the app in a store by opening it in the admin, and waits until what the store had is imported. */
export async function installInBrowser(browser: ReturnType<typeof useBrowser>, stack: Stack, store: TestStore, withinMs = 90_000): Promise<void> {
  const visit = await browser.visit();
  await stack.devstore.post(`/${store.domain}/install`);
  await adminOf(visit, stack, store.handle).open();
  await eventually(
    'the import has ended',
    async () => (await store.crm("select from import_run where shop_id = $shop and status = 'done'")).length > 0,
    withinMs,
  );
  await visit.context.close();
}
