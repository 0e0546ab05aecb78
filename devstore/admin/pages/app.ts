import { Hono } from 'hono';
import { html } from 'hono/html';
import { createSessionToken, install } from '../../oauth/installation.ts';
import { requestedScopes } from '../../oauth/app-scopes.ts';
import { listCollections } from '../../state/read.ts';
import { frameUrl } from '../frame-url.ts';
import { page } from '../layout.ts';
import { card } from '../parts.ts';
import { findProducts } from '../queries.ts';
import { formatMinor } from '../../state/money.ts';
import { STAFF } from '../staff.ts';
import type { AdminContext, AdminEnv, View } from '../view.ts';

/** The app in its frame, and what the shell asks on its behalf. */
export function appPages(): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>();
  app.get('/apps/regulars', showApp);
  app.get('/apps/regulars/*', showApp);
  app.post('/apps/install', async (c) => {
    const view = c.get('view');
    await install(view.ctx, view.store.domain);
    return c.redirect(`${view.base}/apps/regulars`, 303);
  });
  app.post('/session-token', async (c) => {
    const view = c.get('view');
    if (!view.installed) return c.json({ error: 'The app is not installed.' }, 409);
    return c.json({ token: await createSessionToken(view.ctx, view.store.domain, STAFF.id) });
  });
  app.get('/staff', (c) => c.json({ accountAccess: 'full', id: Number(STAFF.id), name: STAFF.name, email: STAFF.email }));
  app.get('/scopes', async (c) => {
    const view = c.get('view');
    return c.json({ granted: view.installation?.scopes ?? [], required: await requestedScopes(view.ctx.config.appTomlPath), optional: [] });
  });
  app.get('/picker', async (c) => c.json(await pickable(c.get('view'), c.req.query('type') ?? 'product', c.req.query('q') ?? '')));
  return app;
}

async function showApp(c: AdminContext): Promise<Response> {
  const view = c.get('view');
  if (!view.installed) return c.html(await installPage(view));
  const path = view.path.slice(`${view.base}/apps/regulars`.length);
  const src = await frameUrl(view, path, new URL(c.req.url).searchParams);
  return c.html(
    page(view, {
      title: 'Regulars',
      active: 'regulars',
      frame: true,
      body: html`<div class="frame-bar">
          <span class="app-mark" aria-hidden="true">R</span>
          <h1>Regulars</h1>
        </div>
        <div class="progress"></div>
        <div class="save-bar" role="region" aria-label="Unsaved changes" hidden></div>
        <iframe class="app" title="Regulars" data-src="${src}" allow="clipboard-write"></iframe>`,
    }),
  );
}

/** `write_orders` reads better to a merchant as "Orders: view and edit". */
function readableScopes(scopes: string[]): [string, string][] {
  const nouns = new Map<string, string>();
  for (const scope of scopes) {
    const [, verb = '', noun = scope] = /^(read|write)_(.+)$/.exec(scope) ?? [];
    if (verb === 'write' || !nouns.has(noun)) nouns.set(noun, verb === 'write' ? 'View and edit' : 'View');
  }
  return [...nouns].map(([noun, access]) => [`${noun[0]?.toUpperCase() ?? ''}${noun.slice(1).replaceAll('_', ' ')}`, access]);
}

async function installPage(view: View) {
  const scopes = readableScopes(await requestedScopes(view.ctx.config.appTomlPath));
  return page(view, {
    title: 'Install Regulars',
    active: 'regulars',
    body: card(
      'Regulars will be able to',
      html` <dl class="facts">
          ${scopes.map(
            ([noun, access]) =>
              html`<dt>${noun}</dt>
                <dd>${access}</dd>`,
          )}
        </dl>
        <form method="post" action="${view.base}/apps/install"><button class="primary">Install</button></form>`,
    ),
  });
}

/** What the resource picker offers, in the shape that App Bridge gives to apps. */
async function pickable(view: View, type: string, q: string): Promise<{ resource: object }[]> {
  const { pool } = view.ctx;
  if (type === 'collection') {
    const found = (await listCollections(pool, view.store.domain)).filter((one) => one.title.toLowerCase().includes(q.toLowerCase()));
    return found.slice(0, 50).map((one) => ({
      resource: {
        id: `gid://shopify/Collection/${one.id}`,
        title: one.title,
        handle: one.handle,
        descriptionHtml: one.descriptionHtml,
        updatedAt: one.updatedAt,
      },
    }));
  }
  const { items } = await findProducts(pool, view.store.domain, q);
  const products = items.map((product) => {
    const variants = product.variants.map((variant) => ({
      id: `gid://shopify/ProductVariant/${variant.id}`,
      title: variant.title,
      displayName: `${product.title} - ${variant.title}`,
      sku: variant.sku,
      position: variant.position,
      price: formatMinor(variant.price, view.store.currency),
      inventoryQuantity: variant.inventoryQuantity,
      product: { id: `gid://shopify/Product/${product.id}`, title: product.title },
    }));
    return {
      id: `gid://shopify/Product/${product.id}`,
      title: product.title,
      handle: product.handle,
      status: product.status,
      vendor: product.vendor,
      productType: product.productType,
      tags: product.tags,
      descriptionHtml: product.descriptionHtml,
      images: [],
      totalVariants: variants.length,
      hasOnlyDefaultVariant: variants.length === 1,
      variants,
    };
  });
  return type === 'variant' ? products.flatMap((product) => product.variants.map((resource) => ({ resource }))) : products.map((resource) => ({ resource }));
}
