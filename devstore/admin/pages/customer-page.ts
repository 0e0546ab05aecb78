import { html } from 'hono/html';
import type { Consent, Customer } from '../../state/model.ts';
import { listOrdersOfCustomer } from '../../state/read.ts';
import { viewFor } from '../../extensions/bundles.ts';
import { page, type Html } from '../layout.ts';
import { badge, card, check, disclosure, field, form, table, type Problem } from '../parts.ts';
import type { View } from '../view.ts';
import { customerName } from './customer-view.ts';
import { OWN_ORDER_HEADINGS, ownOrderRows } from './order-list.ts';

export const consentBadge = (consent: Consent): Html => badge(consent.state.toLowerCase().replace('_', ' '), consent.state === 'SUBSCRIBED' ? 'good' : 'plain');

/** A customer with everything that can be done to one. */
export async function customerPage(view: View, customer: Customer, problem: Problem | null = null): Promise<Html> {
  const to = (name: string) => `${view.base}/customers/${customer.id}/${name}`;
  if (customer.mergedInto)
    return page(view, {
      title: customerName(customer),
      active: 'customers',
      back: { href: `${view.base}/customers`, label: view.texts.customers },
      body: html`<p class="banner">Merged into <a href="${view.base}/customers/${customer.mergedInto}">another customer</a>.</p>`,
    });
  const orders = await listOrdersOfCustomer(view.ctx.pool, view.store.domain, customer.id, 20);
  const extensions = await extensionsOf(view, customer.id);
  const was = (name: string, value: string | null) => (problem?.form === 'edit' ? problem.values[name] : value) ?? '';
  return page(view, {
    title: customerName(customer),
    active: 'customers',
    back: { href: `${view.base}/customers`, label: view.texts.customers },
    body: html`<div class="columns">
      <div>
        <div class="tiles">
          <div class="tile">Spent<b>${view.money(customer.amountSpent)}</b></div>
          <div class="tile">Orders<b>${customer.ordersCount}</b></div>
          <div class="tile">Store credit<b>${view.money(customer.storeCredit)}</b></div>
        </div>
        ${card('Orders', table(OWN_ORDER_HEADINGS, ownOrderRows(view, orders), 'No orders yet.'))} ${extensions}
        ${card(
          'Details',
          form({
            action: to('edit'),
            name: 'edit',
            submit: 'Save',
            tone: 'primary',
            problem,
            body: html`<div class="row">
                ${field({ label: 'First name', name: 'firstName', value: was('firstName', customer.firstName) })}${field({ label: 'Last name', name: 'lastName', value: was('lastName', customer.lastName) })}
              </div>
              <div class="row">
                ${field({ label: 'Email', name: 'email', type: 'email', value: was('email', customer.email) })}${field({ label: 'Phone', name: 'phone', value: was('phone', customer.phone) })}
              </div>
              ${field({ label: 'Note', name: 'note', value: was('note', customer.note), multiline: true })}${check('Exempt from tax', 'taxExempt', customer.taxExempt)}`,
          }),
        )}
      </div>
      <div>
        ${card(
          'Marketing',
          html`<dl class="facts">
              <dt>Email</dt>
              <dd>${consentBadge(customer.emailConsent)}</dd>
              <dt>SMS</dt>
              <dd>${consentBadge(customer.smsConsent)}</dd>
            </dl>
            ${consentForm('email', 'Email', customer.emailConsent, to, problem)}${consentForm('sms', 'SMS', customer.smsConsent, to, problem)}`,
        )}
        ${card('Tags', form({ action: to('tags'), name: 'tags', submit: 'Save tags', problem, body: field({ label: 'Separated by commas', name: 'tags', value: customer.tags.join(', ') }) }))}
        ${card('Addresses', html`${customer.addresses.length === 0 ? html`<p><small>None</small></p>` : customer.addresses.map((one) => html`<p>${[one.address1, one.address2, one.zip, one.city, one.province, one.country].filter(Boolean).join(', ')}${one.id === customer.defaultAddressId ? html` ${badge('default')}` : ''}</p>`)}`)}
        ${card(
          'More',
          html`${disclosure('Merge into another', form({ action: to('merge'), name: 'merge', submit: 'Merge', problem, confirm: 'Merge? This cannot be undone.', body: field({ label: 'Email or id of the one that stays', name: 'into', required: true, value: problem?.form === 'merge' ? (problem.values.into ?? '') : '' }) }), problem?.form === 'merge')}
          ${disclosure('Shopify Flow', form({ action: to('flow'), name: 'flow', submit: 'Report an event', problem, body: field({ label: 'Event', name: 'event', required: true, value: problem?.form === 'flow' ? (problem.values.event ?? '') : 'review' }) }), problem?.form === 'flow')}
          ${disclosure('Flow: award points', form({ action: to('award'), name: 'award', submit: 'Award', problem, body: html`${field({ label: 'Points', name: 'points', type: 'number', required: true })}${field({ label: 'Reason', name: 'reason', required: true })}` }), problem?.form === 'award')}
          ${disclosure('Privacy', html`${form({ action: to('request'), name: 'request', submit: 'Request data from the app', problem, body: html`` })}${form({ action: to('redact'), name: 'redact', submit: 'Erase personal data', tone: 'danger', confirm: 'Erase the personal data of this customer?', problem, body: html`` })}${form({ action: to('delete'), name: 'delete', submit: 'Delete customer', tone: 'danger', confirm: 'Delete this customer?', problem, body: html`` })}`, ['request', 'redact', 'delete'].includes(problem?.form ?? ''))}`,
        )}
      </div>
    </div>`,
  });
}

/** The app's block for the customer's page, and where its other views are to be seen; nothing where they are not built, and nobody builds them. */
async function extensionsOf(view: View, customer: string): Promise<Html | ''> {
  const target = 'admin.customer-details.block.render';
  if (!view.installed) return '';
  if ((view.ctx.viewsBuild ?? 'settled') === 'settled' && !(await viewFor(view.ctx, target, view.locale))) return '';
  const at = (name: string, more: Record<string, string> = {}) =>
    `/extension-host/${view.handle}/${name}?${new URLSearchParams({ customer, ...more }).toString()}`;
  return card(
    'App',
    html`<iframe title="Regulars" src="${at('view', { target })}" width="100%" height="260" style="border:0"></iframe>`,
    html`<a href="${at('view', { target: 'customer-account.page.render' })}">As the customer sees it</a> <a href="${at('till')}">At the till</a>`,
  );
}

const consentForm = (name: string, label: string, consent: Consent, to: (name: string) => string, problem: Problem | null): Html =>
  form({ action: to(name), name, submit: 'Set', problem, inline: true, body: check(`${label} marketing`, 'subscribed', consent.state === 'SUBSCRIBED') });
