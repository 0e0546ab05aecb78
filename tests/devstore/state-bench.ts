import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { createClock, type Clock } from '../../devstore/state/clock.ts';
import { createOperations } from '../../devstore/state/create-operations.ts';
import { openDatabase } from '../../devstore/state/database.ts';
import type { Order, Product, Store } from '../../devstore/state/model.ts';
import type { Basket, StoreOperations } from '../../devstore/state/operations.ts';
import { createStore } from '../../devstore/state/operations/stores.ts';
import { databaseUrl, onServer } from '../support/postgres.ts';

export interface StateBench {
  pool: Pool;
  clock: Clock;
  domain: string;
  ops: StoreOperations;
  /** Adds a store of its own. */
  openStore(changes?: Partial<Store>): Promise<{ store: Store; ops: StoreOperations }>;
  /** Topics of the last merchant action, in order. */
  lastTopics(): Promise<string[]>;
  close(): Promise<void>;
}

const anyStore = {
  name: 'Bench',
  email: 'owner@example.com',
  currency: 'USD',
  presentmentCurrencies: [{ currency: 'JPY', rate: '151.237' }],
  timezone: 'America/New_York',
  locale: 'en',
  country: 'US',
  plan: 'basic',
  taxesIncluded: false,
  taxRateBps: 825,
  shippingFlat: 500,
} as const;

/** A devstore database of its own with one store, in dollars with 8.25 % tax on top and 5.00 shipping. */
export async function openStateBench(): Promise<StateBench> {
  const name = `devstore_state_${randomUUID().replaceAll('-', '')}`;
  await onServer(`create database ${name}`);
  const pool = await openDatabase(databaseUrl(name, 'owner'), 9_007_199_254_740_993n);
  const clock = createClock(pool);
  let stores = 0;
  const openStore: StateBench['openStore'] = async (changes = {}) => {
    stores += 1;
    const store = await createStore(pool, clock, {
      ...anyStore,
      presentmentCurrencies: [...anyStore.presentmentCurrencies],
      domain: `bench-${stores}.myshopify.com`,
      ...changes,
    });
    return { store, ops: createOperations({ pool, clock }, store.domain) };
  };
  const {
    store: { domain },
    ops,
  } = await openStore();
  return {
    pool,
    clock,
    domain,
    ops,
    openStore,
    async lastTopics() {
      const { rows } = await pool.query<{ topic: string }>(
        'select topic from devstore.event where event_id = (select event_id from devstore.event order by seq desc limit 1) order by seq',
      );
      return rows.map((row) => row.topic);
    },
    async close() {
      await pool.end();
      await onServer(`drop database if exists ${name} with (force)`);
    },
  };
}

/** A product with one variant per price. */
export function makeProduct(ops: StoreOperations, prices: number[], changes: Partial<Product> = {}): Promise<Product> {
  return ops.saveProduct({
    title: 'Oolong',
    handle: '',
    descriptionHtml: '',
    vendor: 'Tea House',
    productType: 'Tea',
    tags: [],
    status: 'ACTIVE',
    isGiftCard: false,
    optionNames: ['Size'],
    publishedAt: '2026-01-01T00:00:00.000Z',
    collectionIds: [],
    art: { colour: '#7a5', glyph: '🍵' },
    ...changes,
    variants: prices.map((price, index) => ({
      title: `Size ${index + 1}`,
      sku: `OO-${index + 1}`,
      price,
      compareAtPrice: null,
      position: index + 1,
      inventoryQuantity: 100,
      options: [`${index + 1}`],
      requiresShipping: true,
      taxable: true,
    })),
  });
}

export const address = {
  firstName: 'Ada',
  lastName: '熟客',
  company: null,
  address1: '1 Elm St',
  address2: null,
  city: 'Salem',
  province: 'Oregon',
  provinceCode: 'OR',
  zip: '97301',
  country: 'United States',
  countryCode: 'US',
  phone: null,
};

export const basketOf = (product: Product, quantities: number[], changes: Partial<Basket> = {}): Basket => ({
  lines: quantities.map((quantity, index) => ({ variantId: product.variants[index]?.id ?? null, quantity })),
  customerId: null,
  email: null,
  source: 'web',
  ...changes,
});

/** Units and minor units of an order that are easy to compare. */
export const quantitiesOf = (order: Order) => order.lines.map((line) => [line.quantity, line.currentQuantity, line.fulfilledQuantity]);
