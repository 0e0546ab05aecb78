import { readFile } from 'node:fs/promises';
import { Hono } from 'hono';
import { script } from './scripts.ts';

/** The script that plays App Bridge, and what the admin's own pages load. */
export function assetRoutes(): Hono {
  const app = new Hono();
  const javascript = { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' };
  app.get('/app-bridge.js', async (c) => c.body(await script('bridge'), 200, { ...javascript, 'cross-origin-resource-policy': 'cross-origin' }));
  app.get('/admin-assets/shell.js', async (c) => c.body(await script('shell'), 200, javascript));
  app.get('/admin-assets/admin.css', async (c) =>
    c.body(await readFile(new URL('./style/admin.css', import.meta.url), 'utf8'), 200, {
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'no-cache',
    }),
  );
  return app;
}
