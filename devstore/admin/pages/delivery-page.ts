import { html } from 'hono/html';
import type { Delivery, DeliveryStatus } from '../../webhooks/deliveries.ts';
import { page } from '../layout.ts';
import { badge, card, form, table } from '../parts.ts';
import type { View } from '../view.ts';

const TONES: Record<DeliveryStatus, 'good' | 'warn' | 'bad' | 'plain'> = { delivered: 'good', pending: 'warn', failed: 'bad', lost: 'bad', dropped: 'plain' };

export const statusBadge = (delivery: Delivery) => badge(delivery.status, TONES[delivery.status]);

/** One delivery: where it went, every attempt with its answer, and the body. */
export function deliveryPage(view: View, delivery: Delivery) {
  const { doc } = delivery;
  return page(view, {
    title: delivery.topic,
    active: 'webhooks',
    back: { href: `${view.base}/webhooks`, label: view.texts.webhooks },
    actions: doc.body
      ? form({ action: `${view.base}/webhooks/${delivery.id}/again`, name: 'again', submit: 'Send again', body: html``, inline: true })
      : html``,
    body: html` ${card(
      'Delivery',
      html`<dl class="facts">
        <dt>Status</dt>
        <dd>${statusBadge(delivery)}</dd>
        <dt>To</dt>
        <dd>${doc.url}</dd>
        <dt>Webhook id</dt>
        <dd>${doc.webhookId}</dd>
        <dt>Event id</dt>
        <dd>${doc.eventId}</dd>
        <dt>API version</dt>
        <dd>${doc.apiVersion}</dd>
        <dt>Triggered at</dt>
        <dd>${doc.triggeredAt}</dd>
        ${
          doc.problem
            ? html`<dt>Problem</dt>
                <dd>${doc.problem}</dd>`
            : ''
        }
      </dl>`,
    )}
    ${card(
      'Attempts',
      table(
        ['When', 'Status', 'Took', 'Answer'],
        doc.attempts.map((one) => [view.time(one.at), one.status ?? '—', `${one.tookMs} ms`, html`<span class="wrap">${one.answer}</span>`]),
        'Not sent yet.',
      ),
    )}
    ${card('Body', html`<pre tabindex="0">${doc.body}</pre>`)}`,
  });
}
