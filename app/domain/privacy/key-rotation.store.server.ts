import { randomBytes } from 'node:crypto';
import type { PoolClient } from 'pg';
import { database } from '~/db/client.server';
import { withShopConnection } from '~/db/tenant.server';
import { KEY_CACHE_MS, newestMaster, rewrap } from '~/db/vault/shop-keys.store.server';
import { resealShop } from './reseal.store.server';

/** A second more than other processes may go on with the keys that they know. */
const HEARD_MS = KEY_CACHE_MS + 1000;

/** Wraps every shop's key with the newest master key; killed, it goes on where it was. `onShop` is told after each. */
export async function rotateMasterKey(
  onShop: (done: number, total: number) => void,
): Promise<{ newest: number; rewrapped: number; inUse: Map<number, number> }> {
  const newest = newestMaster();
  const { pool } = database();
  const { rows } = await pool.query<{ shop_id: bigint }>('select shops_wrapped_otherwise_than($1) as shop_id', [newest]);
  let rewrapped = 0;
  for (const [index, { shop_id: shopId }] of rows.entries()) {
    if (await rewrap(shopId)) rewrapped += 1;
    onShop(index + 1, rows.length);
  }
  const { rows: used } = await pool.query<{ master_version: number; shops: bigint }>('select master_version, shops from master_keys_in_use()');
  return { newest, rewrapped, inUse: new Map(used.map((row) => [row.master_version, Number(row.shops)])) };
}

/**
 * Gives a shop a new data key: told to every process first, used then, and the worker seals again what the last one sealed
 * (see {@link advanceKeyRotation}). @returns false while another exchange is under way.
 */
export async function announceDataKey(shopId: bigint): Promise<boolean> {
  if (await rotationOf(shopId)) return false;
  return rewrap(shopId, {
    rotation: 'announced',
    keys: ({ current }) => ({ current, other: { key: randomBytes(32), version: current.version + 1 } }),
  });
}

/** {@link announceDataKey} for all shops. @returns how many. */
export async function announceDataKeys(): Promise<number> {
  const { rows } = await database().pool.query<{ shop_id: bigint }>('select every_shop() as shop_id');
  let announced = 0;
  for (const { shop_id: shopId } of rows) if (await announceDataKey(shopId)) announced += 1;
  return announced;
}

async function rotationOf(shopId: bigint): Promise<{ rotation: 'announced' | 'resealing'; heard: boolean } | null> {
  const { rows } = await withShopConnection(shopId, (connection) =>
    connection.query<{ rotation: 'announced' | 'resealing'; heard: boolean }>(
      'select rotation, clock_timestamp() > rotation_at + make_interval(secs => $2) as heard from shop_key where shop_id = $1 and rotation is not null',
      [shopId, HEARD_MS / 1000],
    ),
  );
  return rows[0] ?? null;
}

/** Ids of shops whose data key is being exchanged. */
export async function shopsInKeyRotation(): Promise<bigint[]> {
  const { rows } = await database().pool.query<{ shop_id: bigint }>('select shops_with_key_rotation() as shop_id');
  return rows.map((row) => row.shop_id);
}

/**
 * Carries a shop's exchange of keys one step further, when every process has had time to hear of the last. Killed, it goes
 * on: what is sealed with the new key already is left as it is. @returns how many rows were sealed again; `null` while there is nothing to do.
 */
export async function advanceKeyRotation(shopId: bigint): Promise<number | null> {
  const state = await rotationOf(shopId);
  if (!state?.heard) return null;
  return withOnlyOne(shopId, async () => {
    if (state.rotation === 'announced') {
      await rewrap(shopId, { rotation: 'resealing', keys: ({ current, other }) => (other ? { current: other, other: current } : { current, other }) });
      return 0;
    }
    const rows = await resealShop(shopId);
    await rewrap(shopId, { rotation: null, keys: ({ current }) => ({ current, other: null }) });
    return rows;
  });
}

/** One process at a time per shop; the lock goes with its connection. */
async function withOnlyOne<T>(shopId: bigint, work: () => Promise<T>): Promise<T | null> {
  return withShopConnection(shopId, async (connection: PoolClient) => {
    const { rows } = await connection.query<{ free: boolean }>("select pg_try_advisory_xact_lock(hashtextextended('key-rotation', $1)) as free", [shopId]);
    return rows[0]?.free ? work() : null;
  });
}
