import { Hono } from 'hono';
import { html } from 'hono/html';
import { StoreError } from '../../state/errors.ts';
import { parseMinor } from '../../state/money.ts';
import type { Order } from '../../state/model.ts';
import { getOrder } from '../../state/read.ts';
import { page } from '../layout.ts';
import { attempt, fieldsOf, pager, searchBox, table } from '../parts.ts';
import { findOrders, pageNumber } from '../queries.ts';
import type { AdminContext, AdminEnv, View } from '../view.ts';
import { orNull, splitTags } from './customer-view.ts';
import { orderPage } from './order-page.ts';
import { ORDER_HEADINGS, orderRows } from './order-list.ts';

type Act = (view: View, id: string, fields: URLSearchParams) => Promise<string>;

const whole = (text: string | null, what: string): number => {
  if (!/^\d{1,6}$/.test(text ?? '')) throw new StoreError(`${what} is a whole number.`);
  return Number(text);
};
/** Quantities typed beside lines, `quantity:LINE`; zero and empty ones left out. */
const quantities = (fields: URLSearchParams, prefix = 'quantity:'): { lineId: string; quantity: number }[] =>
  [...fields]
    .filter(([name, value]) => name.startsWith(prefix) && value.trim() !== '')
    .map(([name, value]) => ({ lineId: name.slice(prefix.length), quantity: whole(value, 'A quantity') }));

/** What can be done to an order; each answers in words what was done. */
const ACTIONS: Record<string, Act> = {
  async fulfil(view, id, fields) {
    const lines = quantities(fields).filter((line) => line.quantity > 0);
    const [company, number] = [orNull(fields.get('company')), orNull(fields.get('number'))];
    await view.ops.fulfil(id, lines, number ? { company: company ?? 'Other', number } : undefined);
    return 'Fulfilled.';
  },
  async refund(view, id, fields) {
    const lines = quantities(fields)
      .filter((line) => line.quantity > 0)
      .map((line) => ({ ...line, restock: fields.has('restock') }));
    const money = (name: string) => (orNull(fields.get(name)) === null ? undefined : parseMinor(fields.get(name) ?? '', view.store.currency));
    await view.ops.refund(id, {
      lines,
      shipping: money('shipping'),
      amount: money('amount'),
      toStoreCredit: fields.has('credit'),
      note: orNull(fields.get('note')),
    });
    return 'Refunded.';
  },
  async edit(view, id, fields) {
    const order = await getOrder(view.ctx.pool, view.store.domain, id);
    const changed = quantities(fields).filter(({ lineId, quantity }) => order?.lines.some((line) => line.id === lineId && line.currentQuantity !== quantity));
    const variantId = orNull(fields.get('variant'));
    const add = variantId ? [{ variantId, quantity: whole(fields.get('added') ?? '1', 'A quantity') }] : [];
    await view.ops.editOrder(id, { quantities: changed, add, note: orNull(fields.get('note')) });
    return 'The order was edited.';
  },
  async cancel(view, id, fields) {
    const reason = (['CUSTOMER', 'INVENTORY', 'FRAUD', 'DECLINED', 'OTHER'] as const).find((one) => one === fields.get('reason')) ?? 'OTHER';
    await view.ops.cancel(id, { reason, refund: fields.has('refund'), restock: fields.has('restock') });
    return 'The order was cancelled.';
  },
  async paid(view, id) {
    await view.ops.markPaid(id);
    return 'Marked as paid.';
  },
  async capture(view, id) {
    await view.ops.capture(id);
    return 'The payment was captured.';
  },
  async note(view, id, fields) {
    await view.ops.updateOrder(id, { note: orNull(fields.get('note')) });
    return 'The note was saved.';
  },
  async tags(view, id, fields) {
    const order = await getOrder(view.ctx.pool, view.store.domain, id);
    const wanted = splitTags(fields.get('tags'));
    const gone = (order?.tags ?? []).filter((tag) => !wanted.includes(tag));
    if (gone.length > 0) await view.ops.removeTags('order', id, gone);
    if (wanted.length > 0) await view.ops.addTags('order', id, wanted);
    return 'The tags were saved.';
  },
};

export function orderPages(): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>();
  app.get('/orders', async (c) => {
    const view = c.get('view');
    const q = c.req.query('q') ?? '';
    const found = await findOrders(view.ctx.pool, view.store.domain, q, pageNumber(c.req.query('page')));
    return c.html(
      page(view, {
        title: view.texts.orders,
        active: 'orders',
        actions: html`<a class="button primary" href="${view.base}/orders/new">${view.texts.drafts}</a>`,
        body: html` <section class="card">
            ${searchBox(`${view.base}/orders`, q, 'Order number or email')}${table(ORDER_HEADINGS, orderRows(view, found.items), q ? 'No order matches.' : 'No orders yet.')}
          </section>
          ${pager(`${view.base}/orders`, found.number, found.hasMore, q)}`,
      }),
    );
  });
  app.get('/orders/:id{[0-9]+}', async (c) => {
    const order = await orderOf(c);
    return order ? c.html(await orderPage(c.get('view'), order)) : c.text('There is no such order.', 404);
  });
  app.post('/orders/:id{[0-9]+}/delete', async (c) => {
    const [view, order, fields] = [c.get('view'), await orderOf(c), await fieldsOf(c)];
    if (!order) return c.text('There is no such order.', 404);
    return attempt(
      c,
      'delete',
      fields,
      async () => {
        await view.ops.deleteOrder(order.id);
        return { to: `${view.base}/orders`, done: `${order.name} was deleted.` };
      },
      (problem) => orderPage(view, order, problem),
    );
  });
  app.post('/orders/:id{[0-9]+}/:action', async (c) => {
    const [view, order, fields] = [c.get('view'), await orderOf(c), await fieldsOf(c)];
    const act = ACTIONS[c.req.param('action')];
    if (!order || !act) return c.text('There is no such page.', 404);
    return attempt(
      c,
      c.req.param('action'),
      fields,
      async () => ({ done: await act(view, order.id, fields), to: `${view.base}/orders/${order.id}` }),
      (problem) => orderPage(view, order, problem),
    );
  });
  return app;
}

const orderOf = (c: AdminContext): Promise<Order | null> => getOrder(c.get('view').ctx.pool, c.get('view').store.domain, c.req.param('id') ?? '');
