import type { IncomingMessage, ServerResponse } from 'node:http';
import { jsonText } from '~/config/json-text';
import { logger } from '~/config/logger.server';
import { metrics } from '~/config/metrics.server';
import { NOT_INSTALLED, signedShopper } from '~/platform/shopify/proxy/authenticate-shopper.server';
import { profileOf } from '~/platform/shopify/proxy/profile-of.server';

const queryOf = (url: string): string => url.slice(url.indexOf('?') + 1 || url.length);

/**
 * The storefront asks for the signed-in shopper's own figures (`/apps/regulars/profile`). Whose they are, Shopify's signature says.
 * Answered without the pages' framework, because it is what a whole audience asks for at the moment a sale opens.
 */
export async function answerProfile(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const started = performance.now();
  const [status, body] = await answerOf(request);
  const text = jsonText(body);
  response.writeHead(status, [...HEADERS, 'content-length', Buffer.byteLength(text)]).end(text);
  metrics.httpRequest.observe({ route: '/proxy', method: request.method ?? '', status: String(status) }, (performance.now() - started) / 1000);
}

/** A list: nothing is looked up again for each answer. */
const HEADERS = ['content-type', 'application/json; charset=utf-8', 'cache-control', 'private, no-store', 'x-content-type-options', 'nosniff'];

async function answerOf(request: IncomingMessage): Promise<[number, object]> {
  if (request.method !== 'GET') return [405, { error: 'method_not_allowed' }];
  const shopper = signedShopper(new URLSearchParams(queryOf(request.url ?? '')));
  if (typeof shopper === 'string') return [400, { error: shopper }];
  try {
    const { installed, profile } = await profileOf(shopper);
    return installed ? [200, { profile }] : [404, { error: NOT_INSTALLED }];
  } catch (error) {
    logger.error({ err: error, shopId: shopper.shopId }, "a shopper's figures could not be read");
    return [503, { error: 'busy' }];
  }
}
