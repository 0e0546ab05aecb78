import { Hono, type Context as HonoContext } from 'hono';
import { z } from 'zod';
import { customerName } from '../admin/pages/customer-view.ts';
import { STAFF } from '../admin/staff.ts';
import { withView, type AdminEnv, type View } from '../admin/view.ts';
import { signSessionToken } from '../oauth/session-token.ts';
import { StoreError } from '../state/errors.ts';
import { getCustomer } from '../state/read.ts';
import type { Context } from '../context.ts';
import { viewFor } from './bundles.ts';
import { hostPage } from './host-page.ts';
import { tillPage } from './till-page.ts';
import { viewsNotice } from './views-notice.ts';

const number = z.string().regex(/^\d{0,19}$/).default('');
const place = z.object({ target: z.string().max(100), customer: number, order: number });
const sale = z.object({ customerId: z.string(), variantId: z.string(), codes: z.array(z.string()) });
const isOfCustomers = (target: string) => target.startsWith('customer-account.');
const baseOf = ({ handle }: View) => `/extension-host/${handle}`;

async function hosted(c: HonoContext<AdminEnv>) {
  const view = c.get('view');
  const { target, customer, order } = place.parse(c.req.query());
  const found = await viewFor(view.ctx, target, view.locale);
  const state = view.ctx.viewsBuild ?? 'settled';
  if (!found || state === 'building') return c.html(viewsNotice(state, view.locale, view.texts), state === 'building' ? 200 : 404);
  const query = (more: Record<string, string>) => new URLSearchParams({ customer, order, ...more }).toString();
  const addresses = {
    token: `${baseOf(view)}/token?${query({ target })}`,
    script: `${baseOf(view)}/script?${query({ target })}`,
    page: `${baseOf(view)}/view?${query({ target: 'TARGET' })}`,
  };
  return c.html(hostPage({ target, locale: view.locale, appUrl: view.ctx.config.appUrl, texts: found.texts, addresses, customer, order }));
}

/** A token for whoever looks at such a place: a member of staff, or the customer whose account it is. */
function token(c: HonoContext<AdminEnv>) {
  const { ctx, store, installed } = c.get('view');
  const { target, customer } = place.parse(c.req.query());
  if (!installed) return c.json({ error: 'The app is not installed.' }, 404);
  const sub = isOfCustomers(target) ? `gid://shopify/Customer/${customer}` : STAFF.id;
  return c.json({ token: signSessionToken(ctx.config, store.domain, sub, isOfCustomers(target) ? store.domain : undefined) });
}

const basketOf = ({ customerId, variantId, codes }: z.output<typeof sale>) => ({
  customerId,
  email: null,
  source: 'pos' as const,
  lines: [{ variantId, quantity: 1 }],
  discountCodes: codes,
});

async function till(c: HonoContext<AdminEnv>) {
  const view = c.get('view');
  const customer = await getCustomer(view.ctx.pool, view.store.domain, c.req.query('customer') ?? '');
  const { rows } = await view.ctx.pool.query<{ id: string }>(
    `select doc -> 'variants' -> 0 ->> 'id' as id from devstore.product where domain = $1 and doc ->> 'status' = 'ACTIVE' and doc ->> 'isGiftCard' = 'false' order by id limit 1`,
    [view.store.domain],
  );
  if (!customer || !rows[0]) return c.text('There is no such customer, or nothing to sell.', 404);
  const frame = (target: string) => `${baseOf(view)}/view?${new URLSearchParams({ target, customer: customer.id }).toString()}`;
  const who = { id: customer.id, name: customerName(customer) };
  return c.html(tillPage({ store: view.store.name, base: baseOf(view), customer: who, variantId: rows[0].id, frame }));
}

async function quote(c: HonoContext<AdminEnv>) {
  const view = c.get('view');
  const { lines, discount, total, refusals } = await view.ops.quote(basketOf(sale.parse(await c.req.json())));
  return c.json({ lines: lines.map(({ title }) => title), discount: view.money(discount), total: view.money(total), refusals: refusals.map(({ code, reason }) => `${code}: ${reason}`) });
}

async function sell(c: HonoContext<AdminEnv>) {
  const { ops } = c.get('view');
  const order = await ops.placeOrder(basketOf(sale.parse(await c.req.json())), 'paid');
  return c.json({ order: order.name });
}

/** Places of Shopify's in which the app's UI extensions run in a real browser: of the admin, of the customer's account, and a till. */
export function extensionRoutes(ctx: Context): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>().basePath('/extension-host/:handle');
  app.use(withView(ctx));
  app.onError((error, c) => {
    if (error instanceof StoreError) return c.json({ error: error.message }, 422);
    throw error;
  });
  app.get('/view', hosted);
  app.get('/token', token);
  app.get('/till', till);
  app.post('/quote', quote);
  app.post('/sale', sell);
  app.get('/script', async (c) => {
    const { target } = place.parse(c.req.query());
    const found = await viewFor(ctx, target, c.get('view').locale);
    return found ? c.body(found.script, 200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' }) : c.text('Not built.', 404);
  });
  return app;
}
