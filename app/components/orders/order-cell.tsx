import { Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { OrderColumn, OrderRow } from '~/domain/orders/model';
import { useFormat } from '~/i18n/setting';
import { FulfillmentBadge, PaymentBadge } from './order-badges';
import { useSourceWord } from './source-word';

/** One column's value for one order. */
export function OrderCell({ column, row, customer }: { column: OrderColumn; row: OrderRow; customer: string }) {
  const format = useFormat();
  const sourceWord = useSourceWord();
  switch (column) {
    case 'placed':
      return <Text as="span">{format.date(row.occurredAt, 'dateTime')}</Text>;
    case 'customer':
      return (
        <div className="rg-person">
          <bdi className="rg-person-text" title={customer}>
            {customer}
          </bdi>
        </div>
      );
    case 'total':
      return <Total row={row} />;
    case 'payment':
      return <PaymentBadge status={row.financialStatus} />;
    case 'fulfillment':
      return <FulfillmentBadge status={row.fulfillmentStatus} />;
    case 'items':
      return (
        <Text as="span" alignment="end" numeric>
          {format.number(row.units)}
        </Text>
      );
    case 'channel':
      return <Text as="span">{sourceWord(row.source)}</Text>;
  }
}

function Total({ row }: { row: OrderRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <Text as="span" alignment="end" numeric>
        {format.money(row.total)}
      </Text>
      {row.refundedTotal > 0n ? (
        <Text as="p" alignment="end" tone="subdued" variant="bodySm">
          {t('orders.refundedPart', { amount: format.money(row.refundedTotal) })}
        </Text>
      ) : null}
    </>
  );
}
