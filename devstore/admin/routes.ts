import { Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { setCookie } from 'hono/cookie';
import { html } from 'hono/html';
import { secureHeaders } from 'hono/secure-headers';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { getStore } from '../state/read.ts';
import { countDeliveries, listDeliveries } from '../webhooks/deliveries.ts';
import { assetRoutes } from './assets.ts';
import { appPages } from './pages/app.ts';
import { customerPages } from './pages/customers.ts';
import { discountPages } from './pages/discounts.ts';
import { homePages } from './pages/home.ts';
import { installationPages } from './pages/installation.ts';
import { newOrderPages } from './pages/new-order.ts';
import { orderPages } from './pages/orders.ts';
import { productPages } from './pages/products.ts';
import { settingsPages } from './pages/settings.ts';
import { timePages } from './pages/time.ts';
import { webhookPages } from './pages/webhooks.ts';
import { fieldsOf } from './parts.ts';
import { LOCALES } from './texts.ts';
import { LOCALE_COOKIE, withView, type AdminEnv } from './view.ts';

/** The admin: the list of stores, each store's pages with the app among them, and the scripts both load. */
export function adminRoutes(ctx: Context): Hono {
  const app = new Hono();
  app.route('/', assetRoutes());
  app.get('/', async (c) => c.html(storeList(await ctx.stores())));
  app.get('/_devstore/:domain/deliveries', (c) => deliveriesAsJson(ctx, c.req.param('domain'), c.req.query()));
  app.route('/admin/:handle', storeRoutes(ctx));
  return app;
}

function storeRoutes(ctx: Context): Hono<AdminEnv> {
  const admin = new Hono<AdminEnv>();
  admin.use(csrf());
  admin.use(secureHeaders({ strictTransportSecurity: false, contentSecurityPolicy: { defaultSrc: ["'self'"], styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", 'data:'], frameSrc: [new URL(ctx.config.appUrl).origin], frameAncestors: ["'none'"], formAction: ["'self'"] } }));
  admin.use(withView(ctx));
  admin.post('/locale', async (c) => {
    const fields = await fieldsOf(c);
    const locale = LOCALES.find((one) => one === fields.get('locale'));
    if (locale) setCookie(c, LOCALE_COOKIE, locale, { path: '/', sameSite: 'Lax', maxAge: 31_536_000 });
    const back = fields.get('back') ?? '';
    return c.redirect(back.startsWith(`${c.get('view').base}/`) ? back : c.get('view').base, 303);
  });
  for (const pages of [homePages(), appPages(), newOrderPages(), orderPages(), productPages(), customerPages(), discountPages(), webhookPages(), timePages(), settingsPages(), installationPages()]) admin.route('/', pages);
  admin.notFound((c) => c.text('There is no such page.', 404));
  return admin;
}

const deliveryQuery = z.object({ topic: z.string(), status: z.enum(['pending', 'delivered', 'failed', 'lost', 'dropped']), before: z.string().regex(/^\d{1,19}$/), limit: z.coerce.number().int().min(1).max(500) }).partial();

/** `{counts, deliveries}`, newest first; `topic`, `status`, `before` (an id) and `limit` narrow it. */
async function deliveriesAsJson(ctx: Context, domain: string, given: Record<string, string>): Promise<Response> {
  const query = deliveryQuery.safeParse(given);
  if (!query.success) return Response.json({ error: z.prettifyError(query.error) }, { status: 400 });
  if (!(await getStore(ctx.pool, domain))) return Response.json({ error: `There is no store ${domain}.` }, { status: 404 });
  return Response.json({ counts: await countDeliveries(ctx.pool, domain), deliveries: await listDeliveries(ctx.pool, domain, query.data) });
}

const storeList = (stores: { name: string; domain: string }[]) => html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Stores</title>
<link rel="stylesheet" href="/admin-assets/admin.css"><link rel="icon" href="data:,"></head><body><main><div class="page"><div class="head"><h1>Stores on this machine</h1></div>
${stores.length === 0 ? html`<p class="empty">There is no store yet.</p>` : html`<div class="tiles">${stores.map((store) => html`<a class="tile" href="/admin/${store.domain.replace('.myshopify.com', '')}"><b>${store.name}</b>${store.domain}</a>`)}</div>`}</div></main></body></html>`;
