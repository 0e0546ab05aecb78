import { Hono } from 'hono';
import { html } from 'hono/html';
import { flowExtensions } from '../../flow/extensions.ts';
import { listTriggers, setFlowUse, usedTriggers } from '../../flow/triggers.ts';
import { page } from '../layout.ts';
import { attempt, badge, card, fieldsOf, form, table, type Problem } from '../parts.ts';
import type { AdminEnv, View } from '../view.ts';

async function flowPage(view: View, problem: Problem | null = null) {
  const { pool } = view.ctx;
  const [all, used, runs] = await Promise.all([flowExtensions(view.ctx), usedTriggers(pool, view.store.domain), listTriggers(pool, view.store.domain)]);
  const triggers = all.flatMap(({ extensions: [one] }) => (one.type === 'flow_trigger' ? [one] : []));
  const toggle = (handle: string) =>
    form({
      action: `${view.base}/flow/${handle}/${used.has(handle) ? 'off' : 'on'}`,
      name: handle,
      submit: used.has(handle) ? 'Turn off' : 'Turn on',
      problem,
      inline: true,
      body: html``,
    });
  return page(view, {
    title: 'Shopify Flow',
    active: 'flow',
    body: html`${card(
      'Workflows that begin with a trigger of the app',
      table(
        ['Trigger', 'Workflow', ''],
        triggers.map(({ name, handle }) => [name, used.has(handle) ? badge('on', 'good') : badge('off'), toggle(handle)]),
        'The app has no triggers.',
      ),
    )}
    ${card(
      'What the app has told',
      table(
        ['Trigger', 'When', 'What', ''],
        runs.map(({ handle, at, payload, used: began }) => [
          handle,
          view.time(at),
          html`<code>${JSON.stringify(payload)}</code>`,
          began ? badge('ran', 'good') : '',
        ]),
        'Nothing yet.',
      ),
    )}`,
  });
}

/** Shopify Flow as far as the app meets it: which of its triggers are used, and what it has told. */
export function flowPages(): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>();
  app.get('/flow', async (c) => c.html(await flowPage(c.get('view'))));
  app.post('/flow/:handle/:state{on|off}', async (c) => {
    const view = c.get('view');
    const { handle, state } = c.req.param();
    const work = async () => {
      await setFlowUse(view.ctx, view.store.domain, handle, state === 'on');
      return { to: `${view.base}/flow`, done: state === 'on' ? 'The workflow is on.' : 'The workflow is off.' };
    };
    return attempt(c, handle, await fieldsOf(c), work, (problem) => flowPage(view, problem));
  });
  return app;
}
