import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { env } from '~/config/env.server';
import { logger } from '~/config/logger.server';
import { metrics } from '~/config/metrics.server';
import { currentTrace } from '~/config/tracing.server';
import { shopDomain, shopIdOf } from '~/domain/shops/index.server';
import { insertDelivery } from '~/platform/shopify/webhooks/index.server';
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

/** Verifies a delivery over its raw bytes, stores it, answers. Everything else happens in the worker. */
export async function receiveWebhook(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const started = performance.now();
  const answer = (status: number, reason = '') => {
    metrics.webhookReceived.observe({ status: String(status) }, (performance.now() - started) / 1000);
    return response
      .writeHead(status, { 'content-type': 'text/plain', ...(status === 503 && { 'retry-after': '10' }), ...(status === 413 && { connection: 'close' }) })
      .end(reason);
  };
  if (request.method !== 'POST') return void answer(405, 'Only POST.');
  if (inFlight >= IN_FLIGHT_MAX) return void answer(503, 'Busy, come again.');
  inFlight += 1;
  try {
    const body = await readBody(request, BODY_BYTES_MAX);
    if (!body) return void answer(413, 'The body is too large.');
    const hmac = request.headers['x-shopify-hmac-sha256'];
    if (typeof hmac !== 'string') return void answer(400, 'The header X-Shopify-Hmac-Sha256 is missing.');
    if (!isSigned(body, hmac)) return void answer(401, 'The signature is wrong.');
    const headers = deliveryHeaders.safeParse(request.headers);
    if (!headers.success) return void answer(400, `The header ${headers.error.issues[0]?.path.join('')} is missing or wrong.`);
    await store(headers.data, body);
    answer(200);
  } catch (error) {
    logger.error({ err: error }, 'a webhook could not be stored');
    answer(503, 'Not stored, come again.');
  } finally {
    inFlight -= 1;
  }
}

function store(headers: z.output<typeof deliveryHeaders>, body: Buffer) {
  const topic = headers['x-shopify-topic'];
  const webhookId = headers['x-shopify-webhook-id'];
  const eventId = headers['x-shopify-event-id'] ?? null;
  const dedupeKey = createHash('sha256')
    .update(`${topic}\n${eventId ?? webhookId}\n`)
    .update(body)
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

/** After a rotation of the secret, Shopify may sign with the old one for an hour. */
function isSigned(body: Buffer, hmac: string): boolean {
  const given = Buffer.from(hmac, 'base64');
  const { SHOPIFY_API_SECRET, SHOPIFY_API_SECRET_PREVIOUS } = env();
  return [SHOPIFY_API_SECRET, SHOPIFY_API_SECRET_PREVIOUS].some((secret) => {
    if (!secret) return false;
    const expected = createHmac('sha256', secret).update(body).digest();
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}
