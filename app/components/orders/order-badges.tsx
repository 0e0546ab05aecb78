import { Badge, InlineStack, type BadgeProps } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';

const PAYMENT = ['pending', 'authorized', 'partially_paid', 'paid', 'partially_refunded', 'refunded', 'voided', 'expired'] as const;
const FULFILLMENT = ['unfulfilled', 'partially_fulfilled', 'fulfilled', 'restocked', 'on_hold', 'in_progress', 'scheduled', 'open'] as const;
const PAYMENT_TONES: Record<string, BadgeProps['tone']> = { pending: 'warning', authorized: 'attention', partially_paid: 'attention', expired: 'critical' };
const FULFILLMENT_TONES: Record<string, BadgeProps['tone']> = { unfulfilled: 'attention', partially_fulfilled: 'warning', on_hold: 'warning' };

interface Standing {
  financialStatus: string;
  fulfillmentStatus: string;
  cancelledAt: Date | null;
  test: boolean;
}

export function PaymentBadge({ status }: { status: string }) {
  const { t } = useTranslation();
  const known = PAYMENT.find((one) => one === status) ?? 'unknown';
  const tone = PAYMENT_TONES[known];
  return (
    <Badge {...(tone && { tone })} progress={known === 'pending' ? 'incomplete' : known.startsWith('partially') ? 'partiallyComplete' : 'complete'}>
      {t(`orders.payment.${known}`)}
    </Badge>
  );
}

export function FulfillmentBadge({ status }: { status: string }) {
  const { t } = useTranslation();
  const known = FULFILLMENT.find((one) => one === status) ?? 'unknown';
  const tone = FULFILLMENT_TONES[known];
  return (
    <Badge {...(tone && { tone })} progress={known === 'fulfilled' ? 'complete' : known === 'partially_fulfilled' ? 'partiallyComplete' : 'incomplete'}>
      {t(`orders.fulfillment.${known}`)}
    </Badge>
  );
}

/** Where an order stands, in one line. */
export function OrderBadges({ order }: { order: Standing }) {
  const { t } = useTranslation();
  return (
    <InlineStack gap="100">
      {order.cancelledAt ? <Badge tone="critical">{t('orders.cancelled')}</Badge> : null}
      {order.test ? <Badge tone="info">{t('orders.test')}</Badge> : null}
      <PaymentBadge status={order.financialStatus} />
      <FulfillmentBadge status={order.fulfillmentStatus} />
    </InlineStack>
  );
}
