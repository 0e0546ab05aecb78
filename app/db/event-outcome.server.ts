import { database } from './client.server';
import type { CommittedEvent } from './outbox.server';
import { withShopConnection } from './tenant.server';

/** Whether an event's job has nothing left to do: it has ended before, or it was begun anew and this is the older one. */
export async function isEventOver(shopId: bigint, eventId: bigint, run: number): Promise<boolean> {
  const rowCount = await inShop(shopId, 'select from domain_event where shop_id = $1 and id = $2 and runs = $3 and finished_at is null', [
    shopId,
    eventId,
    run,
  ]);
  return rowCount === 0;
}

/** An event's job has ended: well, or given up for a reason that names no person. */
export async function finishEvent(shopId: bigint, eventId: bigint, error: string | null): Promise<void> {
  await inShop(shopId, 'update domain_event set finished_at = now(), error = $3 where shop_id = $1 and id = $2 and finished_at is null', [
    shopId,
    eventId,
    error?.slice(0, 500) ?? null,
  ]);
}

/** An event's job waits: for its next try, or until it is worth going on. Milliseconds. */
export async function delayEvent(shopId: bigint, eventId: bigint, waitMs: number): Promise<void> {
  await inShop(shopId, "update domain_event set resumes_at = now() + $3 * interval '1 millisecond' where shop_id = $1 and id = $2 and finished_at is null", [
    shopId,
    eventId,
    waitMs,
  ]);
}

/** Puts an event aside until the store lets us in again. @returns false, and does nothing, when the store does let us in. */
export async function holdEvent(shopId: bigint, eventId: bigint): Promise<boolean> {
  const rowCount = await inShop(
    shopId,
    `update domain_event set held = true, relayed_at = null, runs = runs + 1 where shop_id = $1 and id = $2 and finished_at is null
     and exists (select from shop where shop_id = $1 and access_lost_at is not null for share)`,
    [shopId, eventId],
  );
  return rowCount > 0;
}

/** Lets events that were given up begin anew, all of the shop or those named. @returns how many. */
export function rerunEvents(shopId: bigint, ids?: bigint[]): Promise<number> {
  return inShop(
    shopId,
    `update domain_event set finished_at = null, error = null, relayed_at = null, runs = runs + 1
     where shop_id = $1 and error is not null and ($2::bigint[] is null or id = any($2))`,
    [shopId, ids ?? null],
  );
}

function inShop(shopId: bigint, sql: string, values: unknown[]): Promise<number> {
  return withShopConnection(shopId, async (connection) => (await connection.query(sql, values)).rowCount ?? 0);
}

/** Shops with events whose job was handed over before `before` and has not ended. */
export async function shopsWithUnfinishedEvents(before: Date): Promise<bigint[]> {
  const { rows } = await database().pool.query<{ shop_id: bigint }>('select shops_with_unfinished_events($1) as shop_id', [before]);
  return rows.map((row) => row.shop_id);
}

/**
 * Asks `look` about each of a shop's unfinished events that has not been looked at since `before`. What it names a reason
 * for is given up, `null` is finished; all others are taken to be in the queue. @returns how many were looked at.
 */
export function recheckEvents(
  shopId: bigint,
  before: Date,
  look: (event: CommittedEvent) => Promise<{ ended: false } | { ended: true; error: string | null }>,
): Promise<number> {
  return withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<CommittedEvent>(
      `select id, type, payload, runs, trace from domain_event
       where shop_id = $1 and relayed_at is not null and finished_at is null and relayed_at < $2 order by relayed_at limit 500 for update skip locked`,
      [shopId, before],
    );
    const inQueue: bigint[] = [];
    for (const event of rows) {
      const seen = await look(event);
      if (!seen.ended) inQueue.push(event.id);
      else await connection.query('update domain_event set finished_at = now(), error = $3 where shop_id = $1 and id = $2', [shopId, event.id, seen.error]);
    }
    await connection.query('update domain_event set relayed_at = now() where shop_id = $1 and id = any($2::bigint[])', [shopId, inQueue]);
    return rows.length;
  });
}
