import { Hono } from 'hono';
import { html } from 'hono/html';
import { countAll } from '../../state/read.ts';
import { page } from '../layout.ts';
import { card, table } from '../parts.ts';
import { findCustomers, findOrders, findProducts, weekOf } from '../queries.ts';
import type { AdminEnv } from '../view.ts';
import { customerName } from './customer-view.ts';
import { orderRows, ORDER_HEADINGS } from './order-list.ts';

export function homePages(): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>();
  app.get('/', async (c) => {
    const view = c.get('view');
    const [counts, week, orders] = await Promise.all([
      countAll(view.ctx.pool, view.store.domain),
      weekOf(view.ctx.pool, view.store.domain, view.now),
      findOrders(view.ctx.pool, view.store.domain, ''),
    ]);
    const tile = (href: string, label: string, value: string | number) => html`<a class="tile" href="${view.base}${href}">${label}<b>${value}</b></a>`;
    return c.html(
      page(view, {
        title: view.texts.home,
        active: 'home',
        body: html` <div class="tiles">
            ${tile('/orders', 'Sales, last 7 days', view.money(week.sales))}${tile('/orders', 'Orders, last 7 days', week.orders)}${tile('/orders', 'To fulfil', week.unfulfilled)}${tile('/customers', 'Customers', counts.customers)}${tile('/products', 'Products', counts.products)}
          </div>
          ${card('Latest orders', table(ORDER_HEADINGS, orderRows(view, orders.items.slice(0, 10)), 'No orders yet. Buy something on the storefront, or make an order here.'))}`,
      }),
    );
  });
  app.get('/search', async (c) => {
    const view = c.get('view');
    const q = c.req.query('q') ?? '';
    const { pool } = view.ctx;
    const [orders, customers, products] = await Promise.all([
      findOrders(pool, view.store.domain, q),
      findCustomers(pool, view.store.domain, q),
      findProducts(pool, view.store.domain, q),
    ]);
    return c.html(
      page(view, {
        title: q ? `Results for “${q}”` : 'Search',
        active: '',
        body: html` ${card('Orders', table(ORDER_HEADINGS, orderRows(view, orders.items.slice(0, 8)), 'None.'))}
        ${card(
          'Customers',
          table(
            ['Name', 'Email'],
            customers.items.slice(0, 8).map((one) => [html`<a href="${view.base}/customers/${one.id}">${customerName(one)}</a>`, one.email ?? '']),
            'None.',
          ),
        )}
        ${card(
          'Products',
          table(
            ['Title', 'Status'],
            products.items.slice(0, 8).map((one) => [html`<a href="${view.base}/products/${one.id}">${one.title}</a>`, one.status.toLowerCase()]),
            'None.',
          ),
        )}`,
      }),
    );
  });
  return app;
}
