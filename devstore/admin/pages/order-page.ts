import { html } from 'hono/html';
import { formatMinor } from '../../state/money.ts';
import type { Address, Order } from '../../state/model.ts';
import type { OrderLine } from '../../state/model/order-parts.ts';
import { getCustomer } from '../../state/read.ts';
import { orderTotals, unfulfilledQuantity } from '../../state/totals.ts';
import { page, type Html } from '../layout.ts';
import { card, check, choice, disclosure, field, form, table, type Problem } from '../parts.ts';
import type { View } from '../view.ts';
import { customerName } from './customer-view.ts';
import { fulfilmentBadge, paymentBadge } from './order-list.ts';
import { variantChoice } from './variant-choice.ts';

const lineTitle = (line: OrderLine) => (line.variantTitle ? `${line.title} – ${line.variantTitle}` : line.title);

/** An order with everything that can be done to it. */
export async function orderPage(view: View, order: Order, problem: Problem | null = null): Promise<Html> {
  const customer = order.customerId ? await getCustomer(view.ctx.pool, view.store.domain, order.customerId) : null;
  const to = (name: string) => `${view.base}/orders/${order.id}/${name}`;
  const totals = orderTotals(order);
  const now = (name: string, submit: string) => form({ action: to(name), name, submit, inline: true, body: html`` });
  return page(view, {
    title: order.name,
    active: 'orders',
    back: { href: `${view.base}/orders`, label: view.texts.orders },
    actions: html`${paymentBadge(order)}${fulfilmentBadge(order)}${totals.capturable > 0 && !order.cancelledAt ? now('capture', 'Capture payment') : ''}${totals.outstanding > 0 && totals.capturable === 0 && !order.cancelledAt ? now('paid', 'Mark as paid') : ''}`,
    body: html`${problem?.form === 'paid' || problem?.form === 'capture' ? html`<p class="banner bad" role="alert">${problem.message}</p>` : ''}
      <p>
        <small
          >${view.time(order.processedAt)} ·
          ${order.source === 'pos' ? 'Point of sale' : order.source === 'web' ? 'Online store' : 'Draft order'}${order.test ? ' · test order' : ''}</small
        >
      </p>
      <div class="columns">
        <div>
          ${card(
            'Items',
            table(
              ['Item', 'Price', 'Quantity', 'Sent', 'Total'],
              order.lines.map((line) => lineRow(view, order, line)),
              'No items.',
            ),
          )}
          ${card('Payment', await payment(view, order))}
          ${order.cancelledAt ? '' : card('Actions', html`${fulfilForm(order, to('fulfil'), problem)}${refundForm(view, order, to('refund'), problem)}${await editForm(view, order, to('edit'), problem)}${cancelForm(to('cancel'), problem)}`)}
          ${history(view, order)}
        </div>
        <div>
          ${card(
            'Customer',
            customer
              ? html`<p><a href="${view.base}/customers/${customer.id}">${customerName(customer)}</a></p>
                  ${contact(order)}`
              : html`<p>Guest</p>
                  ${contact(order)}`,
          )}
          ${card('Shipping address', order.shippingAddress ? address(order.shippingAddress) : html`<p><small>None</small></p>`)}
          ${card('Note', form({ action: to('note'), name: 'note', submit: 'Save note', problem, body: field({ label: 'Note', name: 'note', value: order.note ?? '', multiline: true }) }))}
          ${card('Tags', form({ action: to('tags'), name: 'tags', submit: 'Save tags', problem, body: field({ label: 'Separated by commas', name: 'tags', value: order.tags.join(', ') }) }))}
          ${form({ action: to('delete'), name: 'delete', submit: 'Delete order', tone: 'danger', confirm: `Delete ${order.name} for good?`, problem, body: html`` })}
        </div>
      </div>`,
  });
}

const contact = (order: Order) =>
  html`<p>${order.email ?? ''}</p>
    <p>${order.phone ?? ''}</p>`;
const address = (one: Address) =>
  html`<p>
    ${[[one.firstName, one.lastName].filter(Boolean).join(' '), one.company, one.address1, one.address2, [one.zip, one.city].filter(Boolean).join(' '), one.province, one.country].filter(Boolean).map((part) => html`${part}<br />`)}
  </p>`;

function lineRow(view: View, order: Order, line: OrderLine) {
  const name = line.productId ? html`<a href="${view.base}/products/${line.productId}">${lineTitle(line)}</a>` : lineTitle(line);
  return [
    html`${name}${line.sku ? html`<br /><small>${line.sku}</small>` : ''}`,
    view.money(line.unitPrice, order.currency),
    line.currentQuantity === line.quantity ? line.quantity : html`${line.currentQuantity} <small>of ${line.quantity}</small>`,
    line.fulfilledQuantity,
    view.money(line.unitPrice * line.currentQuantity, order.currency),
  ];
}

function payment(view: View, order: Order): Html {
  const totals = orderTotals(order);
  const row = (label: string, minor: number, className = '') =>
    html`<dt class="${className}">${label}</dt>
      <dd class="${className}">${view.money(minor, order.currency)}</dd>`;
  const codes = order.discountApplications.map((one) => one.code ?? one.title).join(', ');
  return html`<dl class="facts">
    ${row('Subtotal', totals.currentSubtotal + totals.currentDiscounts)}${totals.currentDiscounts > 0 ? row(`Discount ${codes}`, -totals.currentDiscounts) : ''}${row('Shipping', totals.currentShipping)}${row(order.taxesIncluded ? 'Tax (included)' : 'Tax', totals.currentTax)}
    ${row('Total', totals.currentTotal, 'sum')}${row('Paid', totals.received)}${totals.refunded > 0 ? row('Refunded', -totals.refunded) : ''}${totals.outstanding === 0 ? '' : row(totals.outstanding > 0 ? 'Outstanding' : 'Owed to the customer', Math.abs(totals.outstanding), 'sum')}
  </dl>`;
}

const quantityTable = (rows: [OrderLine, number, number][]): Html =>
  table(
    ['Item', 'Up to', 'Quantity'],
    rows.map(([line, max, value]) => [
      lineTitle(line),
      max,
      html`<input class="qty" type="number" min="0" max="${max}" name="quantity:${line.id}" value="${value}" aria-label="Quantity of ${lineTitle(line)}" />`,
    ]),
    'Nothing.',
  );

function fulfilForm(order: Order, action: string, problem: Problem | null): Html {
  const left = order.lines.filter((line) => unfulfilledQuantity(line) > 0);
  if (left.length === 0) return html`<p>Everything has been sent.</p>`;
  return disclosure(
    'Fulfil items',
    form({
      action,
      name: 'fulfil',
      submit: 'Fulfil',
      tone: 'primary',
      problem,
      body: html`${quantityTable(left.map((line) => [line, unfulfilledQuantity(line), unfulfilledQuantity(line)]))}
        <div class="row">${field({ label: 'Carrier', name: 'company' })}${field({ label: 'Tracking number', name: 'number' })}</div>`,
    }),
    problem?.form === 'fulfil',
  );
}

function refundForm(view: View, order: Order, action: string, problem: Problem | null): Html {
  const totals = orderTotals(order);
  if (totals.netPayment <= 0) return html`<p>Nothing is paid that could be refunded.</p>`;
  const left = order.lines.filter((line) => line.currentQuantity > 0);
  return disclosure(
    'Refund',
    form({
      action,
      name: 'refund',
      submit: 'Refund',
      problem,
      body: html`${quantityTable(left.map((line) => [line, line.currentQuantity, 0]))}
        <div class="row">
          ${field({ label: `Shipping, up to ${formatMinor(totals.currentShipping, order.currency)}`, name: 'shipping', placeholder: '0' })}${field({ label: `Amount, up to ${formatMinor(totals.netPayment, order.currency)}`, name: 'amount', help: 'Empty: what the items and the shipping are worth.' })}
        </div>
        ${field({ label: 'Reason', name: 'note' })}${check('Restock the items', 'restock', true)}${order.customerId ? check('To store credit instead of the payment', 'credit') : ''}`,
    }),
    problem?.form === 'refund',
  );
}

async function editForm(view: View, order: Order, action: string, problem: Problem | null): Promise<Html> {
  return disclosure(
    'Edit items',
    form({
      action,
      name: 'edit',
      submit: 'Update order',
      problem,
      body: html`${table(
          ['Item', 'Quantity'],
          order.lines.map((line) => [
            lineTitle(line),
            html`<input
              class="qty"
              type="number"
              min="0"
              name="quantity:${line.id}"
              value="${line.currentQuantity}"
              aria-label="New quantity of ${lineTitle(line)}"
            />`,
          ]),
          'Nothing.',
        )}
        <div class="row">
          ${await variantChoice(view, 'Add', 'variant')}${field({ label: 'Quantity', name: 'added', type: 'number', min: '1', value: '1' })}
        </div>
        ${field({ label: 'Reason', name: 'note' })}`,
    }),
    problem?.form === 'edit',
  );
}

const cancelForm = (action: string, problem: Problem | null): Html =>
  disclosure(
    'Cancel order',
    form({
      action,
      name: 'cancel',
      submit: 'Cancel order',
      tone: 'danger',
      problem,
      body: html` ${choice('Reason', 'reason', [
        ['CUSTOMER', 'Customer changed the order'],
        ['INVENTORY', 'Items unavailable'],
        ['FRAUD', 'Fraudulent'],
        ['DECLINED', 'Payment declined'],
        ['OTHER', 'Other'],
      ])}${check('Refund what was paid', 'refund', true)}${check('Restock the items', 'restock', true)}`,
    }),
    problem?.form === 'cancel',
  );

function history(view: View, order: Order): Html {
  const entries = [
    ...order.transactions.map((one) => ({
      at: one.processedAt,
      text: `${one.kind.toLowerCase()} of ${view.money(one.amount, order.currency)} through ${one.gateway}: ${one.status.toLowerCase()}`,
    })),
    ...order.fulfillments.map((one) => ({
      at: one.createdAt,
      text: `${one.lines.reduce((sum, line) => sum + line.quantity, 0)} items sent${one.trackingNumber ? ` with ${one.trackingCompany ?? ''} ${one.trackingNumber}` : ''}`,
    })),
    ...order.refunds.map((one) => ({ at: one.createdAt, text: `Refund${one.note ? `: ${one.note}` : ''}` })),
    ...order.edits.map((one) => ({ at: one.createdAt, text: `Edited${one.note ? `: ${one.note}` : ''}` })),
    ...(order.cancelledAt ? [{ at: order.cancelledAt, text: `Cancelled (${(order.cancelReason ?? 'other').toLowerCase()})` }] : []),
  ].sort((a, b) => b.at.localeCompare(a.at));
  return card(
    'History',
    table(
      ['When', 'What'],
      entries.map((entry) => [view.time(entry.at), html`<span>${entry.text}</span>`]),
      'Nothing has happened yet.',
    ),
  );
}
