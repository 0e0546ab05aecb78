import type { PoolClient } from 'pg';
import type { Context } from '../context.ts';
import type { Store } from '../state/model.ts';
import { createStore, type NewStore } from '../state/operations/stores.ts';
import { getStore } from '../state/read.ts';

/** The store has a past already; filling it again needs `replace`. */
export class StoreNotEmpty extends Error {
  constructor(domain: string, orders: number, customers: number, products: number) {
    super(
      `${domain} already has ${orders} orders, ${customers} customers and ${products} products, so nothing was written. Say replace (--replace) to delete them and start again.`,
    );
    this.name = 'StoreNotEmpty';
  }
}

/** Finds the store, or opens it as described. An existing one keeps its settings, which must agree in currency and zone. */
export async function openStore(ctx: Pick<Context, 'pool' | 'clock'>, wanted: NewStore): Promise<Store> {
  const store = await getStore(ctx.pool, wanted.domain);
  if (!store) return createStore(ctx.pool, ctx.clock, wanted);
  if (store.currency === wanted.currency && store.timezone === wanted.timezone) return store;
  throw new Error(
    `${wanted.domain} is there already, in ${store.currency} and ${store.timezone}; its history cannot be in ${wanted.currency} and ${wanted.timezone}.`,
  );
}

/** Locks the store against a second filling and makes sure it is empty, or empties it. @throws StoreNotEmpty */
export async function claimEmptyStore(client: PoolClient, domain: string, replace: boolean): Promise<void> {
  await client.query('select 1 from devstore.store where domain = $1 for update', [domain]);
  const { rows } = await client.query<{ orders: number; customers: number; products: number }>(
    `select (select count(*)::int from devstore."order" where domain = $1) orders, (select count(*)::int from devstore.customer where domain = $1) customers,
      (select count(*)::int from devstore.product where domain = $1) products`,
    [domain],
  );
  const [{ orders, customers, products } = { orders: 0, customers: 0, products: 0 }] = rows;
  if (orders + customers + products > 0 && !replace) throw new StoreNotEmpty(domain, orders, customers, products);
  if (!replace) return;
  for (const table of ['"order"', 'customer', 'product', 'collection', 'discount', 'discount_use', 'gift_card', 'draft_order', 'checkout', 'segment']) {
    await client.query(`delete from devstore.${table} where domain = $1`, [domain]);
  }
  await client.query("delete from devstore.metafield where domain = $1 and owner_type in ('CUSTOMER', 'ORDER', 'PRODUCT')", [domain]);
  await client.query('update devstore.store set last_order_number = 1000, last_draft_number = 0 where domain = $1', [domain]);
}
