import { Hono } from 'hono';
import { html } from 'hono/html';
import { StoreError } from '../../state/errors.ts';
import { parseMinor } from '../../state/money.ts';
import type { Basket } from '../../state/operations.ts';
import { findCustomerByEmail } from '../../state/read.ts';
import { page, type Html } from '../layout.ts';
import { attempt, card, choice, field, fieldsOf, form, table, type Problem } from '../parts.ts';
import { listDrafts } from '../queries.ts';
import type { AdminEnv, View } from '../view.ts';
import { orNull } from './customer-view.ts';
import { variantChoice } from './variant-choice.ts';

const LINES = 4;

async function newOrderPage(view: View, problem: Problem | null = null): Promise<Html> {
  const was = (name: string, value = '') => problem?.values[name] ?? value;
  const lines = await Promise.all(
    Array.from(
      { length: LINES },
      async (_, index) =>
        html`<div class="row">
          ${await variantChoice(view, `Item ${index + 1}`, `variant${index}`, was(`variant${index}`))}${field({ label: 'Quantity', name: `quantity${index}`, type: 'number', min: '1', value: was(`quantity${index}`, '1') })}
        </div>`,
    ),
  );
  const drafts = await listDrafts(view.ctx.pool, view.store.domain);
  return page(view, {
    title: 'New order',
    active: 'orders',
    back: { href: `${view.base}/orders`, label: view.texts.orders },
    body: html` ${card(
      'Order',
      form({
        action: `${view.base}/orders/new`,
        name: 'new',
        submit: 'Create',
        tone: 'primary',
        problem,
        body: html`<div class="row">
            ${choice(
              'Kind',
              'kind',
              [
                ['pos', 'Point of sale, paid at once'],
                ['draft', 'Draft, to be completed later'],
                ['draft-paid', 'Draft, completed at once'],
              ],
              was('kind', 'pos'),
            )}${field({ label: 'Customer’s email', name: 'email', type: 'email', value: was('email'), help: 'Empty: a guest.' })}
          </div>
          ${lines}
          <div class="row">
            ${field({ label: 'Discount code', name: 'code', value: was('code') })}${field({ label: 'Discount by hand', name: 'discount', value: was('discount'), placeholder: '0' })}${field({ label: 'Gift card', name: 'giftCard', value: was('giftCard') })}
          </div>
          ${field({ label: 'Note', name: 'note', value: was('note') })}`,
      }),
    )}
    ${card(
      'Open drafts',
      table(
        ['Draft', 'Made', 'Contact', 'Items', ''],
        drafts.items.map((draft) => [
          draft.name,
          view.time(draft.createdAt),
          draft.email ?? '',
          draft.lines.reduce((sum, line) => sum + line.quantity, 0),
          form({ action: `${view.base}/drafts/${draft.id}/complete`, name: `draft-${draft.id}`, submit: 'Complete', inline: true, problem, body: html`` }),
        ]),
        'None.',
      ),
    )}`,
  });
}

async function basketOf(view: View, fields: URLSearchParams): Promise<Basket> {
  const email = orNull(fields.get('email'))?.toLowerCase() ?? null;
  const customer = email ? await findCustomerByEmail(view.ctx.pool, view.store.domain, email) : null;
  if (email && !customer) throw new StoreError(`No customer has the address ${email}. Make the customer first, or leave it empty.`);
  const lines = Array.from({ length: LINES }, (_, index) => ({
    variantId: orNull(fields.get(`variant${index}`)),
    quantity: Number(fields.get(`quantity${index}`) ?? '1'),
  })).filter((line) => line.variantId !== null);
  if (lines.length === 0) throw new StoreError('Choose at least one item.');
  if (lines.some((line) => !Number.isSafeInteger(line.quantity) || line.quantity < 1)) throw new StoreError('A quantity is a whole number from 1.');
  const [code, discount, giftCard] = [orNull(fields.get('code')), orNull(fields.get('discount')), orNull(fields.get('giftCard'))];
  return {
    lines,
    customerId: customer?.id ?? null,
    email,
    source: fields.get('kind') === 'pos' ? 'pos' : 'shopify_draft_order',
    note: orNull(fields.get('note')),
    discountCodes: code ? [code] : [],
    giftCardCodes: giftCard ? [giftCard] : [],
    manualDiscount: discount ? parseMinor(discount, view.store.currency) : undefined,
    shipping: 0,
  };
}

/** A code that does not apply would otherwise vanish silently. */
async function refuseBadCodes(view: View, basket: Basket): Promise<void> {
  const { refusals } = await view.ops.quote(basket);
  if (refusals[0]) throw new StoreError(`${refusals[0].code}: ${refusals[0].reason}`);
}

export function newOrderPages(): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>();
  app.get('/orders/new', async (c) => c.html(await newOrderPage(c.get('view'))));
  app.post('/orders/new', async (c) => {
    const view = c.get('view');
    const fields = await fieldsOf(c);
    return attempt(
      c,
      'new',
      fields,
      async () => {
        const basket = await basketOf(view, fields);
        await refuseBadCodes(view, basket);
        if (fields.get('kind') === 'pos') {
          const order = await view.ops.placeOrder(basket, 'paid');
          return { to: `${view.base}/orders/${order.id}`, done: `${order.name} was sold at the till.` };
        }
        const draft = await view.ops.createDraft(basket);
        if (fields.get('kind') === 'draft') return { to: `${view.base}/orders/new`, done: `${draft.name} was saved.` };
        const order = await view.ops.completeDraft(draft.id);
        return { to: `${view.base}/orders/${order.id}`, done: `${draft.name} became ${order.name}.` };
      },
      (problem) => newOrderPage(view, problem),
    );
  });
  app.post('/drafts/:id{[0-9]+}/complete', async (c) => {
    const view = c.get('view');
    const id = c.req.param('id');
    return attempt(
      c,
      `draft-${id}`,
      await fieldsOf(c),
      async () => {
        const order = await view.ops.completeDraft(id);
        return { to: `${view.base}/orders/${order.id}`, done: `The draft became ${order.name}.` };
      },
      (problem) => newOrderPage(view, problem),
    );
  });
  return app;
}
