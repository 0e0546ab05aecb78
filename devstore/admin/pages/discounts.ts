import { Hono } from 'hono';
import { html } from 'hono/html';
import { discountStatus } from '../../state/discounts.ts';
import { parseMinor } from '../../state/money.ts';
import type { Discount } from '../../state/model/promotion.ts';
import { page, type Html } from '../layout.ts';
import { attempt, badge, card, check, choice, field, fieldsOf, form, pager, table, type Problem } from '../parts.ts';
import { listDiscounts, pageNumber } from '../queries.ts';
import type { AdminEnv, View } from '../view.ts';
import { orNull } from './customer-view.ts';

const KINDS: [Discount['kind'], string][] = [
  ['percentage', 'Percentage'],
  ['fixed_amount', 'Fixed amount'],
  ['free_shipping', 'Free shipping'],
];

function worth(view: View, discount: Discount): string {
  if (discount.kind === 'percentage') return `${discount.value / 100} %`;
  return discount.kind === 'fixed_amount' ? view.money(discount.value) : 'Free shipping';
}

async function discountsPage(view: View, number: number, problem: Problem | null = null): Promise<Html> {
  const found = await listDiscounts(view.ctx.pool, view.store.domain, number);
  const was = (name: string) => problem?.values[name] ?? '';
  const rows = found.items.map((discount) => {
    const status = discountStatus(discount, view.now.toISOString());
    return [
      html`<b>${discount.code ?? discount.title}</b>`,
      badge(status.toLowerCase(), status === 'ACTIVE' ? 'good' : 'plain'),
      worth(view, discount),
      `${discount.used}${discount.usageLimit === null ? '' : ` of ${discount.usageLimit}`}`,
      discount.endsAt ? view.time(discount.endsAt) : '',
      form({
        action: `${view.base}/discounts/${discount.id}/delete`,
        name: `delete-${discount.id}`,
        submit: 'Delete',
        tone: 'danger',
        inline: true,
        confirm: 'Delete this discount?',
        problem,
        body: html``,
      }),
    ];
  });
  return page(view, {
    title: view.texts.discounts,
    active: 'discounts',
    body: html` ${card(
      'New code',
      form({
        action: `${view.base}/discounts`,
        name: 'new',
        submit: 'Create',
        tone: 'primary',
        problem,
        body: html`<div class="row">
            ${field({ label: 'Code', name: 'code', value: was('code'), required: true, placeholder: 'WELCOME10' })}${choice('Kind', 'kind', KINDS, was('kind'))}${field({ label: 'Worth', name: 'value', value: was('value'), help: 'Per cent, or an amount of money.' })}
          </div>
          <div class="row">
            ${field({ label: 'From a subtotal of', name: 'minimum', value: was('minimum') })}${field({ label: 'Uses in all', name: 'limit', type: 'number', min: '1', value: was('limit') })}${field({ label: 'Ends in days', name: 'days', type: 'number', min: '1', value: was('days') })}
          </div>
          ${check('Once per customer', 'once', 'once' in (problem?.values ?? {}))}`,
      }),
    )}
    ${card('Discounts', table(['Code', 'Status', 'Worth', 'Used', 'Ends', ''], rows, 'No discounts yet.'))}${pager(`${view.base}/discounts`, found.number, found.hasMore)}`,
  });
}

export function discountPages(): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>();
  app.get('/discounts', async (c) => c.html(await discountsPage(c.get('view'), pageNumber(c.req.query('page')))));
  app.post('/discounts', async (c) => {
    const view = c.get('view');
    const fields = await fieldsOf(c);
    return attempt(
      c,
      'new',
      fields,
      async () => {
        const kind = KINDS.find(([one]) => one === fields.get('kind'))?.[0] ?? 'percentage';
        const [code, minimum, limit, days] = [
          (fields.get('code') ?? '').trim(),
          orNull(fields.get('minimum')),
          orNull(fields.get('limit')),
          orNull(fields.get('days')),
        ];
        const amount = fields.get('value')?.trim() ?? '';
        // Per cent has at most two places, as an amount of dollars has; the result is basis points.
        const value = kind === 'free_shipping' ? 0 : parseMinor(amount, kind === 'percentage' ? 'USD' : view.store.currency);
        await view.ops.saveDiscount({
          title: code,
          code,
          automatic: false,
          kind,
          value,
          minimumSubtotal: minimum === null ? null : parseMinor(minimum, view.store.currency),
          usageLimit: limit === null ? null : Number(limit),
          oncePerCustomer: fields.has('once'),
          customerIds: [],
          startsAt: view.now.toISOString(),
          endsAt: days === null ? null : new Date(view.now.getTime() + Number(days) * 86_400_000).toISOString(),
        });
        return { to: `${view.base}/discounts`, done: `${code} can be used.` };
      },
      (problem) => discountsPage(view, 1, problem),
    );
  });
  app.post('/discounts/:id{[0-9]+}/delete', async (c) => {
    const view = c.get('view');
    const id = c.req.param('id');
    return attempt(
      c,
      `delete-${id}`,
      await fieldsOf(c),
      async () => {
        await view.ops.deleteDiscount(id);
        return { to: `${view.base}/discounts`, done: 'The discount was deleted.' };
      },
      (problem) => discountsPage(view, 1, problem),
    );
  });
  return app;
}
