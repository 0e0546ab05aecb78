import { Hono } from 'hono';
import { html } from 'hono/html';
import { formatMinor, parseMinor } from '../../state/money.ts';
import type { Store } from '../../state/model.ts';
import { page } from '../layout.ts';
import { attempt, card, check, choice, field, fieldsOf, form, type Problem } from '../parts.ts';
import type { AdminEnv, View } from '../view.ts';

const PLANS: [Store['plan'], string][] = [
  ['basic', 'Basic'],
  ['shopify', 'Grow'],
  ['advanced', 'Advanced'],
  ['shopify_plus', 'Plus'],
];

function settingsPage(view: View, problem: Problem | null = null) {
  const { store } = view;
  const was = (name: string, value: string) => problem?.values[name] ?? value;
  return page(view, {
    title: view.texts.settings,
    active: 'settings',
    body: card(
      store.domain,
      form({
        action: `${view.base}/settings`,
        name: 'settings',
        submit: 'Save',
        tone: 'primary',
        problem,
        body: html`<div class="row">
            ${field({ label: 'Store name', name: 'name', value: was('name', store.name), required: true })}${choice('Plan', 'plan', PLANS, was('plan', store.plan))}
          </div>
          <div class="row">
            ${field({ label: 'Currency', name: 'currency', value: was('currency', store.currency), help: 'ISO code; fixed once there are orders.', required: true })}${field({ label: 'Time zone', name: 'timezone', value: was('timezone', store.timezone), help: 'IANA name, like Europe/Berlin.', required: true })}${field({ label: 'Language', name: 'locale', value: was('locale', store.locale), required: true })}
          </div>
          <div class="row">
            ${field({ label: 'Tax, per cent', name: 'tax', value: was('tax', String(store.taxRateBps / 100)), type: 'number', min: '0', max: '100', step: '0.01', required: true })}${field({ label: 'Flat shipping', name: 'shipping', value: was('shipping', formatMinor(store.shippingFlat, store.currency)), required: true })}
          </div>
          ${check('Prices include tax', 'included', problem ? 'included' in problem.values : store.taxesIncluded)}`,
      }),
    ),
  });
}

export function settingsPages(): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>();
  app.get('/settings', (c) => c.html(settingsPage(c.get('view'))));
  app.post('/settings', async (c) => {
    const view = c.get('view');
    const fields = await fieldsOf(c);
    const text = (name: string) => (fields.get(name) ?? '').trim();
    return attempt(
      c,
      'settings',
      fields,
      async () => {
        const currency = text('currency').toUpperCase();
        await view.ops.updateStore({
          name: text('name'),
          plan: PLANS.find(([plan]) => plan === text('plan'))?.[0] ?? view.store.plan,
          currency,
          timezone: text('timezone'),
          locale: text('locale'),
          // A rate has at most two places; reading it as an amount of dollars is exact.
          taxRateBps: parseMinor(text('tax'), 'USD'),
          shippingFlat: parseMinor(text('shipping'), currency),
          taxesIncluded: fields.has('included'),
        });
        return { to: `${view.base}/settings`, done: 'Saved.' };
      },
      (problem) => settingsPage(view, problem),
    );
  });
  return app;
}
