import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { logger } from '~/config/logger.server';
import { metrics } from '~/config/metrics.server';
import { currentTrace } from '~/config/tracing.server';
import { shopDomain, shopIdOf } from '~/domain/shops/index.server';
import { bodyDigest, isSignedBody } from '~/platform/shopify/body-signature.server';
import { InboxBusy, insertDelivery, isInboxBehind } from '~/platform/shopify/webhooks/index.server';
import { ourTurn } from './intake';
import { readBody } from './read-body.server';

/** Shopify's largest payloads (orders with thousands of lines) stay below this. */
const BODY_BYTES_MAX = 8 * 1024 * 1024;
/** Deliveries being stored at once; beyond that Shopify is asked to come again, before its 5 s are over. */
const IN_FLIGHT_MAX = 512;

const deliveryHeaders = z.object({
  'x-shopify-topic': z.string().min(1).max(100),
  'x-shopify-shop-domain': shopDomain,
  'x-shopify-hmac-sha256': z.string().min(1).max(100),
  'x-shopify-webhook-id': z.string().min(1).max(100),
  'x-shopify-event-id': z.string().min(1).max(100).optional(),
  'x-shopify-api-version': z.string().max(20).default(''),
  'x-shopify-triggered-at': z.string().datetime({ offset: true }).optional().catch(undefined),
});

let inFlight = 0;

const BUSY = 'Busy, come again.';
const BUSY_HEADERS = ['content-type', 'text/plain', 'content-length', String(BUSY.length), 'retry-after', '10'];

/**
 * Asks a delivery to come again when more arrives than can be stored in time: at once, with as little work as possible, before its
 * body is read. What is spent on those that are turned away is missing for the others. @returns whether it was
 */
export function turnAway(response: ServerResponse): boolean {
  if (inFlight < IN_FLIGHT_MAX && !isInboxBehind()) return false;
  metrics.webhookReceived.observe(TURNED_AWAY, 0);
  noteShed();
  response.writeHead(503, BUSY_HEADERS).end(BUSY);
  return true;
}
const TURNED_AWAY = { status: '503' };

/** Verifies a delivery over its raw bytes, stores it, answers. Everything else happens in the worker. */
export async function receiveWebhook(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const started = performance.now();
  const [status, reason] = await outcomeOf(request);
  const ms = performance.now() - started;
  metrics.webhookReceived.observe({ status: String(status) }, ms / 1000);
  if (status === 503) noteShed();
  else if (status !== 200) logger.info({ status, ms: Math.round(ms) }, 'a webhook is refused');
  response.statusCode = status;
  if (status === 503) response.setHeader('retry-after', '10');
  if (status === 413) response.setHeader('connection', 'close');
  if (reason) response.setHeader('content-type', 'text/plain');
  response.end(reason);
}

type Outcome = [status: number, reason: string];
const COME_AGAIN: Outcome = [503, BUSY];

async function outcomeOf(request: IncomingMessage): Promise<Outcome> {
  if (request.method !== 'POST') return [405, 'Only POST.'];
  inFlight += 1;
  try {
    const body = await readBody(request, BODY_BYTES_MAX);
    if (!body) return [413, 'The body is too large.'];
    await ourTurn();
    const hmac = request.headers['x-shopify-hmac-sha256'];
    if (typeof hmac !== 'string') return [400, 'The header X-Shopify-Hmac-Sha256 is missing.'];
    const digest = bodyDigest(body);
    if (!isSignedBody(body, hmac, digest)) return [401, 'The signature is wrong.'];
    const headers = deliveryHeaders.safeParse(request.headers);
    if (!headers.success) return [400, `The header ${headers.error.issues[0]?.path.join('')} is missing or wrong.`];
    await store(headers.data, body, digest);
    return [200, ''];
  } catch (error) {
    if (error instanceof InboxBusy) return COME_AGAIN;
    logger.error({ err: error }, 'a webhook could not be stored');
    return [503, 'Not stored, come again.'];
  } finally {
    inFlight -= 1;
  }
}

const SHED_NOTE_EVERY_MS = 1000;
let shed = 0;
let shedNotedAt = 0;

/** One line a second at most: writing thousands would be work that is missing elsewhere. */
function noteShed() {
  shed += 1;
  if (performance.now() - shedNotedAt < SHED_NOTE_EVERY_MS) return;
  logger.warn({ count: shed }, 'webhooks are asked to come again');
  shedNotedAt = performance.now();
  shed = 0;
}

/** @param digest stands for the body in what tells duplicates apart: it has been hashed once already */
function store(headers: z.output<typeof deliveryHeaders>, body: Buffer, digest: Buffer) {
  const topic = headers['x-shopify-topic'];
  const webhookId = headers['x-shopify-webhook-id'];
  const eventId = headers['x-shopify-event-id'] ?? null;
  const dedupeKey = createHash('sha256')
    .update(`${topic}\n${eventId ?? webhookId}\n`)
    .update(digest)
    .digest()
    .subarray(0, 16);
  const triggeredAt = headers['x-shopify-triggered-at'];
  return insertDelivery(shopIdOf(headers['x-shopify-shop-domain']), {
    dedupeKey,
    topic,
    webhookId,
    eventId,
    body,
    apiVersion: headers['x-shopify-api-version'],
    triggeredAt: triggeredAt ? new Date(triggeredAt) : null,
    trace: currentTrace(),
  });
}
