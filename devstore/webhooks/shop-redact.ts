import { randomUUID } from 'node:crypto';
import type { Context } from '../context.ts';
import { inTransaction } from '../state/database.ts';
import { appendEvents, event } from '../state/events.ts';
import type { Store } from '../state/model.ts';

const WAIT_MS = 48 * 3600 * 1000;

/** Asks the app to erase a store 48 hours after it was uninstalled there, once, and not if it came back meanwhile. */
export async function requestShopRedaction(ctx: Context): Promise<void> {
  const before = new Date((await ctx.clock.now()).getTime() - WAIT_MS);
  if ((await dueStores(ctx.pool, before)).length === 0) return;
  await inTransaction(ctx.pool, async (client) => {
    // Looked up again under the lock, so that two processes do not both ask.
    await client.query('select pg_advisory_xact_lock($1)', [redactLock]);
    for (const { store, uninstalledAt } of await dueStores(client, before)) {
      const occurredAt = new Date(Date.parse(uninstalledAt) + WAIT_MS).toISOString();
      await appendEvents(client, store.domain, occurredAt, randomUUID(), [event('shop/redact', 'compliance', store.id, { store })]);
    }
  });
}

/** Any number will do, as long as only this file takes it. */
const redactLock = 7_204_413;

async function dueStores(db: Pick<Context['pool'], 'query'>, before: Date): Promise<{ store: Store; uninstalledAt: string }[]> {
  const { rows } = await db.query<{ store: Store; uninstalledAt: string }>(
    `select s.doc as store, i.doc->>'uninstalledAt' as "uninstalledAt" from devstore.installation i join devstore.store s using (domain)
     where (i.doc->>'uninstalledAt')::timestamptz <= $1
       and not exists (select from devstore.event e where e.domain = i.domain and e.topic = 'shop/redact' and e.occurred_at > (i.doc->>'uninstalledAt')::timestamptz)`,
    [before],
  );
  return rows;
}
