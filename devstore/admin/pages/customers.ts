import { Hono } from 'hono';
import { html } from 'hono/html';
import { StoreError } from '../../state/errors.ts';
import type { Customer } from '../../state/model.ts';
import { findCustomerByEmail, getCustomer } from '../../state/read.ts';
import type { Context } from '../../context.ts';
import { runFlowAction, type FlowRun } from '../../flow/run-action.ts';
import { page } from '../layout.ts';
import { attempt, card, check, field, fieldsOf, form, pager, searchBox, table, type Problem } from '../parts.ts';
import { findCustomers, pageNumber } from '../queries.ts';
import type { AdminContext, AdminEnv, View } from '../view.ts';
import { consentBadge, customerPage } from './customer-page.ts';
import { customerName, orNull, splitTags } from './customer-view.ts';

interface Outcome {
  done: string;
  to?: string;
}
type Act = (view: View, customer: Customer, fields: URLSearchParams) => Promise<Outcome>;

const ACTIONS: Record<string, Act> = {
  async edit({ ops }, { id }, fields) {
    const text = (name: string) => orNull(fields.get(name));
    await ops.updateCustomer(id, {
      firstName: text('firstName'),
      lastName: text('lastName'),
      email: text('email'),
      phone: text('phone'),
      note: text('note'),
      taxExempt: fields.has('taxExempt'),
    });
    return { done: 'Saved.' };
  },
  async tags({ ops }, customer, fields) {
    const wanted = splitTags(fields.get('tags'));
    const gone = customer.tags.filter((tag) => !wanted.includes(tag));
    if (gone.length > 0) await ops.removeTags('customer', customer.id, gone);
    if (wanted.length > 0) await ops.addTags('customer', customer.id, wanted);
    return { done: 'The tags were saved.' };
  },
  async email({ ops }, { id }, fields) {
    await ops.setEmailConsent(id, { state: fields.has('subscribed') ? 'SUBSCRIBED' : 'UNSUBSCRIBED', optInLevel: 'SINGLE_OPT_IN' });
    return { done: 'The consent was saved.' };
  },
  async sms({ ops }, { id }, fields) {
    await ops.setSmsConsent(id, { state: fields.has('subscribed') ? 'SUBSCRIBED' : 'UNSUBSCRIBED', optInLevel: 'SINGLE_OPT_IN' });
    return { done: 'The consent was saved.' };
  },
  async merge(view, { id }, fields) {
    const wanted = (fields.get('into') ?? '').trim();
    const into = /^\d+$/.test(wanted)
      ? await getCustomer(view.ctx.pool, view.store.domain, wanted)
      : await findCustomerByEmail(view.ctx.pool, view.store.domain, wanted);
    if (!into) throw new StoreError(`There is no customer ${wanted}.`);
    await view.ops.mergeCustomers(id, into.id);
    return { done: 'The customers were merged; this is the one that stays.', to: `${view.base}/customers/${into.id}` };
  },
  async flow({ ctx, store }, { id }, fields) {
    return { done: await ran(ctx, store.domain, { customerId: id, properties: { event: fields.get('event') ?? '' } }) };
  },
  async award({ ctx, store }, { id }, fields) {
    const properties = { points: Number(fields.get('points') ?? ''), reason: fields.get('reason') ?? '' };
    return { done: await ran(ctx, store.domain, { customerId: id, action: 'regulars-award-points', properties }) };
  },
  async request({ ops }, { id }) {
    await ops.requestCustomerData(id);
    return { done: 'The app was asked for this customer’s data.' };
  },
  async redact({ ops }, { id }) {
    await ops.redactCustomer(id);
    return { done: 'The personal data was erased, and the app was asked to do the same.' };
  },
  async delete({ ops, base }, customer) {
    await ops.deleteCustomer(customer.id);
    return { done: `${customerName(customer)} was deleted.`, to: `${base}/customers` };
  },
};

/** Runs an action of the app, and says what it answered. @throws StoreError when it was not done */
async function ran(ctx: Context, domain: string, run: FlowRun): Promise<string> {
  const { status, answer } = await runFlowAction(ctx, domain, run);
  if (status !== 200) throw new StoreError(`The app answered ${status ?? 'nothing'}: ${answer}`);
  return `Flow ran the app’s action: ${answer}`;
}

async function listPage(c: AdminContext) {
  const view = c.get('view');
  const q = c.req.query('q') ?? '';
  const found = await findCustomers(view.ctx.pool, view.store.domain, q, pageNumber(c.req.query('page')));
  const rows = found.items.map((customer) => [
    html`<a href="${view.base}/customers/${customer.id}">${customerName(customer)}</a>`,
    customer.email ?? customer.phone ?? '',
    consentBadge(customer.emailConsent),
    customer.ordersCount,
    view.money(customer.amountSpent),
    view.time(customer.createdAt),
  ]);
  return page(view, {
    title: view.texts.customers,
    active: 'customers',
    actions: html`<a class="button primary" href="${view.base}/customers/new">Add customer</a>`,
    body: html` <section class="card">
        ${searchBox(`${view.base}/customers`, q, 'Name, email or phone')}${table(['Customer', 'Contact', 'Email marketing', 'Orders', 'Spent', 'Since'], rows, q ? 'No customer matches.' : 'No customers yet.')}
      </section>
      ${pager(`${view.base}/customers`, found.number, found.hasMore, q)}`,
  });
}

function newPage(view: View, problem: Problem | null = null) {
  const was = (name: string) => problem?.values[name] ?? '';
  return page(view, {
    title: 'New customer',
    active: 'customers',
    back: { href: `${view.base}/customers`, label: view.texts.customers },
    body: card(
      'Customer',
      form({
        action: `${view.base}/customers/new`,
        name: 'new',
        submit: 'Create',
        tone: 'primary',
        problem,
        body: html`<div class="row">
            ${field({ label: 'First name', name: 'firstName', value: was('firstName') })}${field({ label: 'Last name', name: 'lastName', value: was('lastName') })}
          </div>
          <div class="row">
            ${field({ label: 'Email', name: 'email', type: 'email', value: was('email') })}${field({ label: 'Phone', name: 'phone', value: was('phone'), placeholder: '+14155550100' })}
          </div>
          ${field({ label: 'Tags', name: 'tags', value: was('tags') })}${field({ label: 'Note', name: 'note', value: was('note'), multiline: true })}${check('Agreed to marketing emails', 'marketing', 'marketing' in (problem?.values ?? {}))}`,
      }),
    ),
  });
}

export function customerPages(): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>();
  app.get('/customers', async (c) => c.html(await listPage(c)));
  app.get('/customers/new', (c) => c.html(newPage(c.get('view'))));
  app.post('/customers/new', async (c) => {
    const view = c.get('view');
    const fields = await fieldsOf(c);
    const text = (name: string) => orNull(fields.get(name));
    return attempt(
      c,
      'new',
      fields,
      async () => {
        const customer = await view.ops.createCustomer({
          firstName: text('firstName'),
          lastName: text('lastName'),
          email: text('email'),
          phone: text('phone'),
          note: text('note'),
          tags: splitTags(fields.get('tags')),
          acceptsMarketing: fields.has('marketing'),
        });
        return { to: `${view.base}/customers/${customer.id}`, done: 'Created.' };
      },
      (problem) => newPage(view, problem),
    );
  });
  app.get('/customers/:id{[0-9]+}', async (c) => {
    const customer = await customerOf(c);
    return customer ? c.html(await customerPage(c.get('view'), customer)) : c.text('There is no such customer.', 404);
  });
  app.post('/customers/:id{[0-9]+}/:action', async (c) => {
    const [view, customer, fields] = [c.get('view'), await customerOf(c), await fieldsOf(c)];
    const act = ACTIONS[c.req.param('action')];
    if (!customer || !act) return c.text('There is no such page.', 404);
    return attempt(
      c,
      c.req.param('action'),
      fields,
      async () => {
        const { done, to } = await act(view, customer, fields);
        return { done, to: to ?? `${view.base}/customers/${customer.id}` };
      },
      (problem) => customerPage(view, customer, problem),
    );
  });
  return app;
}

const customerOf = (c: AdminContext): Promise<Customer | null> => getCustomer(c.get('view').ctx.pool, c.get('view').store.domain, c.req.param('id') ?? '');
