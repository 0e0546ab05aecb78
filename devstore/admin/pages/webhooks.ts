import { Hono } from 'hono';
import { html } from 'hono/html';
import { countDeliveries, listDeliveries, redeliver, type Delivery } from '../../webhooks/deliveries.ts';
import { faultsSchema, getFaults, setFaults, type Faults } from '../../webhooks/faults.ts';
import { page } from '../layout.ts';
import { card, field, fieldsOf, form, table } from '../parts.ts';
import type { AdminContext, AdminEnv, View } from '../view.ts';
import { deliveryPage, statusBadge } from './delivery-page.ts';

function row(view: View, delivery: Delivery) {
  const last = delivery.doc.attempts.at(-1);
  const answer = delivery.doc.problem ?? (last ? `${last.status ?? '—'} ${last.answer}` : '');
  return [
    html`<a href="${view.base}/webhooks/${delivery.id}">${delivery.topic}</a>`,
    statusBadge(delivery),
    delivery.attempt,
    view.time(delivery.doc.triggeredAt),
    last ? `${last.tookMs} ms` : '',
    answer.slice(0, 60),
  ];
}

const faultForm = (view: View, faults: Faults) =>
  card(
    'Fault dial',
    form({
      action: `${view.base}/webhooks/faults`,
      name: 'faults',
      submit: 'Set',
      body: html` <p>Shares of the deliveries planned from now on, in per cent. The same dial serves all stores.</p>
        <div class="row">
          ${(['duplicate', 'reorder', 'delay', 'loss'] as const).map((name) =>
            field({
              label: {
                duplicate: 'Sent twice',
                reorder: 'Out of order',
                delay: 'Late',
                loss: 'Lost',
                throttling: 'API throttled',
                lostAnswers: 'API answers lost',
              }[name],
              name,
              type: 'number',
              min: '0',
              max: '100',
              step: '1',
              value: String(Math.round(faults[name] * 100)),
            }),
          )}
        </div>`,
    }),
  );

async function listPage(c: AdminContext) {
  const view = c.get('view');
  const { pool } = view.ctx;
  const topic = c.req.query('topic') || undefined;
  const before = /^\d{1,19}$/.test(c.req.query('before') ?? '') ? c.req.query('before') : undefined;
  const [counts, deliveries, faults] = await Promise.all([
    countDeliveries(pool, view.store.domain),
    listDeliveries(pool, view.store.domain, { topic, before }),
    getFaults(view.ctx),
  ]);
  const last = deliveries.at(-1);
  return page(view, {
    title: view.texts.webhooks,
    active: 'webhooks',
    body: html` <div class="tiles">${Object.entries(counts).map(([status, count]) => html`<div class="tile">${status}<b>${count}</b></div>`)}</div>
      ${faultForm(view, faults)}
      ${card(
        'Deliveries',
        table(
          ['Topic', 'Status', 'Attempts', 'Triggered', 'Took', 'Answer'],
          deliveries.map((one) => row(view, one)),
          'Nothing was sent yet.',
        ),
        html`<form class="filter" action="${view.base}/webhooks">
          <input name="topic" aria-label="Topic" placeholder="orders/create" value="${topic ?? ''}" /><button>Filter</button>
        </form>`,
      )}
      ${last && deliveries.length === 50 ? html`<p class="pager"><span></span><a href="?before=${last.id}${topic ? `&topic=${topic}` : ''}">Older →</a></p>` : ''}`,
  });
}

/** What was sent to the app, what it answered, and how unreliable the way is. */
export function webhookPages(): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>();
  app.get('/webhooks', async (c) => c.html(await listPage(c)));
  app.post('/webhooks/faults', async (c) => {
    const view = c.get('view');
    const fields = await fieldsOf(c);
    const share = (name: string) => Number(fields.get(name) ?? '0') / 100;
    const given = faultsSchema.safeParse({
      duplicate: share('duplicate'),
      reorder: share('reorder'),
      delay: share('delay'),
      loss: share('loss'),
      throttling: share('throttling'),
      lostAnswers: share('lostAnswers'),
    });
    if (!given.success) return c.redirect(`${view.base}/webhooks?done=${encodeURIComponent('Not set: a share is between 0 and 100 per cent.')}`, 303);
    await setFaults(view.ctx, given.data);
    return c.redirect(`${view.base}/webhooks?done=${encodeURIComponent('The fault dial is set.')}`, 303);
  });
  app.get('/webhooks/:id{[0-9]+}', async (c) => {
    const view = c.get('view');
    const id = c.req.param('id');
    const [delivery] = await listDeliveries(view.ctx.pool, view.store.domain, { before: (BigInt(id) + 1n).toString(), limit: 1 });
    if (!delivery || delivery.id !== id) return c.text('There is no such delivery.', 404);
    return c.html(deliveryPage(view, delivery));
  });
  app.post('/webhooks/:id{[0-9]+}/again', async (c) => {
    const view = c.get('view');
    await redeliver(view.ctx.pool, view.store.domain, c.req.param('id'));
    return c.redirect(`${view.base}/webhooks/${c.req.param('id')}?done=${encodeURIComponent('It is on its way again.')}`, 303);
  });
  return app;
}
