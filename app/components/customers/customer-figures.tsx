import { Card, BlockStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { CustomerDetail } from '~/domain/customers/model';
import { useFormat } from '~/i18n/setting';
import { Facts } from '../facts';

/** What somebody is worth to the store, by our own sums; and where the store counts differently. */
export function CustomerFigures({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { ordersCount, spentNet, storeOrdersCount, storeSpent } = customer;
  const blank = t('common.notAvailable');
  const drifts = storeOrdersCount !== null && storeSpent !== null && (storeOrdersCount !== BigInt(ordersCount) || storeSpent !== spentNet);
  return (
    <Card>
      <BlockStack gap="300">
        <Facts
          facts={[
            {
              label: t('customer.spent'),
              value: format.money(spentNet),
              help: t('customer.spentHelp'),
              ...(customer.refundedTotal > 0n && { second: t('customer.refundedOf', { amount: format.money(customer.refundedTotal) }) }),
            },
            { label: t('customer.orders'), value: format.number(ordersCount) },
            { label: t('customer.average'), value: ordersCount > 0 ? format.money(spentNet / BigInt(ordersCount)) : blank },
            { label: t('customer.lastOrder'), value: customer.lastOrderAt ? format.date(customer.lastOrderAt) : blank },
          ]}
        />
        {drifts ? (
          <Text as="p" tone="subdued" variant="bodySm">
            {t('customer.drift', { orders: format.number(storeOrdersCount), spent: format.money(storeSpent) })}
          </Text>
        ) : null}
      </BlockStack>
    </Card>
  );
}
