import type { PoolClient } from 'pg';
import { commitTogether, type Delivery } from './group-commit.store.server';
import { metrics } from '~/config/metrics.server';
import { withShopConnection } from '~/db/tenant.server';
import { seal } from '~/db/vault/envelope';
import { forgetShopKeys, openSealed, shopKeys } from '~/db/vault/shop-keys.store.server';

export interface PendingDelivery {
  id: bigint;
  topic: string;
  triggeredAt: Date | null;
  attempts: number;
  body: Buffer;
  /** The trace of the request that brought it. */
  trace?: string | null;
}
export interface Settled {
  id: bigint;
  outcome: 'done' | 'ignored' | 'failed';
  error?: string;
  /** Of a failed one: what it is about, `order/123`. */
  about?: string | null;
}

/** The error of a body that the shop's key does not open. */
const UNSEALABLE = 'the body cannot be unsealed';

const context = (shopId: bigint) => `inbox:${shopId}`;

/** @returns whether the delivery was new; resolves when it has been committed. */
export async function insertDelivery(shopId: bigint, delivery: Delivery): Promise<boolean> {
  const { inbox } = await shopKeys(shopId);
  return commitTogether({ shopId, delivery, sealed: seal(inbox, delivery.body, context(shopId)) });
}

/**
 * Works one batch of a shop's deliveries, oldest first. One worker at a time per shop: a second finds the lock taken and
 * goes on with another shop. What `work` writes on the connection is committed together with the deliveries' being settled.
 * @returns how many were taken; 0 when there is nothing due or somebody else is at it.
 */
export async function drainBatch(
  shopId: bigint,
  size: number,
  work: (batch: PendingDelivery[], connection: PoolClient) => Promise<Settled[]>,
): Promise<number> {
  return withShopConnection(shopId, async (connection) => {
    const { rows: lock } = await connection.query<{ free: boolean }>("select pg_try_advisory_xact_lock(hashtextextended('inbox', $1)) as free", [shopId]);
    if (!lock[0]?.free) return 0;
    const { rows } = await connection.query<{
      id: bigint;
      topic: string;
      triggered_at: Date | null;
      attempts: number;
      sealed_body: Buffer | null;
      trace: string | null;
      received_at: Date;
    }>(
      'select id, topic, triggered_at, attempts, sealed_body, trace, received_at from webhook_inbox where shop_id = $1 and state = 0 and next_at <= now() order by id limit $2',
      [shopId, size],
    );
    if (rows.length === 0) return 0;
    const batch: PendingDelivery[] = [];
    const sealedForever: Settled[] = [];
    const keys = await shopKeys(shopId);
    for (const { id, topic, triggered_at: triggeredAt, attempts, sealed_body: sealed, trace } of rows) {
      const body = sealed && openSealed(keys, 'inbox', sealed, context(shopId));
      if (body) batch.push({ id, topic, triggeredAt, attempts, trace, body });
      else sealedForever.push(sealed ? { id, outcome: 'failed', error: UNSEALABLE } : { id, outcome: 'ignored', error: 'erased' });
    }
    // It may be sealed with a key that is newer than the one we know.
    if (sealedForever.length > 0) forgetShopKeys(shopId);
    const settled = [...sealedForever, ...(batch.length > 0 ? await work(batch, connection) : [])];
    await settle(connection, shopId, settled);
    const receivedAt = new Map(rows.map((row) => [row.id, row.received_at.getTime()]));
    for (const { id, outcome } of settled) metrics.webhookLag.observe({ outcome }, (Date.now() - (receivedAt.get(id) ?? Date.now())) / 1000);
    return rows.length;
  });
}

const ATTEMPTS_MAX = 8;

/** Applied bodies are destroyed; a failed one waits 2, 4, 8 … seconds, and is parked after its last try. */
async function settle(connection: PoolClient, shopId: bigint, settled: Settled[]) {
  await connection.query(
    `update webhook_inbox w set
       state = case s.outcome when 'done' then 1 when 'ignored' then 3 else case when w.attempts + 1 >= $5 then 2 else 0 end end,
       sealed_body = case when s.outcome = 'failed' then w.sealed_body end,
       attempts = w.attempts + 1, error = s.error, about = coalesce(s.about, w.about),
       next_at = case when s.outcome = 'failed' then now() + make_interval(secs => power(2, w.attempts + 1)) else w.next_at end,
       done_at = case when s.outcome = 'failed' then null else now() end
     from unnest($2::bigint[], $3::text[], $4::text[], $6::text[]) as s (id, outcome, error, about)
     where w.shop_id = $1 and w.id = s.id`,
    [shopId, settled.map((s) => s.id), settled.map((s) => s.outcome), settled.map((s) => s.error ?? null), ATTEMPTS_MAX, settled.map((s) => s.about ?? null)],
  );
}
