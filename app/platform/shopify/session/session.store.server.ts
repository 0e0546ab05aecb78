import { Session, type SessionParams } from '@shopify/shopify-api';
import { withShop, type Tx } from '~/db/tenant.server';
import { seal, type SealingKey } from '~/db/vault/envelope';
import { forgetShopKeys, openSealed, shopKeys, type ShopKeys } from '~/db/vault/shop-keys.store.server';

const context = (shopId: bigint, id: string) => `session:${shopId}:${id}`;

/** Whether the store lets us in. What had to wait for it goes on when it does. */
async function noteAccess(tx: Tx, shopId: bigint, granted: boolean): Promise<void> {
  if (!granted)
    return void (await tx.$executeRaw`update shop set access_lost_at = coalesce(access_lost_at, now()) where shop_id = ${shopId} and status = 'installed'`);
  const back = await tx.$executeRaw`update shop set access_lost_at = null where shop_id = ${shopId} and access_lost_at is not null`;
  if (back > 0) await tx.$executeRaw`update domain_event set held = false where shop_id = ${shopId} and held`;
}

/** Writes a session with its tokens sealed under the shop's key. */
export async function saveSession(shopId: bigint, session: Session): Promise<void> {
  const { session: key } = await shopKeys(shopId);
  await withShop(shopId, (tx) => upsert(tx, shopId, key, session));
}

async function upsert(tx: Tx, shopId: bigint, key: SealingKey, session: Session): Promise<void> {
  const sealed = new Uint8Array(seal(key, Buffer.from(JSON.stringify(session.toObject())), context(shopId, session.id)));
  const row = {
    sealed,
    isOnline: session.isOnline,
    expiresAt: session.expires ?? null,
    refreshUntil: session.refreshTokenExpires ?? null,
    updatedAt: new Date(),
  };
  await tx.session.upsert({ where: { shopId_id: { shopId, id: session.id } }, create: { shopId, id: session.id, ...row }, update: row });
  if (!session.isOnline) await noteAccess(tx, shopId, true);
}

/** `undefined` for one whose key has been destroyed: it is as good as gone. */
function unseal(shopId: bigint, keys: ShopKeys, row: { id: string; sealed: Uint8Array }): Session | undefined {
  const opened = openSealed(keys, 'session', row.sealed, context(shopId, row.id));
  if (!opened) return void forgetShopKeys(shopId);
  const stored = JSON.parse(opened.toString()) as SessionParams;
  const { expires, refreshTokenExpires } = stored;
  return new Session({ ...stored, expires: expires && new Date(expires), refreshTokenExpires: refreshTokenExpires && new Date(refreshTokenExpires) });
}

export async function findSession(shopId: bigint, id: string): Promise<Session | undefined> {
  const keys = await shopKeys(shopId);
  const row = await withShop(shopId, (tx) => tx.session.findUnique({ where: { shopId_id: { shopId, id } } }));
  return row ? unseal(shopId, keys, row) : undefined;
}

export async function findSessions(shopId: bigint): Promise<Session[]> {
  const keys = await shopKeys(shopId);
  const rows = await withShop(shopId, (tx) => tx.session.findMany({ where: { shopId } }));
  return rows.flatMap((row) => unseal(shopId, keys, row) ?? []);
}

export async function removeSessions(shopId: bigint, ids?: string[]): Promise<void> {
  await withShop(shopId, (tx) => tx.session.deleteMany({ where: { shopId, ...(ids && { id: { in: ids } }) } }));
}

/** One session, read and written while nobody else can change the shop's tokens. */
export interface LockedSession {
  current: Session | undefined;
  save(session: Session): Promise<void>;
  /** The store takes none of its tokens any more: it is removed, and the shop is marked until somebody opens the app. */
  lose(): Promise<void>;
}

/**
 * Runs `work` while no other process exchanges or refreshes the shop's tokens. All of it goes through the one connection that
 * holds the lock: a second one might be in the hands of somebody who waits for us.
 */
export async function withLockedSession<T>(shopId: bigint, id: string, work: (session: LockedSession) => Promise<T>): Promise<T> {
  const keys = await shopKeys(shopId);
  return withShop(
    shopId,
    async (tx) => {
      await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('token', ${shopId}))`;
      const row = await tx.session.findUnique({ where: { shopId_id: { shopId, id } } });
      return work({
        current: row ? unseal(shopId, keys, row) : undefined,
        save: (session) => upsert(tx, shopId, keys.session, session),
        lose: async () => {
          await tx.session.deleteMany({ where: { shopId, id } });
          await noteAccess(tx, shopId, false);
        },
      });
    },
    { timeoutMs: 30_000 },
  );
}
