import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import type { Context } from '../context.ts';
import { accountPages } from './accounts/account.ts';
import { signInPages } from './accounts/sign-in.ts';
import { assetRoutes } from './assets.ts';
import { readForm, safeReturn } from './form.ts';
import { errorPage, notFound } from './page.ts';
import { cartPages } from './pages/cart.ts';
import { cataloguePages } from './pages/catalogue.ts';
import { checkoutPages } from './pages/checkout.ts';
import { orderPages } from './pages/orders.ts';
import { themeEditorPages } from './pages/theme-editor.ts';
import { proxyRoutes } from './proxy/routes.ts';
import { keepCurrency, keepLocale, locales, withVisit, type StorefrontEnv } from './visit.ts';

const bodyBytesMax = 1_000_000;
/** Theme blocks may bring styles and scripts of their own into the page, but nothing from elsewhere. */
const contentSecurity = {
  defaultSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  scriptSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  frameAncestors: ["'none'"],
};

/** The storefront of one store, for the root of a port of its own. */
export function storefrontRoutes(ctx: Context, domain: string): Hono {
  const shop = new Hono<StorefrontEnv>();
  shop.route('/', assetRoutes(ctx, domain));
  shop.use(csrf());
  shop.use(bodyLimit({ maxSize: bodyBytesMax, onError: (c) => c.text('That is more than a form can hold.', 413) }));
  // PostgreSQL's text cannot hold it, so there is no page of such a name.
  shop.use(async (c, next) => (c.req.url.includes('%00') ? c.text('Bad request', 400) : next()));
  shop.use(secureHeaders({ contentSecurityPolicy: contentSecurity, strictTransportSecurity: false, referrerPolicy: 'strict-origin-when-cross-origin' }));
  shop.use(withVisit(ctx, domain));
  for (const pages of [cataloguePages(), cartPages(), checkoutPages(), orderPages(), signInPages(), accountPages(), themeEditorPages(), proxyRoutes()])
    shop.route('/', pages);
  shop.post('/localization', async (c) => {
    const form = await readForm(c);
    const locale = form.get('locale_code');
    const currency = form.get('currency');
    if (locales.some((one) => one === locale)) keepLocale(c, locale ?? 'en');
    if (currency && /^[A-Z]{3}$/.test(currency)) keepCurrency(c, currency);
    return c.redirect(safeReturn(form.get('return_to'), '/'), 303);
  });
  shop.notFound(notFound);
  shop.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    console.error(error);
    return c.html(errorPage(error), 500);
  });
  return new Hono().all('*', (c) => shop.fetch(c.req.raw, c.env));
}
