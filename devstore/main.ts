import { Hono } from 'hono';
import { z, ZodError } from 'zod';
import { adminRoutes } from './admin/routes.ts';
import { apiRoutes } from './api/routes.ts';
import { readConfig } from './config.ts';
import type { Context } from './context.ts';
import { controlRoutes } from './control/routes.ts';
import { listen } from './listen.ts';
import { oauthRoutes } from './oauth/routes.ts';
import { openContext } from './open-context.ts';
import { Storefronts } from './storefronts.ts';
import { startDelivery } from './webhooks/delivery.ts';

const lookForStoresMs = 2_000;
const stopWithinMs = 10_000;

/** Starts everything and returns how to stop it. */
async function start(): Promise<() => Promise<void>> {
  const opened = await openContext(readConfig(process.env));
  const storefrontOrigins = new Map<string, string>();
  const ctx: Context = { ...opened, origins: { admin: '', storefronts: storefrontOrigins } };
  const storefronts = new Storefronts(ctx, storefrontOrigins);
  const delivery = startDelivery(ctx);

  const app = new Hono();
  app.route('/', apiRoutes(ctx));
  app.route('/', oauthRoutes(ctx));
  app.route('/', adminRoutes(ctx));
  // Last: it answers for everything under its path, and the parts above have addresses there too.
  app.route('/_devstore', controlRoutes(ctx, { idle: () => delivery.idle(), openStorefront: (store) => storefronts.open(store) }));
  const admin = await listen(app, ctx.config.port);
  ctx.origins = { admin: admin.origin, storefronts: storefrontOrigins };
  console.log(`admin: ${admin.origin}`);
  await storefronts.openMissing();
  const lookout = setInterval(
    () => void storefronts.openMissing().catch((error: unknown) => console.error('New stores could not be opened.', error)),
    lookForStoresMs,
  );

  process.send?.({ ready: true, admin: admin.origin, storefronts: Object.fromEntries(storefrontOrigins) });
  return async () => {
    clearInterval(lookout);
    await Promise.all([delivery.stop(), admin.stop(), storefronts.stop()]);
    await ctx.pool.end();
  };
}

function stopOn(stop: () => Promise<void>): void {
  let stopping = false;
  const leave = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), stopWithinMs).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error('The devstore did not stop cleanly.', error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', leave);
  process.on('SIGINT', leave);
  process.on('disconnect', leave);
}

start().then(stopOn, (error: unknown) => {
  console.error(error instanceof ZodError ? `The devstore's settings are not right:\n${z.prettifyError(error)}` : error);
  process.exit(1);
});
