import type { Context } from '../context.ts';

const WAIT_MS = 48 * 3600 * 1000;

/** Asks the app to erase a store 48 hours after it was uninstalled there, once, and not if it came back meanwhile. */
export async function requestShopRedaction(ctx: Context): Promise<void> {
  const before = new Date((await ctx.clock.now()).getTime() - WAIT_MS);
  await ctx.pool.query(
    `insert into devstore.event (domain, topic, occurred_at, event_id, subject_kind, subject_id, payload)
     select i.domain, 'shop/redact', (i.doc->>'uninstalledAt')::timestamptz + interval '48 hours', gen_random_uuid()::text, 'compliance', s.id::text, '{}'
     from devstore.installation i join devstore.store s using (domain)
     where (i.doc->>'uninstalledAt')::timestamptz <= $1
       and not exists (select from devstore.event e where e.domain = i.domain and e.topic = 'shop/redact' and e.occurred_at > (i.doc->>'uninstalledAt')::timestamptz)`,
    [before]);
}
