import { createMiddleware } from 'hono/factory';
import { getCookie, setCookie } from 'hono/cookie';
import type { Context as HonoContext } from 'hono';
import type { Context } from '../context.ts';
import { formatMinor } from '../state/money.ts';
import type { Installation, Store } from '../state/model.ts';
import type { Instant, Minor } from '../state/model/values.ts';
import type { StoreOperations } from '../state/operations.ts';
import { readInstallation } from '../webhooks/installation.ts';
import { LOCALES, textsOf, type Locale } from './texts.ts';

/** Everything a staff page needs of the request. */
export interface View {
  ctx: Context;
  store: Store;
  handle: string;
  base: string;
  locale: Locale;
  texts: ReturnType<typeof textsOf>;
  ops: StoreOperations;
  now: Date;
  installation: Installation | null;
  installed: boolean;
  path: string;
  /** What was done, after a redirect. */ done: string | null;
  money(minor: Minor, currency?: string): string;
  time(at: Instant | Date): string;
}
export interface AdminEnv {
  Variables: { view: View };
}
export type AdminContext = HonoContext<AdminEnv>;

const LOCALE_COOKIE = 'devstore_locale';
/** The language of whoever looks: named by the address (and then kept), else kept from before. */
export function localeOf(c: HonoContext): Locale {
  const named = LOCALES.find((one) => one === c.req.query('locale'));
  if (named) keepLocale(c, named);
  return named ?? LOCALES.find((one) => one === getCookie(c, LOCALE_COOKIE)) ?? 'en';
}

export const keepLocale = (c: HonoContext, locale: Locale) => setCookie(c, LOCALE_COOKIE, locale, { path: '/', sameSite: 'Lax', maxAge: 31_536_000 });

/** Finds the store of `/admin/{handle}`; 404 when there is none. */
export const withView = (ctx: Context) =>
  createMiddleware<AdminEnv>(async (c, next) => {
    const handle = c.req.param('handle') ?? '';
    const store = (await ctx.stores()).find((one) => one.domain === `${handle}.myshopify.com`);
    if (!store) return c.text('There is no such store.', 404);
    const installation = await readInstallation(ctx.pool, store.domain);
    const locale = localeOf(c);
    c.set('view', {
      ctx,
      store,
      handle,
      base: `/admin/${handle}`,
      locale,
      texts: textsOf(locale),
      ops: ctx.operations(store.domain),
      now: await ctx.clock.now(),
      installation,
      installed: installation !== null && installation.uninstalledAt === null,
      path: c.req.path,
      done: c.req.query('done') ?? null,
      money: (minor, currency = store.currency) => new Intl.NumberFormat(locale, { style: 'currency', currency }).format(Number(formatMinor(minor, currency))),
      time: (at) =>
        new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: store.timezone }).format(
          typeof at === 'string' ? new Date(at) : at,
        ),
    });
    await next();
  });
