import { Session, type SessionParams } from '@shopify/shopify-api';
import { withShop, type Tx } from '~/db/tenant.server';
import { open, seal } from '~/db/vault/envelope';
import { shopKeys } from '~/db/vault/shop-keys.store.server';

const context = (shopId: bigint, id: string) => `session:${shopId}:${id}`;

/** Writes a session with its tokens sealed under the shop's key. */
export async function saveSession(shopId: bigint, session: Session): Promise<void> {
  const { session: key } = await shopKeys(shopId);
  const sealed = new Uint8Array(seal(key, Buffer.from(JSON.stringify(session.toObject())), context(shopId, session.id)));
  const row = { sealed, isOnline: session.isOnline, expiresAt: session.expires ?? null, updatedAt: new Date() };
  await withShop(shopId, (tx) =>
    tx.session.upsert({ where: { shopId_id: { shopId, id: session.id } }, create: { shopId, id: session.id, ...row }, update: row }),
  );
}

async function unseal(shopId: bigint, row: { id: string; sealed: Uint8Array }): Promise<Session> {
  const { session: key } = await shopKeys(shopId);
  const stored = JSON.parse(open(key, row.sealed, context(shopId, row.id)).toString()) as SessionParams;
  const { expires, refreshTokenExpires } = stored;
  return new Session({ ...stored, expires: expires && new Date(expires), refreshTokenExpires: refreshTokenExpires && new Date(refreshTokenExpires) });
}

export async function findSession(shopId: bigint, id: string): Promise<Session | undefined> {
  const row = await withShop(shopId, (tx) => tx.session.findUnique({ where: { shopId_id: { shopId, id } } }));
  return row ? unseal(shopId, row) : undefined;
}

export async function findSessions(shopId: bigint): Promise<Session[]> {
  const rows = await withShop(shopId, (tx) => tx.session.findMany({ where: { shopId } }));
  return Promise.all(rows.map((row) => unseal(shopId, row)));
}

export async function removeSessions(shopId: bigint, ids?: string[]): Promise<void> {
  await withShop(shopId, (tx) => tx.session.deleteMany({ where: { shopId, ...(ids && { id: { in: ids } }) } }));
}

/** Holds a lock on the shop's tokens while `work` runs, so that one process at a time refreshes them. */
export function withTokenLock<T>(shopId: bigint, work: () => Promise<T>): Promise<T> {
  return withShop(shopId, (tx) => lock(tx, shopId).then(work), { timeoutMs: 30_000 });
}

async function lock(tx: Tx, shopId: bigint) {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('token', ${shopId}))`;
}
