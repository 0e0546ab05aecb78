import { setTimeout as sleep } from 'node:timers/promises';
import { Hono, type Context as HonoContext } from 'hono';
import { z, ZodError } from 'zod';
import { apiOutcomes } from '../api/outcomes.ts';
import { moveTime } from '../admin/move-time.ts';
import type { Context } from '../context.ts';
import { viewsBuild } from '../extensions/views-build.ts';
import { runFlowAction } from '../flow/run-action.ts';
import { listTriggers, setFlowUse } from '../flow/triggers.ts';
import { createSessionToken, getInstallation, install, uninstall } from '../oauth/installation.ts';
import { StoreError, UnknownStore } from '../state/errors.ts';
import type { Store } from '../state/model.ts';
import { createStore } from '../state/operations/stores.ts';
import { countAll, getStore } from '../state/read.ts';
import { countDeliveries, deliveryQuery, listDeliveries } from '../webhooks/deliveries.ts';
import { getFaults, setFaults } from '../webhooks/faults.ts';
import { newStore } from './documents.ts';
import { listEvents, readDocument } from './reading.ts';
import { isOperation, operationNames, runByName } from './operations.ts';

/** What the control interface needs of the running process, beyond the context. */
export interface Running {
  /** Resolves when no webhook is waiting or under way. */
  idle(): Promise<void>;
  /** Opens the storefront of a new store and says where. */
  openStorefront(store: Store): Promise<string>;
}

const dayMs = 86_400_000;
const longestMs = 3_660 * dayMs;
const clockMove = z.union([
  z.strictObject({ days: z.number().positive().max(3_660) }).transform(({ days }) => Math.round(days * dayMs)),
  z.strictObject({ ms: z.number().int().positive().max(longestMs) }).transform(({ ms }) => ms),
]);
const share = z.number().min(0).max(1);
const faultChanges = z.strictObject({ duplicate: share, reorder: share, delay: share, loss: share, throttling: share, lostAnswers: share }).partial();

const idleWait = z.strictObject({ timeoutMs: z.number().int().positive().max(600_000).default(30_000) });

const flowRun = z
  .strictObject({
    customerId: z.string().regex(/^\d{1,19}$/),
    action: z.string().optional(),
    event: z.string().max(255).optional(),
    properties: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
    runId: z.string().max(255).optional(),
  })
  .transform(({ event, properties, ...run }) => ({ ...run, properties: event === undefined ? properties : { event, ...properties } }));
const flowUse = z.strictObject({ trigger: z.string(), enabled: z.boolean() });

class BadRequest extends Error {}

/** Only JSON, so that a page of another origin cannot post here without asking first. */
async function body(c: HonoContext): Promise<unknown> {
  if (!c.req.header('content-type')?.startsWith('application/json')) throw new BadRequest('Send JSON with content-type application/json.');
  try {
    return await c.req.json();
  } catch {
    throw new BadRequest('The body is not JSON.');
  }
}

/** The JSON interface under `/_devstore`, by which the demo and the tests drive the stores. */
export function controlRoutes(ctx: Context, running: Running): Hono {
  const app = new Hono();
  app.onError((error, c) => {
    if (error instanceof ZodError) return c.json({ error: z.prettifyError(error) }, 400);
    if (error instanceof BadRequest) return c.json({ error: error.message }, 400);
    if (error instanceof StoreError) return c.json({ error: error.message, field: error.field }, 422);
    if (error instanceof UnknownStore) return c.json({ error: error.message }, 404);
    console.error(error);
    return c.json({ error: 'The devstore failed; its log says why.' }, 500);
  });

  app.get('/stores', async (c) => c.json((await ctx.stores()).map((store) => ({ ...store, storefront: ctx.origins?.storefronts.get(store.domain) ?? null }))));
  app.post('/stores', async (c) => {
    const store = await createStore(ctx.pool, ctx.clock, newStore.parse(await body(c)));
    return c.json({ ...store, storefront: await running.openStorefront(store) }, 201);
  });
  const clock = async () => ({ now: (await ctx.clock.now()).toISOString(), offsetMs: await ctx.clock.offsetMs() });
  app.get('/clock', async (c) => c.json(await clock()));
  app.post('/clock', async (c) => {
    // The app follows; when it cannot, the answer says so and the stores' time has moved all the same.
    const { appProblem } = await moveTime(ctx, clockMove.parse(await body(c)));
    return c.json({ ...(await clock()), appProblem });
  });
  app.get('/api-outcomes', (c) => c.json(apiOutcomes));
  app.get('/faults', async (c) => c.json(await getFaults(ctx)));
  app.post('/faults', async (c) => c.json(await setFaults(ctx, faultChanges.parse(await body(c)))));
  app.post('/views', async (c) => {
    const { state } = viewsBuild.parse(await body(c));
    ctx.viewsBuild = state;
    return c.json({ state });
  });
  app.post('/idle', async (c) => {
    const { timeoutMs } = idleWait.parse(await body(c));
    const timeout = new AbortController();
    const idle = await Promise.race([running.idle().then(() => true), sleep(timeoutMs, false, { signal: timeout.signal })]);
    timeout.abort();
    return c.json({ idle }, idle ? 200 : 504);
  });
  addStoreRoutes(app, ctx);
  app.all('/*', (c) => c.json({ error: 'There is nothing at this address.' }, 404));
  return app;
}

function addStoreRoutes(app: Hono, ctx: Context): void {
  const known = async (c: HonoContext) => {
    const domain = c.req.param('domain') ?? '';
    if (!(await getStore(ctx.pool, domain))) throw new UnknownStore(domain);
    return domain;
  };
  app.get('/:domain', async (c) => c.json(await getStore(ctx.pool, await known(c))));
  app.get('/:domain/counts', async (c) => c.json(await countAll(ctx.pool, await known(c))));
  app.get('/:domain/events', async (c) => c.json(await listEvents(ctx.pool, await known(c), c.req.query())));
  app.get('/:domain/deliveries', async (c) => {
    const domain = await known(c);
    return c.json({ counts: await countDeliveries(ctx.pool, domain), deliveries: await listDeliveries(ctx.pool, domain, deliveryQuery.parse(c.req.query())) });
  });
  app.get('/:domain/installation', async (c) => c.json({ installation: await getInstallation(ctx, await known(c)) }));
  app.post('/:domain/install', async (c) => {
    const domain = await known(c);
    await body(c);
    await install(ctx, domain);
    return c.json({ installation: await getInstallation(ctx, domain) });
  });
  app.post('/:domain/uninstall', async (c) => {
    const domain = await known(c);
    await body(c);
    await uninstall(ctx, domain);
    return c.json({ installation: await getInstallation(ctx, domain) });
  });
  app.post('/:domain/session-token', async (c) => {
    const domain = await known(c);
    const { userId } = z
      .strictObject({
        userId: z
          .string()
          .regex(/^\d{1,19}$/)
          .default('1'),
      })
      .parse(await body(c));
    return c.json({ token: await createSessionToken(ctx, domain, userId) });
  });
  app.post('/:domain/flow', async (c) => {
    const domain = await known(c);
    return c.json(await runFlowAction(ctx, domain, flowRun.parse(await body(c))));
  });
  app.get('/:domain/flow', async (c) => c.json({ told: await listTriggers(ctx.pool, await known(c)) }));
  app.post('/:domain/flow/use', async (c) => {
    const domain = await known(c);
    const { trigger, enabled } = flowUse.parse(await body(c));
    return c.json(await setFlowUse(ctx, domain, trigger, enabled));
  });
  app.post('/:domain/operations/:name', async (c) => {
    const domain = await known(c);
    const name = c.req.param('name');
    if (!isOperation(name)) throw new BadRequest(`There is no operation ${name}. There are: ${operationNames.join(', ')}.`);
    const given = z.union([z.array(z.unknown()), z.strictObject({ args: z.array(z.unknown()) }).transform(({ args }) => args)]).parse(await body(c));
    return c.json({ result: (await runByName(ctx.operations(domain), name, given)) ?? null });
  });
  app.get('/:domain/documents/:kind/:id', async (c) => {
    const domain = await known(c);
    const document = await readDocument(ctx.pool, domain, c.req.param('kind'), c.req.param('id'));
    return document ? c.json(document) : c.json({ error: 'There is no such document.' }, 404);
  });
}
