import type { Context as HonoContext, MiddlewareHandler } from 'hono';
import { getCookie, getSignedCookie, setCookie, setSignedCookie, deleteCookie } from 'hono/cookie';
import type { Context } from '../context.ts';
import type { Customer, Store } from '../state/model.ts';
import { UnknownStore } from '../state/errors.ts';
import { getCustomer, getInstallationDoc, getStore } from '../state/read.ts';
import { storefrontSecret } from '../storefront-links.ts';
import { cartSchema, emptyCart, type Cart } from './cart.ts';
import { purseOf, type Purse } from './liquid/money.ts';

export const locales = ['en', 'zh-CN'] as const;
export type Locale = (typeof locales)[number];

/** Who is looking, and how they want to see it. */
export interface Visit {
  ctx: Context;
  domain: string;
  store: Store;
  locale: Locale;
  purse: Purse;
  customer: Customer | null;
  cart: Cart;
  url: URL;
  installed: boolean;
}
export interface StorefrontEnv {
  Variables: { visit: Visit };
}
export type StorefrontContext = HonoContext<StorefrontEnv>;

const daysInSeconds = 86_400;
const lasting = { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: 90 * daysInSeconds } as const;

/** Several stores share a host, and cookies know no ports: so each store's cookies carry its handle. */
const cookieName = (domain: string, kind: string) => `${domain.split('.')[0]}_${kind}`;

/** The reader's language: asked for in the address, else remembered, else the browser's, else the store's. */
function chooseLocale(asked: string | undefined, remembered: string | undefined, header: string | undefined, store: Store): Locale {
  const browser = header?.split(',').map((part) => part.split(';')[0]?.trim() ?? '') ?? [];
  for (const wish of [asked, remembered, ...browser, store.locale]) {
    const language = wish?.toLowerCase().split('-')[0];
    const match = locales.find((locale) => locale.toLowerCase().split('-')[0] === language);
    if (match && language) return match;
  }
  return 'en';
}

async function readCart(c: StorefrontContext, ctx: Context, domain: string): Promise<Cart> {
  const text = await getSignedCookie(c, storefrontSecret(ctx, domain), cookieName(domain, 'cart'));
  if (!text) return emptyCart();
  const parsed = cartSchema.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  return parsed.success ? parsed.data : emptyCart();
}

/** The signed-in customer, followed to the one they were merged into; null when signed out, deleted or disabled. */
async function readCustomer(c: StorefrontContext, ctx: Context, domain: string): Promise<Customer | null> {
  const id = await getSignedCookie(c, storefrontSecret(ctx, domain), cookieName(domain, 'session'));
  let customer = id ? await getCustomer(ctx.pool, domain, id) : null;
  for (let hops = 0; customer?.mergedInto && hops < 5; hops += 1) customer = await getCustomer(ctx.pool, domain, customer.mergedInto);
  return customer && !customer.mergedInto ? customer : null;
}

/** Reads the cookies and puts the visit into the request's variables. */
export function withVisit(ctx: Context, domain: string): MiddlewareHandler<StorefrontEnv> {
  return async (c, next) => {
    const store = await getStore(ctx.pool, domain);
    if (!store) throw new UnknownStore(domain);
    const url = new URL(c.req.url);
    const asked = c.req.query('locale');
    const locale = chooseLocale(asked, getCookie(c, cookieName(domain, 'locale')), c.req.header('accept-language'), store);
    if (asked) setCookie(c, cookieName(domain, 'locale'), locale, lasting);
    const [cart, customer, installation] = await Promise.all([readCart(c, ctx, domain), readCustomer(c, ctx, domain), getInstallationDoc(ctx.pool, domain)]);
    const purse = purseOf(store, getCookie(c, cookieName(domain, 'currency')) ?? null);
    c.set('visit', { ctx, domain, store, locale, purse, customer, cart, url, installed: installation !== null && installation.uninstalledAt === null });
    await next();
  };
}

export async function keepCart(c: StorefrontContext, cart: Cart): Promise<void> {
  const { ctx, domain } = c.get('visit');
  const text = Buffer.from(JSON.stringify(cart)).toString('base64url');
  await setSignedCookie(c, cookieName(domain, 'cart'), text, storefrontSecret(ctx, domain), lasting);
}

export async function signIn(c: StorefrontContext, customerId: string): Promise<void> {
  const { ctx, domain } = c.get('visit');
  await setSignedCookie(c, cookieName(domain, 'session'), customerId, storefrontSecret(ctx, domain), { ...lasting, maxAge: 30 * daysInSeconds });
}
export const signOut = (c: StorefrontContext): void => {
  deleteCookie(c, cookieName(c.get('visit').domain, 'session'), { path: '/' });
};

/** Remembers what the shopper chose in the footer or the checkout. */
export const keepCurrency = (c: StorefrontContext, currency: string): void => setCookie(c, cookieName(c.get('visit').domain, 'currency'), currency, lasting);
export const keepLocale = (c: StorefrontContext, locale: string): void => setCookie(c, cookieName(c.get('visit').domain, 'locale'), locale, lasting);
