import { readFile } from 'node:fs/promises';
import { Hono } from 'hono';
import { parse } from 'smol-toml';
import { z } from 'zod';
import { notFound, renderPage, renderProxied } from '../page.ts';
import { themeText } from '../theme-texts.ts';
import type { StorefrontContext, StorefrontEnv, Visit } from '../visit.ts';
import { signProxyQuery } from './sign.ts';

/** Longer than Shopify says it waits; an app that is slower has failed its shopper anyway. */
const timeoutMs = 10_000;
const appProxy = z.object({
  app_proxy: z.object({ url: z.string(), prefix: z.enum(['apps', 'a', 'community', 'tools']), subpath: z.string().regex(/^[\w-]+$/) }).optional(),
});

/** Where the app wants to be asked, and under which path of the storefront; null when it has no proxy. */
async function readProxy({ ctx }: Visit): Promise<{ path: string; target: string } | null> {
  const { app_proxy: proxy } = appProxy.parse(parse(await readFile(ctx.config.appTomlPath, 'utf8')));
  if (!proxy) return null;
  // On this machine the app answers at its own address, whatever host the configuration names.
  const { pathname } = new URL(proxy.url, ctx.config.appUrl);
  return { path: `/${proxy.prefix}/${proxy.subpath}`, target: `${ctx.config.appUrl}${pathname.replace(/\/$/, '')}` };
}

const notForwarded = new Set([
  'cookie',
  'host',
  'connection',
  'content-length',
  'accept-encoding',
  'authorization',
  'transfer-encoding',
  'keep-alive',
  'upgrade',
]);
const notReturned = new Set(['set-cookie', 'content-encoding', 'content-length', 'transfer-encoding', 'connection', 'keep-alive']);
const without = (headers: Headers, names: ReadonlySet<string>) => new Headers([...headers].filter(([name]) => !names.has(name.toLowerCase())));

function signedQuery(visit: Visit, pathPrefix: string): URLSearchParams {
  const query = new URLSearchParams(visit.url.search);
  // Whatever a visitor puts there, these are said by the store.
  for (const name of ['shop', 'logged_in_customer_id', 'path_prefix', 'timestamp', 'signature']) query.delete(name);
  query.set('shop', visit.domain);
  query.set('logged_in_customer_id', visit.customer?.id ?? '');
  query.set('path_prefix', pathPrefix);
  // Real time, not the store's: the app refuses a signature that is old by its own clock.
  query.set('timestamp', String(Math.floor(Date.now() / 1000)));
  query.set('signature', signProxyQuery(query, visit.ctx.config.clientSecret));
  return query;
}

async function ask(c: StorefrontContext, target: string, pathPrefix: string): Promise<globalThis.Response> {
  const visit = c.get('visit');
  const rest = visit.url.pathname.slice(pathPrefix.length);
  const headers = without(c.req.raw.headers, notForwarded);
  headers.set('x-forwarded-host', visit.domain);
  const body = ['GET', 'HEAD'].includes(c.req.method) ? undefined : await c.req.arrayBuffer();
  return fetch(`${target}${rest}?${signedQuery(visit, pathPrefix).toString()}`, {
    method: c.req.method,
    headers,
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  });
}

async function forward(c: StorefrontContext): Promise<Response> {
  const visit = c.get('visit');
  const proxy = visit.installed ? await readProxy(visit) : null;
  const path = visit.url.pathname;
  if (!proxy || !(path === proxy.path || path.startsWith(`${proxy.path}/`))) return notFound(c);
  const fail = (status: 502 | 504) => renderPage(c, { template: 'proxy-error', type: 'app_proxy', title: themeText(visit, 'proxy.title'), status });
  let answer: globalThis.Response;
  try {
    answer = await ask(c, proxy.target, proxy.path);
  } catch (error) {
    return fail(error instanceof Error && error.name === 'TimeoutError' ? 504 : 502);
  }
  if (answer.status === 200 && answer.headers.get('content-type')?.startsWith('application/liquid')) return renderProxied(c, await answer.text());
  return new globalThis.Response(answer.body, { status: answer.status, headers: without(answer.headers, notReturned) });
}

/** The app proxy: addresses of the storefront that the app answers, signed so that it knows who asks. */
export function proxyRoutes(): Hono<StorefrontEnv> {
  const app = new Hono<StorefrontEnv>();
  for (const prefix of ['apps', 'a', 'community', 'tools']) app.all(`/${prefix}/:subpath{.+}`, forward);
  return app;
}
