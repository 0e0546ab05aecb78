import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { env } from '~/config/env.server';
import { withShopConnection } from '../tenant.server';
import { deriveKey, open, personKey, seal } from './envelope';

/** What things are sealed for; each purpose has a key of its own. */
export type SealPurpose = 'contact' | 'inbox' | 'session' | 'reward';

/** The keys of one shop, by purpose. All but the index's are derived from its wrapped data key. */
export interface ShopKeys extends Record<SealPurpose, KeyObject> {
  index: KeyObject;
  /** While the data key is exchanged: what else may be read with. */
  other: Record<SealPurpose, KeyObject> | null;
}

const cache = new Map<bigint, { keys: ShopKeys; until: number }>();
/** Short, so that a destroyed key stops working in every process soon; a redaction also drops it at once here. */
export const KEY_CACHE_MS = 60_000;

const wrapContext = (shopId: bigint) => `shop-key:${shopId}`;

/** The shop's keys; made on first use. @throws Error when the master key of its version is not in MASTER_KEYS. */
export async function shopKeys(shopId: bigint): Promise<ShopKeys> {
  const cached = cache.get(shopId);
  if (cached && cached.until > Date.now()) return cached.keys;
  const keys = (await readKeys(shopId)) ?? (await createKeys(shopId));
  cache.set(shopId, { keys, until: Date.now() + KEY_CACHE_MS });
  return keys;
}

/** Looks the shop's keys up again: somebody else may have exchanged them since. */
export function forgetShopKeys(shopId: bigint): void {
  cache.delete(shopId);
}

/** @returns `null` when none of the shop's keys opens it: it was sealed with one that has been destroyed. */
export function openSealed(keys: ShopKeys, purpose: SealPurpose, sealed: Uint8Array, context: string): Buffer | null {
  return firstThatOpens([keys[purpose], keys.other?.[purpose]], sealed, context);
}

/** Opens what was sealed with a person's own key. @throws Error when it was sealed with another. */
export function openForOne(keys: ShopKeys, salt: Uint8Array, sealed: Uint8Array, context: string): Buffer {
  const opened = firstThatOpens([personKey(keys.contact, salt), keys.other && personKey(keys.other.contact, salt)], sealed, context);
  if (!opened) throw new Error('What is sealed for a person does not open with their key.');
  return opened;
}

function firstThatOpens(keys: (KeyObject | Buffer | null | undefined)[], sealed: Uint8Array, context: string): Buffer | null {
  for (const key of keys) {
    if (!key) continue;
    try {
      return open(key, sealed, context);
    } catch {
      // Not this key's: the next one is tried.
    }
  }
  return null;
}

const tenantQuery = <T>(shopId: bigint, sql: string, values: unknown[]) =>
  withShopConnection(shopId, async (connection) => (await connection.query(sql, values)).rows as T[]);

interface KeyRow {
  wrapped: Buffer;
  other_wrapped: Buffer | null;
  index_wrapped: Buffer | null;
  master_version: number;
}

async function readKeys(shopId: bigint): Promise<ShopKeys | undefined> {
  const [row] = await tenantQuery<KeyRow>(shopId, 'select wrapped, other_wrapped, index_wrapped, master_version from shop_key where shop_id = $1', [shopId]);
  if (!row) return undefined;
  const master = masterKey(row.master_version);
  const dataKey = open(master, row.wrapped, wrapContext(shopId));
  return {
    ...derived(dataKey),
    index: createSecretKey(row.index_wrapped ? open(master, row.index_wrapped, wrapContext(shopId)) : deriveKey(dataKey, 'index')),
    other: row.other_wrapped && derived(open(master, row.other_wrapped, wrapContext(shopId))),
  };
}

function derived(dataKey: Buffer): Record<SealPurpose, KeyObject> {
  const keyFor = (purpose: SealPurpose) => createSecretKey(deriveKey(dataKey, purpose));
  return { contact: keyFor('contact'), inbox: keyFor('inbox'), session: keyFor('session'), reward: keyFor('reward') };
}

function masterKey(version: number): Buffer {
  const master = env().MASTER_KEYS.get(version);
  if (!master) throw new Error(`MASTER_KEYS lacks version ${version}, with which a shop's key is wrapped.`);
  return master;
}

/** The master key that wraps new keys. */
export const newestMaster = (): number => Math.max(...env().MASTER_KEYS.keys());

async function createKeys(shopId: bigint): Promise<ShopKeys> {
  const version = newestMaster();
  const wrapped = seal(masterKey(version), randomBytes(32), wrapContext(shopId));
  await tenantQuery(shopId, 'insert into shop_key (shop_id, wrapped, master_version) values ($1, $2, $3) on conflict (shop_id) do nothing', [
    shopId,
    wrapped,
    version,
  ]);
  const stored = await readKeys(shopId);
  if (!stored) throw new Error('The key of the shop was destroyed while it was being made.');
  return stored;
}

/** Destroys the shop's key: all that was sealed for it is gone, in this database and in every copy of it. */
export async function destroyShopKey(shopId: bigint): Promise<void> {
  await tenantQuery(shopId, 'delete from shop_key where shop_id = $1', [shopId]);
  cache.delete(shopId);
}

/**
 * Wraps all keys of a shop anew: with the newest master key, and, when `exchange` is given, with what it makes of the data keys.
 * @returns false when there was nothing to wrap (any more).
 */
export function rewrap(shopId: bigint, exchange?: Exchange): Promise<boolean> {
  return withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<KeyRow & { version: number; other_version: number | null }>(
      'select * from shop_key where shop_id = $1 for update',
      [shopId],
    );
    const [row] = rows;
    if (!row) return false;
    const old = masterKey(row.master_version);
    const unwrap = (wrapped: Buffer) => open(old, wrapped, wrapContext(shopId));
    const before: DataKeys = {
      current: { key: unwrap(row.wrapped), version: row.version },
      other: row.other_wrapped && { key: unwrap(row.other_wrapped), version: row.other_version ?? row.version },
    };
    const after = exchange ? exchange.keys(before) : before;
    const index = row.index_wrapped ? unwrap(row.index_wrapped) : exchange ? deriveKey(before.current.key, 'index') : null;
    const newest = newestMaster();
    const wrap = (key: Buffer) => seal(masterKey(newest), key, wrapContext(shopId));
    await connection.query(
      `update shop_key set wrapped = $2, master_version = $3, version = $4, other_wrapped = $5, other_version = $6, index_wrapped = $7,
         rotation = case when $8 then $9 else rotation end, rotation_at = case when $8 then clock_timestamp() else rotation_at end where shop_id = $1`,
      [
        shopId,
        wrap(after.current.key),
        newest,
        after.current.version,
        after.other && wrap(after.other.key),
        after.other?.version ?? null,
        index && wrap(index),
        Boolean(exchange),
        exchange?.rotation ?? null,
      ],
    );
    cache.delete(shopId);
    return true;
  });
}

interface DataKey {
  key: Buffer;
  version: number;
}
export interface DataKeys {
  current: DataKey;
  other: DataKey | null;
}
export interface Exchange {
  keys: (before: DataKeys) => DataKeys;
  /** How far the exchange then is; `null` at its end. */
  rotation: 'announced' | 'resealing' | null;
}
