import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Hono } from 'hono';
import type { Context } from '../context.ts';
import { getProduct } from '../state/read.ts';
import { readThemeExtensions } from './extension/theme-extensions.ts';
import { productArt } from './liquid/product-art.ts';
import { themeFolder } from './theme-texts.ts';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
};
/** Addresses carry a hash of the content, so a browser may keep what it has. */
const longLived = { 'cache-control': 'public, max-age=31536000, immutable', 'x-content-type-options': 'nosniff' };

async function serve(folder: string, name: string): Promise<Response> {
  const type = types[path.extname(name)];
  if (!type || name !== path.basename(name)) return new Response('Not found', { status: 404 });
  const content = await readFile(path.join(folder, name)).catch(() => null);
  return content ? new Response(new Uint8Array(content), { headers: { ...longLived, 'content-type': type } }) : new Response('Not found', { status: 404 });
}

/** Files of the theme and of the app's theme extensions, and the products' pictures. */
export function assetRoutes(ctx: Context, domain: string): Hono {
  const app = new Hono();
  app.get('/cdn/shop/assets/:name', (c) => serve(path.join(themeFolder, 'assets'), c.req.param('name')));
  app.get('/cdn/extensions/:handle/assets/:name', (c) => {
    const extension = readThemeExtensions(ctx.config.appTomlPath).find((one) => one.handle === c.req.param('handle'));
    return extension ? serve(path.join(extension.folder, 'assets'), c.req.param('name')) : c.notFound();
  });
  app.get('/cdn/shop/products/:file{[0-9]+\\.svg}', async (c) => {
    const product = await getProduct(ctx.pool, domain, path.basename(c.req.param('file'), '.svg'));
    if (!product) return c.notFound();
    return c.body(productArt({ ...product.art, seed: product.id }, product.title), 200, {
      'content-type': 'image/svg+xml',
      'cache-control': 'public, max-age=3600',
    });
  });
  return app;
}
