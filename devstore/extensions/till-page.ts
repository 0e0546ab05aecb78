import { html } from 'hono/html';
import type { Html } from '../admin/layout.ts';

interface TillPage {
  store: string;
  base: string;
  customer: { id: string; name: string };
  variantId: string;
  frame: (target: string) => string;
}

/** A till with a sale under way, and the customer's details beside it. */
export const tillPage = ({ store, base, customer, variantId, frame }: TillPage): Html => html`<!doctype html>
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width,initial-scale=1" />
      <title>Till · ${store}</title>
      <link rel="icon" href="data:," />
      <link rel="stylesheet" href="/admin-assets/admin.css" />
    </head>
    <body data-base="${base}" data-customer="${customer.id}" data-variant="${variantId}">
      <main class="page">
        <h1>Till · ${store}</h1>
        <div class="columns">
          <section class="card">
            <h2>Cart</h2>
            <p id="lines"></p>
            <dl class="facts">
              <dt>Discount</dt>
              <dd id="discount"></dd>
              <dt>To pay</dt>
              <dd id="total"></dd>
            </dl>
            <button id="pay" class="primary">Take payment</button>
            <p id="sold" role="status"></p>
          </section>
          <section class="card">
            <h2>${customer.name}</h2>
            <iframe title="Customer details" id="details" src="${frame('pos.customer-details.block.render')}" width="100%" height="220"></iframe>
          </section>
        </div>
        <section class="card" id="modal" hidden>
          <button id="close">Close</button>
          <iframe title="Rewards" id="modal-frame" data-src="${frame('pos.customer-details.action.render')}" width="100%" height="480"></iframe>
        </section>
      </main>
      <script src="/admin-assets/till.js"></script>
    </body>
  </html>`;
