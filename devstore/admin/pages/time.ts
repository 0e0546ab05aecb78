import { Hono } from 'hono';
import { html } from 'hono/html';
import { page } from '../layout.ts';
import { card, field, fieldsOf, form, type Problem } from '../parts.ts';
import { moveTime, tellApp, type TimeMove } from '../move-time.ts';
import type { AdminEnv, View } from '../view.ts';

const DAY_MS = 86_400_000;
const DAYS_MAX = 3_660;

async function timePage(view: View, problem: Problem | null = null) {
  const offsetMs = await view.ctx.clock.offsetMs();
  const now = await view.ctx.clock.now();
  const step = (days: number, label: string) => html`<button name="days" value="${days}" formnovalidate>${label}</button>`;
  return page(view, {
    title: view.texts.time,
    active: 'time',
    body: html` ${card(
      'Now',
      html`<dl class="facts">
          <dt>Store time (${view.store.timezone})</dt>
          <dd>${view.time(now)}</dd>
          <dt>Ahead of this machine</dt>
          <dd>${(offsetMs / DAY_MS).toFixed(1)} days</dd>
        </dl>
        ${form({ action: `${view.base}/time/tell`, name: 'tell', submit: 'Tell the app the time again', body: html``, problem, inline: true })}`,
    )}
    ${card(
      'Move forward',
      html`<p>The stores’ time and the app’s move together, and never back.</p>
        <form method="post" action="${view.base}/time" class="inline">${step(1, '1 day')}${step(7, '1 week')}${step(30, '30 days')}${step(365, '1 year')}</form>
        ${form({ action: `${view.base}/time`, name: 'move', submit: 'Move', problem, inline: true, body: field({ label: 'Days', name: 'days', type: 'number', min: '0.01', max: String(DAYS_MAX), step: 'any', value: problem?.values.days ?? '3', required: true }) })}`,
    )}`,
  });
}

/** Moves the time of the stores and of the app. */
export function timePages(): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>();
  app.get('/time', async (c) => c.html(await timePage(c.get('view'))));
  app.post('/time', async (c) => {
    const view = c.get('view');
    const text = (await fieldsOf(c)).get('days') ?? '';
    const days = Number(text);
    if (!(days > 0 && days <= DAYS_MAX))
      return c.html(await timePage(view, { form: 'move', message: `Days are a number above 0 and up to ${DAYS_MAX}.`, values: { days: text } }), 422);
    return answer(view, await moveTime(view.ctx, Math.round(days * DAY_MS)), `Moved forward by ${days} day${days === 1 ? '' : 's'}.`);
  });
  app.post('/time/tell', async (c) => answer(c.get('view'), await tellApp(c.get('view').ctx), 'The app knows the time.'));
  return app;

  async function answer(view: View, move: TimeMove, done: string): Promise<Response> {
    if (move.appProblem !== null)
      return new Response(String(await timePage(view, { form: 'tell', message: move.appProblem, values: {} })), {
        status: 502,
        headers: { 'content-type': 'text/html; charset=utf-8' },
      });
    return new Response(null, { status: 303, headers: { location: `${view.base}/time?done=${encodeURIComponent(done)}` } });
  }
}
