import type { Context } from '../context.ts';
import { toDelivery, type Attempt, type Delivery } from './deliveries.ts';
import { readInstallation, reaches } from './installation.ts';
import { retryWaitMs } from './schedule.ts';
import { send, signBody } from './send.ts';

/** Longer than an attempt can take: a delivery claimed by a process that died becomes due again after it. */
const LEASE_S = 15;

/** Claims up to `limit` deliveries that are due. Whoever claims one owns it until the lease ends. */
export async function claimDue(ctx: Context, limit: number): Promise<Delivery[]> {
  const { rows } = await ctx.pool.query<Parameters<typeof toDelivery>[0]>(
    `update devstore.delivery d set due_at = now() + $2 * interval '1 second'
     from (select domain, id from devstore.delivery where status = 'pending' and due_at <= now() order by due_at, id limit $1 for update skip locked) due
     where d.domain = due.domain and d.id = due.id
     returning d.domain, d.id, d.topic, d.status, d.attempt, d.created_at, d.due_at, d.doc`,
    [limit, LEASE_S],
  );
  return rows.map(toDelivery);
}

/** Sends one claimed delivery and writes down what came of it: delivered, to be tried again, or given up. */
export async function attemptDelivery(ctx: Context, delivery: Delivery): Promise<void> {
  const { doc } = delivery;
  const installation = await readInstallation(ctx.pool, delivery.domain);
  if (!reaches(installation, delivery.topic, new Date(doc.triggeredAt), doc.compliance)) return record(ctx, delivery, 'dropped', 0, null);
  const now = await ctx.clock.now();
  const answer = await send(doc.url, headersOf(ctx, delivery), doc.body);
  const attempt: Attempt = { at: now.toISOString(), ...answer };
  if (answer.status !== null && answer.status >= 200 && answer.status < 300) return record(ctx, delivery, 'delivered', 0, attempt);
  const waitMs = retryWaitMs(delivery.attempt + 1, ctx.config.retrySpeedup);
  if (waitMs !== null) return record(ctx, delivery, 'pending', waitMs, attempt);
  // Shopify takes away a subscription made through the API after the last failure; one from the app's configuration stays.
  if (doc.source === 'api') await ctx.pool.query('delete from devstore.subscription where domain = $1 and id = $2', [delivery.domain, doc.subscription]);
  return record(ctx, delivery, 'failed', 0, attempt);
}

function headersOf(ctx: Context, { domain, topic, doc }: Delivery): Record<string, string> {
  return {
    'X-Shopify-Topic': topic,
    'X-Shopify-Hmac-Sha256': signBody(doc.body, ctx.config.clientSecret),
    'X-Shopify-Shop-Domain': domain,
    'X-Shopify-API-Version': doc.apiVersion,
    'X-Shopify-Webhook-Id': doc.webhookId,
    'X-Shopify-Event-Id': doc.eventId,
    'X-Shopify-Triggered-At': doc.triggeredAt,
    ...(doc.name === null ? {} : { 'X-Shopify-Name': doc.name }),
    'User-Agent': 'devstore-webhooks/1',
  };
}

async function record(ctx: Context, delivery: Delivery, status: string, waitMs: number, attempt: Attempt | null): Promise<void> {
  await ctx.pool.query(
    `update devstore.delivery set status = $3, attempt = attempt + $4, due_at = now() + $5 * interval '1 millisecond', updated_at = now(),
       doc = jsonb_set(doc, '{attempts}', (doc->'attempts') || $6::jsonb) where domain = $1 and id = $2`,
    [delivery.domain, delivery.id, status, attempt ? 1 : 0, waitMs, JSON.stringify(attempt ? [attempt] : [])],
  );
}
