import { html, raw } from 'hono/html';
import type { Html } from '../admin/layout.ts';

export interface HostedView {
  target: string;
  locale: string;
  appUrl: string;
  texts: Record<string, string>;
  /** Where tokens for whoever looks are to be had, the script of the view, and the page of another target of the same context. */
  addresses: { token: string; script: string; page: string };
  customer: string;
  order: string;
}

const STYLE = `body{font:14px/1.5 system-ui,sans-serif;margin:0;padding:12px;color:#1a1a1a;background:#fff}
s-admin-block,s-admin-action,s-pos-block,s-page,s-section,s-stack,s-box,s-banner,s-paragraph,s-unordered-list,s-list-item,s-scroll-box,s-heading,s-text{display:block}
s-stack[direction=inline]{display:flex;gap:8px;flex-wrap:wrap;align-items:center}s-stack>*{margin-block:2px}
s-heading{font-size:20px;font-weight:650}s-text[type=strong]{font-weight:650}s-text[color=subdued]{color:#616161}
s-badge{display:inline-block;background:#e3e3e3;border-radius:8px;padding:0 8px}s-banner{background:#eaf4ff;border-radius:8px;padding:8px}
s-box{border:1px solid #dedede;border-radius:8px;padding:12px}s-list-item{display:list-item;margin-inline-start:20px}
s-button{display:inline-block;border:1px solid #8a8a8a;border-radius:8px;padding:4px 12px;cursor:pointer;background:#fff}s-button[variant=primary]{background:#303030;color:#fff}
s-button[aria-disabled=true]{opacity:.5}s-option{display:none}s-progress{display:block;height:8px;background:#e3e3e3;border-radius:4px;overflow:hidden}`;

/** A place of Shopify's in which one view of the app runs, as it would in an iframe there. */
export const hostPage = (view: HostedView): Html => html`<!doctype html>
  <html lang="${view.locale}">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width,initial-scale=1" />
      <title>${view.texts['card'] ?? view.target}</title>
      <link rel="icon" href="data:," />
      <style>
        ${raw(STYLE)}
      </style>
    </head>
    <body data-view="${JSON.stringify(view)}">
      <script src="/admin-assets/extension-host.js"></script>
      <script src="${view.addresses.script}" id="extension"></script>
    </body>
  </html>`;
