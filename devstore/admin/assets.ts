import { readFile } from 'node:fs/promises';
import { Hono } from 'hono';

const javascript = { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' };

/** The script that plays App Bridge, and what the admin's own pages load. */
export function assetRoutes(): Hono {
  const app = new Hono();
  app.get('/app-bridge.js', async (c) =>
    c.body(await readFile('build/devstore/bridge.js', 'utf8'), 200, { ...javascript, 'cross-origin-resource-policy': 'cross-origin' }),
  );
  app.get('/admin-assets/shell.js', async (c) => c.body(await readFile('build/devstore/shell.js', 'utf8'), 200, javascript));
  for (const name of ['extension-host', 'till'])
    app.get(`/admin-assets/${name}.js`, async (c) => c.body(await readFile(`build/devstore/${name}.js`, 'utf8'), 200, javascript));
  app.get('/admin-assets/admin.css', async (c) =>
    c.body(await readFile('devstore/admin/style/admin.css', 'utf8'), 200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'no-cache' }),
  );
  return app;
}
