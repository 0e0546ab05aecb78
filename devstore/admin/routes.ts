import { Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { html } from 'hono/html';
import { secureHeaders } from 'hono/secure-headers';
import type { Context } from '../context.ts';
import { extensionRoutes } from '../extensions/routes.ts';
import { assetRoutes } from './assets.ts';
import { appPages } from './pages/app.ts';
import { customerPages } from './pages/customers.ts';
import { discountPages } from './pages/discounts.ts';
import { flowPages } from './pages/flow.ts';
import { homePages } from './pages/home.ts';
import { installationPages } from './pages/installation.ts';
import { newOrderPages } from './pages/new-order.ts';
import { orderPages } from './pages/orders.ts';
import { productPages } from './pages/products.ts';
import { themePages } from './pages/theme.ts';
import { settingsPages } from './pages/settings.ts';
import { timePages } from './pages/time.ts';
import { webhookPages } from './pages/webhooks.ts';
import { fieldsOf } from './parts.ts';
import { LOCALES } from './texts.ts';
import { keepLocale, withView, type AdminEnv } from './view.ts';

/** The admin: the list of stores, each store's pages with the app among them, and the scripts both load. */
export function adminRoutes(ctx: Context): Hono {
  const app = new Hono();
  app.route('/', assetRoutes());
  app.get('/', async (c) => c.html(storeList(await ctx.stores())));
  app.route('/', extensionRoutes(ctx));
  app.route('/admin/:handle', storeRoutes(ctx));
  return app;
}

function storeRoutes(ctx: Context): Hono<AdminEnv> {
  const admin = new Hono<AdminEnv>();
  admin.use(csrf());
  admin.use(
    secureHeaders({
      strictTransportSecurity: false,
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        frameSrc: ["'self'", new URL(ctx.config.appUrl).origin],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
      },
    }),
  );
  admin.use(withView(ctx));
  admin.post('/locale', async (c) => {
    const fields = await fieldsOf(c);
    const locale = LOCALES.find((one) => one === fields.get('locale'));
    if (locale) keepLocale(c, locale);
    const back = fields.get('back') ?? '';
    return c.redirect(back.startsWith(`${c.get('view').base}/`) ? back : c.get('view').base, 303);
  });
  for (const pages of [
    homePages(),
    appPages(),
    newOrderPages(),
    orderPages(),
    productPages(),
    customerPages(),
    discountPages(),
    webhookPages(),
    flowPages(),
    timePages(),
    settingsPages(),
    themePages(),
    installationPages(),
  ])
    admin.route('/', pages);
  admin.notFound((c) => c.text('There is no such page.', 404));
  return admin;
}

const storeList = (stores: { name: string; domain: string }[]) =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>Stores</title>
        <link rel="stylesheet" href="/admin-assets/admin.css" />
        <link rel="icon" href="data:," />
      </head>
      <body>
        <main>
          <div class="page">
            <div class="head"><h1>Stores on this machine</h1></div>
            ${stores.length === 0 ? html`<p class="empty">There is no store yet.</p>` : html`<div class="tiles">${stores.map((store) => html`<a class="tile" href="/admin/${store.domain.replace('.myshopify.com', '')}"><b>${store.name}</b>${store.domain}</a>`)}</div>`}
          </div>
        </main>
      </body>
    </html>`;
