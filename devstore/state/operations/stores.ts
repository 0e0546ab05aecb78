import type { Pool } from 'pg';
import { instant, type Clock } from '../clock.ts';
import { inTransaction } from '../database.ts';
import { StoreError } from '../errors.ts';
import { nextId } from '../ids.ts';
import type { Store } from '../model.ts';
import { getStore } from '../read.ts';
import { currencyDigits } from '../money.ts';
import type { Unit } from '../unit.ts';

export type NewStore = Omit<Store, 'id' | 'createdAt'> & { createdAt?: string };

/** Opens a store. @throws StoreError when there is one of that domain, or the currency or the zone is unknown. */
export async function createStore(pool: Pool, clock: Clock, input: NewStore): Promise<Store> {
  if (!/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/.test(input.domain)) throw new StoreError('A store’s domain ends in .myshopify.com.', 'domain');
  checkSettings(input);
  const now = instant(await clock.now());
  return inTransaction(pool, async (client) => {
    if (await getStore(client, input.domain)) throw new StoreError(`There is already a store ${input.domain}.`, 'domain');
    const store: Store = { ...input, id: await nextId(client), createdAt: input.createdAt ?? now };
    await client.query('insert into devstore.store (domain, id, created_at, updated_at, doc) values ($1, $2, $3, $4, $5)', [
      store.domain,
      store.id,
      store.createdAt,
      now,
      JSON.stringify(store),
    ]);
    return store;
  });
}

type StoreChanges = Partial<Pick<Store, 'name' | 'currency' | 'timezone' | 'locale' | 'plan' | 'taxRateBps' | 'taxesIncluded' | 'shippingFlat'>>;

/** Changes settings. The currency only while there are no orders, as their amounts are in it. */
export async function updateStore(unit: Unit, changes: StoreChanges): Promise<Store> {
  const store: Store = { ...unit.store, ...changes };
  checkSettings(store);
  if (store.currency !== unit.store.currency) {
    const { rowCount } = await unit.client.query('select 1 from devstore."order" where domain = $1 limit 1', [unit.domain]);
    if (rowCount) throw new StoreError('The currency cannot change once there are orders.', 'currency');
  }
  await unit.client.query('update devstore.store set doc = $2, updated_at = $3 where domain = $1', [unit.domain, JSON.stringify(store), unit.now]);
  unit.emit('shop/update', 'shop', store.id, { store });
  return store;
}

function checkSettings(store: Omit<NewStore, 'createdAt'>): void {
  const refuse = (field: string, known: () => unknown) => {
    try {
      known();
    } catch {
      throw new StoreError(`Unknown ${field}: ${String(field === 'currency' ? store.currency : store.timezone)}.`, field);
    }
  };
  refuse('currency', () => currencyDigits(store.currency));
  refuse('timezone', () => new Intl.DateTimeFormat('en', { timeZone: store.timezone }));
  if (!Number.isInteger(store.taxRateBps) || store.taxRateBps < 0 || store.taxRateBps > 10_000)
    throw new StoreError('The tax rate is a whole number of basis points from 0 to 10000.', 'taxRateBps');
  if (!Number.isSafeInteger(store.shippingFlat) || store.shippingFlat < 0)
    throw new StoreError('Shipping is a whole number of minor units, not below 0.', 'shippingFlat');
}

/** The next number in the store's row of orders (from 1001) or drafts (from 1). */
export async function nextNumber(unit: Unit, of: 'order' | 'draft'): Promise<number> {
  const { rows } = await unit.client.query<{ number: number }>(
    `update devstore.store set last_${of}_number = last_${of}_number + 1 where domain = $1 returning last_${of}_number as number`,
    [unit.domain],
  );
  const number = rows[0]?.number;
  if (number === undefined) throw new Error('The store has no row.');
  return number;
}
