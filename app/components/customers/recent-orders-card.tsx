import { BlockStack, Card, InlineStack, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { OrderRow } from '~/domain/orders/model';
import { useFormat } from '~/i18n/setting';
import { OrderBadges } from '../orders/order-badges';

/** Somebody's newest orders, and the way to all of them. */
export function RecentOrdersCard({ orders, hasMore, customerId }: { orders: OrderRow[]; hasMore: boolean; customerId: bigint }) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingSm">
            {t('customer.recentOrders')}
          </Text>
          {hasMore ? <Link url={`/app/orders?customerId=${customerId}`}>{t('common.viewAll')}</Link> : null}
        </InlineStack>
        {orders.length === 0 ? (
          <Text as="p" tone="subdued">
            {t('customers.neverOrdered')}
          </Text>
        ) : null}
        {orders.map((order) => (
          <OrderLine key={order.id.toString()} order={order} />
        ))}
      </BlockStack>
    </Card>
  );
}

function OrderLine({ order }: { order: OrderRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className="rg-line">
      <BlockStack gap="100">
        <InlineStack gap="200" blockAlign="center">
          <Link url={`/app/orders/${order.id}`}>{order.name}</Link>
          <Text as="span" tone="subdued" variant="bodySm">
            {format.date(order.occurredAt)}
          </Text>
        </InlineStack>
        <OrderBadges order={order} />
      </BlockStack>
      <div style={{ textAlign: 'end' }}>
        <Text as="p" numeric>
          {format.money(order.total)}
        </Text>
        {order.refundedTotal > 0n ? (
          <Text as="p" tone="subdued" variant="bodySm">
            {t('orders.refundedPart', { amount: format.money(order.refundedTotal) })}
          </Text>
        ) : null}
      </div>
    </div>
  );
}
