import { BlockStack, Card, Divider, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '~/domain/orders/model';
import { useFormat } from '~/i18n/setting';

/** How the order's total comes about, and what is left of it after refunds. */
export function SummaryCard({ order }: { order: OrderDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const hasOtherCurrency = order.presentmentCurrency !== order.currency;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t('order.summary')}
        </Text>
        <BlockStack gap="150">
          <Amount label={t('order.subtotal')} text={format.money(order.linesTotal)} />
          {order.discountTotal > 0n ? <Amount label={t('order.discounts')} text={format.money(-order.discountTotal)} /> : null}
          <Amount label={t('order.shipping')} text={format.money(order.shippingTotal)} />
          <Amount label={order.taxesIncluded ? t('order.taxesIncluded') : t('order.taxes')} text={format.money(order.taxTotal)} />
        </BlockStack>
        <Divider />
        <Amount strong label={t('order.total')} text={format.money(order.total)} />
        {order.refundedTotal > 0n ? (
          <>
            <Amount label={t('order.refunded')} text={format.money(-order.refundedTotal)} />
            <Divider />
            <Amount strong label={t('order.net')} text={format.money(order.total - order.refundedTotal)} />
          </>
        ) : null}
        {hasOtherCurrency ? (
          <Text as="p" tone="subdued" variant="bodySm">
            {t('order.otherCurrency', { currency: order.presentmentCurrency })}
          </Text>
        ) : null}
      </BlockStack>
    </Card>
  );
}

function Amount({ label, text, strong = false }: { label: string; text: string; strong?: boolean }) {
  const weight = strong ? 'semibold' : 'regular';
  return (
    <div className="rg-line">
      <Text as="span" fontWeight={weight}>
        {label}
      </Text>
      <Text as="span" fontWeight={weight} numeric>
        {text}
      </Text>
    </div>
  );
}
