import { html } from 'hono/html';
import type { Html } from '../admin/layout.ts';
import type { textsOf } from '../admin/texts.ts';
import type { ViewsBuild } from './views-build.ts';

/** What stands where a view would until there is one; it looks again by itself while the views are being built. */
export const viewsNotice = (state: ViewsBuild, locale: string, texts: ReturnType<typeof textsOf>): Html => html`<!doctype html>
  <html lang="${locale}">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width,initial-scale=1" />
      <title>Regulars</title>
      <link rel="icon" href="data:," />
      <link rel="stylesheet" href="/admin-assets/admin.css" />
      ${state === 'building' ? html`<meta http-equiv="refresh" content="2" />` : ''}
    </head>
    <body class="framed">
      <p role="status" class="banner">${{ building: texts.viewsBuilding, failed: texts.viewsFailed, settled: texts.viewsMissing }[state]}</p>
    </body>
  </html>`;
