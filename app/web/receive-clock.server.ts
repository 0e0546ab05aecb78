import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { followDevstoreClock } from '~/config/clock.server';
import { env } from '~/config/env.server';
import { readBody } from './read-body.server';

/** The devstore says that its time has been moved: we look at its clock at once. Without a devstore there is no such address. */
export async function receiveClock(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!env().SHOPIFY_EMULATOR_ORIGIN || request.method !== 'POST') return void response.writeHead(404).end();
  try {
    const body = await readBody(request, 1024);
    const expected = createHmac('sha256', env().SHOPIFY_API_SECRET)
      .update(body ?? '')
      .digest();
    const given = Buffer.from(String(request.headers['x-dev-hmac'] ?? ''), 'hex');
    if (!body || given.length !== expected.length || !timingSafeEqual(given, expected)) return void response.writeHead(401).end();
    await followDevstoreClock();
    response.writeHead(204).end();
  } catch {
    response.writeHead(503).end('The devstore does not say what time it is.');
  }
}
