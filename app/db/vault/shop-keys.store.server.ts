import { randomBytes } from 'node:crypto';
import { env } from '~/config/env.server';
import { withShopConnection } from '../tenant.server';
import { deriveKey, open, seal } from './envelope';

/** The keys of one shop, by purpose. All are derived from its one wrapped data key. */
export interface ShopKeys {
  contact: Buffer;
  index: Buffer;
  inbox: Buffer;
  session: Buffer;
}

const cache = new Map<bigint, { keys: ShopKeys; until: number }>();
/** Short, so that a destroyed key stops working in every process soon; a redaction also drops it at once here. */
const CACHE_MS = 60_000;

const wrapContext = (shopId: bigint) => `shop-key:${shopId}`;

/** The shop's keys; made on first use. @throws Error when the master key of its version is not in MASTER_KEYS. */
export async function shopKeys(shopId: bigint): Promise<ShopKeys> {
  const cached = cache.get(shopId);
  if (cached && cached.until > Date.now()) return cached.keys;
  const dataKey = (await readDataKey(shopId)) ?? (await createDataKey(shopId));
  const keys: ShopKeys = {
    contact: deriveKey(dataKey, 'contact'),
    index: deriveKey(dataKey, 'index'),
    inbox: deriveKey(dataKey, 'inbox'),
    session: deriveKey(dataKey, 'session'),
  };
  cache.set(shopId, { keys, until: Date.now() + CACHE_MS });
  return keys;
}

const tenantQuery = <T>(shopId: bigint, sql: string, values: unknown[]) =>
  withShopConnection(shopId, async (connection) => (await connection.query(sql, values)).rows as T[]);

async function readDataKey(shopId: bigint): Promise<Buffer | undefined> {
  const [row] = await tenantQuery<{ wrapped: Buffer; master_version: number }>(shopId, 'select wrapped, master_version from shop_key where shop_id = $1', [
    shopId,
  ]);
  if (!row) return undefined;
  const master = env().MASTER_KEYS.get(row.master_version);
  if (!master) throw new Error(`MASTER_KEYS lacks version ${row.master_version}, with which a shop's key is wrapped.`);
  return open(master, row.wrapped, wrapContext(shopId));
}

async function createDataKey(shopId: bigint): Promise<Buffer> {
  const version = Math.max(...env().MASTER_KEYS.keys());
  const master = env().MASTER_KEYS.get(version);
  if (!master) throw new Error('MASTER_KEYS is empty.');
  const wrapped = seal(master, randomBytes(32), wrapContext(shopId));
  await tenantQuery(shopId, 'insert into shop_key (shop_id, wrapped, master_version) values ($1, $2, $3) on conflict (shop_id) do nothing', [
    shopId,
    wrapped,
    version,
  ]);
  const stored = await readDataKey(shopId);
  if (!stored) throw new Error('The key of the shop was destroyed while it was being made.');
  return stored;
}

/** Destroys the shop's key: all that was sealed for it is gone, in this database and in every copy of it. */
export async function destroyShopKey(shopId: bigint): Promise<void> {
  await tenantQuery(shopId, 'delete from shop_key where shop_id = $1', [shopId]);
  cache.delete(shopId);
}
