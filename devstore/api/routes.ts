import { Hono } from 'hono';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { authenticate } from './auth.ts';
import { bulkRoutes } from './bulk/routes.ts';
import { resumeBulkOperations } from './bulk/start.ts';
import { answer, run } from './execute.ts';
import { apiOutcomes } from './outcomes.ts';
import { adminSchema } from './schema.ts';
import { createThrottle } from './throttle.ts';
import { uploadRoutes } from './uploads.ts';
import { getFaults } from '../webhooks/faults.ts';

export const apiVersion = '2026-10';
const body = z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()).nullish(), operationName: z.string().nullish() });
const isMutation = (query: string) => /^\s*mutation\b/.test(query);
const unauthorized = { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' };

/** The Admin GraphQL API, the result files of bulk operations, and staged uploads. Goes on with bulk operations that a stop interrupted. */
export function apiRoutes(ctx: Context): Hono {
  const admin = adminSchema(ctx.config.schemaPath);
  const throttle = createThrottle();
  const app = new Hono();
  app.post('/admin/api/:version/graphql.json', async (c) => {
    if (c.req.param('version') !== apiVersion) return c.json({ errors: 'Not Found' }, 404);
    const api = await authenticate(ctx, c.req.header('x-emu-host'), c.req.header('x-shopify-access-token'), run);
    if (!api) return c.json(unauthorized, 401);
    const parsed = body.safeParse(await c.req.json().catch(() => null));
    if (!parsed.success) return c.json({ errors: { query: 'Required parameter missing or invalid' } }, 400);
    const { query, variables, operationName } = parsed.data;
    c.header('x-shopify-api-version', apiVersion);
    c.header('x-request-id', crypto.randomUUID());
    const faults = await getFaults(ctx);
    if (Math.random() < faults.throttling) {
      apiOutcomes.throttled += 1;
      return c.json({ errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }] });
    }
    const answered = await answer(admin, throttle, api, { query, variables: variables ?? {}, operationName: operationName ?? null });
    // Done, and nobody is told.
    if (isMutation(query) && 'data' in answered && Math.random() < faults.lostAnswers) {
      apiOutcomes.lostAnswers += 1;
      return c.json({ errors: 'Bad Gateway' }, 502);
    }
    return c.json(answered);
  });
  app.route('/', bulkRoutes(ctx));
  app.route('/', uploadRoutes(ctx));
  resumeBulkOperations(ctx, run).catch((error: unknown) => process.stderr.write(`devstore: bulk operations could not be resumed: ${String(error)}\n`));
  return app;
}
