import { Badge, BlockStack, Card, Text, type BadgeProps } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '~/domain/orders/model';
import { useFormat } from '~/i18n/setting';

const PAYMENT_KINDS = ['sale', 'authorization', 'capture', 'refund', 'void', 'change'] as const;
const PAYMENT_STATES = ['success', 'pending', 'failure', 'error'] as const;
const SHIPMENT_STATES = ['success', 'pending', 'open', 'cancelled', 'error', 'failure'] as const;
const TONES: Record<string, BadgeProps['tone']> = { success: 'success', pending: 'attention', failure: 'critical', error: 'critical' };

function nameOf<Name extends string>(names: readonly Name[], text: string): Name | 'other' {
  return names.find((name) => name === text.toLowerCase()) ?? 'other';
}

/** Money that was given back, and for what. */
export function RefundsCard({ order }: { order: OrderDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (order.refunds.length === 0) return null;
  const titles = new Map(order.lines.map((line) => [line.id, line.title]));
  return (
    <Section title={t('order.refunds')}>
      {order.refunds.map((refund) => (
        <div key={refund.id.toString()} className="rg-line">
          <BlockStack gap="050">
            <Text as="p">{t('order.refundOn', { date: format.date(refund.occurredAt, 'dateTime') })}</Text>
            {refund.lines.map((line) => (
              <Text as="p" key={line.lineId.toString()} tone="subdued" variant="bodySm" breakWord>
                {t('order.refundLine', { n: format.number(line.quantity), title: titles.get(line.lineId) ?? line.lineId.toString() })}
              </Text>
            ))}
            {refund.shipping > 0n ? (
              <Text as="p" tone="subdued" variant="bodySm">
                {t('order.refundShipping', { amount: format.money(refund.shipping) })}
              </Text>
            ) : null}
          </BlockStack>
          <Text as="span" numeric>
            {format.money(-refund.amount)}
          </Text>
        </div>
      ))}
    </Section>
  );
}

export function PaymentsCard({ order }: { order: OrderDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Section title={t('order.payments')}>
      {order.transactions.length === 0 ? (
        <Text as="p" tone="subdued">
          {t('order.noPayments')}
        </Text>
      ) : null}
      {order.transactions.map((payment) => (
        <div key={payment.id.toString()} className="rg-line">
          <BlockStack gap="050" inlineAlign="start">
            <Text as="p">{t(`order.paymentKinds.${nameOf(PAYMENT_KINDS, payment.kind)}`)}</Text>
            <Text as="p" tone="subdued" variant="bodySm" breakWord>
              {`${gatewayName(payment.gateway)} · ${format.date(payment.occurredAt, 'dateTime')}`}
            </Text>
            <StateBadge state={payment.status} text={t(`order.paymentStates.${nameOf(PAYMENT_STATES, payment.status)}`)} />
          </BlockStack>
          <Text as="span" numeric>
            {format.money(payment.amount)}
          </Text>
        </div>
      ))}
    </Section>
  );
}

export function ShipmentsCard({ order }: { order: OrderDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Section title={t('order.shipments')}>
      {order.fulfillments.length === 0 ? (
        <Text as="p" tone="subdued">
          {t('order.notShipped')}
        </Text>
      ) : null}
      {order.fulfillments.map((shipment) => (
        <div key={shipment.id.toString()} className="rg-line">
          <Text as="p">{t('order.shipmentOn', { date: format.date(shipment.occurredAt, 'dateTime') })}</Text>
          <StateBadge state={shipment.status} text={t(`order.shipmentStates.${nameOf(SHIPMENT_STATES, shipment.status)}`)} />
        </div>
      ))}
    </Section>
  );
}

function StateBadge({ state, text }: { state: string; text: string }) {
  const tone = TONES[state.toLowerCase()];
  return <Badge {...(tone && { tone })}>{text}</Badge>;
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {title}
        </Text>
        {children}
      </BlockStack>
    </Card>
  );
}

/** `shopify_payments` is written Shopify Payments; a name that a person chose stays as it is. */
function gatewayName(gateway: string): string {
  return /^[a-z_]+$/.test(gateway)
    ? gateway.replace(/(^|_)([a-z])/g, (_match, gap: string, letter: string) => `${gap && ' '}${letter.toUpperCase()}`)
    : gateway;
}
