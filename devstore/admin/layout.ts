import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { View } from './view.ts';
import { LOCALE_NAMES, LOCALES } from './texts.ts';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** Simple marks drawn here, 16 by 16. */
const ICONS: Record<string, string> = {
  home: 'M2 7.5 8 2l6 5.5V14h-4v-4H6v4H2z',
  orders: 'M2 4h12v9H2zM2 8h4l1 2h2l1-2h4',
  products: 'M8 2l6 3v6l-6 3-6-3V5zM2 5l6 3 6-3M8 8v6',
  customers: 'M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 14a5.5 5.5 0 0 1 11 0',
  discounts: 'M2 8V2h6l6 6-6 6zM5 5h.01',
  webhooks: 'M4 12l4-8 4 8M2 12h12',
  flow: 'M3 3h4v4H3zM9 9h4v4H9zM5 7v4h4',
  time: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 5v3l2 2',
  settings: 'M3 4h10M3 8h10M3 12h10M6 3v2M10 7v2M5 11v2',
  app: 'M2 2h5v5H2zM9 2h5v5H9zM2 9h5v5H2zM9 9h5v5H9z',
  new: 'M8 3v10M3 8h10',
};
const icon = (name: string) => html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="${ICONS[name] ?? ''}" /></svg>`;

export interface PageOptions {
  title: string;
  active: string;
  body: Html;
  actions?: Html;
  back?: { href: string; label: string };
  frame?: boolean;
}

/** A page of the admin: top bar, navigation, and the page itself. */
export function page(view: View, { title, active, body, actions, back, frame = false }: PageOptions): Html {
  const { texts, base, store, locale } = view;
  const link = (key: string, path: string, label: string) =>
    html`<li>
      <a href="${base}${path}" ${active === key ? html`aria-current="page"` : ''}>${icon(key)}<span>${label}</span></a>
    </li>`;
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>${title} · ${store.name}</title>
        <link rel="stylesheet" href="/admin-assets/admin.css" />
        <link rel="icon" href="data:," />
      </head>
      <body class="${frame ? 'framed' : ''}" data-base="${base}" data-store="${store.domain}" data-app="${view.ctx.config.appUrl}">
        <a class="skip" href="#main">${texts.skip}</a>
        <header class="top">
          <button class="burger" type="button" aria-expanded="false" aria-controls="nav" aria-label="${texts.menu}"><span></span></button>
          <a class="brand" href="${base}"><span class="mark" aria-hidden="true">${[...store.name][0] ?? 'S'}</span><span>${store.name}</span></a>
          <form class="search" role="search" action="${base}/search">
            <input name="q" type="search" aria-label="${texts.search}" placeholder="${texts.search}" />
          </form>
          <form class="locale" method="post" action="${base}/locale">
            <input type="hidden" name="back" value="${view.path}" /><select name="locale" aria-label="${texts.language}" data-submit>
              ${LOCALES.map((one) => html`<option value="${one}" ${one === locale ? 'selected' : ''}>${LOCALE_NAMES[one]}</option>`)}</select
            ><noscript><button>OK</button></noscript>
          </form>
        </header>
        <div class="body">
          <nav id="nav" aria-label="${texts.menu}">
            <ul>
              ${link('home', '', texts.home)}${link('orders', '/orders', texts.orders)}${link('products', '/products', texts.products)}${link('customers', '/customers', texts.customers)}${link('discounts', '/discounts', texts.discounts)}
            </ul>
            <h2>${texts.apps}</h2>
            <ul>
              <li>
                <a href="${base}/apps/regulars" ${active === 'regulars' ? html`aria-current="page"` : ''}>${icon('app')}<span>Regulars</span></a>
                <ul class="sub" data-app-nav></ul>
              </li>
            </ul>
            <h2>${texts.tools}</h2>
            <ul>
              ${link('webhooks', '/webhooks', texts.webhooks)}${link('flow', '/flow', texts.flow)}${link('time', '/time', texts.time)}${link('app', '/app', texts.app)}${link('settings', '/settings', texts.settings)}
            </ul>
            <p class="foot"><time datetime="${view.now.toISOString()}">${view.time(view.now)}</time>${storefrontLink(view)}<a href="/">${texts.stores}</a></p>
          </nav>
          <main id="main" tabindex="-1">
            ${
              frame
                ? body
                : html`<div class="page">
                    <div class="head">
                      ${back ? html`<a class="back" href="${back.href}" aria-label="${back.label}">←</a>` : ''}
                      <h1>${title}</h1>
                      <div class="actions">${actions ?? ''}</div>
                    </div>
                    ${view.done ? html`<p class="banner done" role="status">${view.done}</p>` : ''}${body}
                  </div>`
            }
          </main>
        </div>
        <div class="toasts" role="status" aria-live="polite"></div>
        <script src="/admin-assets/shell.js" defer></script>
      </body>
    </html>`;
}

function storefrontLink(view: View): Html {
  const origin = view.ctx.origins?.storefronts.get(view.store.domain);
  return origin ? html`<a href="${origin}" target="_blank" rel="noopener">${view.texts.storefront}</a>` : html``;
}
