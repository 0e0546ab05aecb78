import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Liquid } from 'liquidjs';
import { renderBlocks } from './extension/render-blocks.ts';
import type { Slot } from './extension/theme-settings.ts';
import { escapeHtml } from './liquid/escape.ts';
import { createEngine } from './liquid/engine.ts';
import { Lenient } from './liquid/lenient.ts';
import { cartObject, cartSummary, priceCart } from './objects/cart.ts';
import { customerObject } from './objects/customer.ts';
import { localizationObject, requestObject, routesObject, shopObject } from './objects/shop.ts';
import { themeFolder, themeText, themeTexts } from './theme-texts.ts';
import type { StorefrontContext, Visit } from './visit.ts';

/** `?v=` changes with the file's content, so that browsers may keep assets for long. */
function themeAssetUrl(name: string): string {
  const content = readFileSync(`${themeFolder}/assets/${name}`);
  return `/cdn/shop/assets/${name}?v=${createHash('sha256').update(content).digest('hex').slice(0, 12)}`;
}
const assetUrls = new Map<string, string>();
const theme: Liquid = createEngine({
  templates: [`${themeFolder}/templates`, `${themeFolder}/layout`],
  snippets: [`${themeFolder}/snippets`, themeFolder],
  cache: true,
  translations: () => themeTexts,
  assetUrl: (name) => {
    const url = assetUrls.get(name) ?? themeAssetUrl(name);
    assetUrls.set(name, url);
    return url;
  },
});

/** What a form shows after it was refused: the message and the entry of each field. */
export interface FormState {
  errors: Record<string, string>;
  values: Record<string, string>;
}
const formObject = (form: FormState | undefined) => ({
  errors: new Lenient(form?.errors),
  values: new Lenient(form?.values),
  has_errors: Object.keys(form?.errors ?? {}).length > 0,
});

export interface Page {
  /** File of `templates/` without its ending, e.g. `customers/account`. */
  template: string;
  /** Shopify's name of the kind of page, e.g. `product`. */
  type: string;
  title: string;
  description?: string;
  slot?: Slot;
  objects?: Record<string, unknown>;
  form?: FormState;
  status?: 200 | 400 | 404 | 409 | 422 | 500 | 502 | 504;
}

async function globalsOf(
  visit: Visit,
  page: Pick<Page, 'type' | 'template' | 'title' | 'description' | 'form' | 'objects' | 'slot'>,
): Promise<Record<string, unknown>> {
  const [directory, name] = page.template.includes('/') ? page.template.split('/') : [null, page.template];
  return {
    shop: shopObject(visit),
    customer: visit.customer && customerObject(visit.customer, visit),
    localization: localizationObject(visit),
    cart: page.slot === 'cart' ? cartObject(visit, await priceCart(visit)) : cartSummary(visit),
    request: requestObject(visit, page.type),
    routes: routesObject,
    template: { name, directory, suffix: null },
    settings: new Lenient(),
    page_title: page.title,
    page_description: page.description ?? '',
    canonical_url: `${visit.url.origin}${visit.url.pathname}`,
    store_timezone: visit.store.timezone,
    store_now: (await visit.ctx.clock.now()).toISOString(),
    form: formObject(page.form),
    return_to: visit.url.pathname + visit.url.search,
    ...page.objects,
  };
}

async function inLayout(globals: Record<string, unknown>, content: string, blocks: { head: string; body: string }): Promise<string> {
  const html: unknown = await theme.renderFile('theme', { content_for_layout: content, content_for_header: blocks.head }, { globals });
  const end = String(html).lastIndexOf('</body>');
  return String(html).slice(0, end) + blocks.body + String(html).slice(end);
}

/** Answers with a page of the theme, the app's blocks in their places. */
export async function renderPage(c: StorefrontContext, page: Page): Promise<Response> {
  const globals = await globalsOf(c.get('visit'), page);
  const blocks = await renderBlocks(c.get('visit'), page.slot ?? null, globals);
  const content: unknown = await theme.renderFile(page.template, { content_for_blocks: blocks.slot }, { globals });
  return c.html(await inLayout(globals, String(content), blocks), page.status ?? 200);
}

/** Answers with Liquid that came from the app's proxy, in the theme's layout unless it says `{% layout none %}`. */
export async function renderProxied(c: StorefrontContext, source: string): Promise<Response> {
  const bare = /^\s*\{%-?\s*layout\s+none\s*-?%\}/.exec(source)?.[0];
  const globals = await globalsOf(c.get('visit'), { template: 'page', type: 'app_proxy', title: c.get('visit').store.name });
  const content: unknown = await theme.parseAndRender(source.slice(bare?.length ?? 0), { content_for_blocks: '' }, { globals });
  if (bare) return c.html(String(content));
  const blocks = await renderBlocks(c.get('visit'), null, globals);
  return c.html(await inLayout(globals, `<div class="page-width">${String(content)}</div>`, blocks));
}

export const notFound = (c: StorefrontContext): Promise<Response> =>
  renderPage(c, { template: '404', type: '404', title: themeText(c.get('visit'), 'not_found.title'), status: 404 });

/** The page for an error nobody expected: says what went wrong, since who reads it is the one who can mend it. */
export const errorPage = (error: Error): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Error</title><body style="font:16px/1.5 system-ui;max-width:50rem;margin:4rem auto;padding:0 1rem"><h1>This page could not be made</h1><pre style="white-space:pre-wrap">${escapeHtml(error.message)}</pre></body></html>`;
