import { IndexTable, Link, Text, type IndexTableProps } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { CustomerBrief } from '~/domain/customers/model';
import type { OrderRow } from '~/domain/orders/model';
import { useFormat } from '~/i18n/setting';
import { usePersonName } from '../person-name';
import { FulfillmentBadge, OrderBadges, PaymentBadge } from './order-badges';

export interface OrderTableProps {
  rows: OrderRow[];
  /** Who the rows' customers are, by id. */
  people: Map<bigint, CustomerBrief>;
  loading: boolean;
  pagination: IndexTableProps['pagination'];
}

export function OrderTable({ rows, people, loading, pagination }: OrderTableProps) {
  const { t } = useTranslation();
  return (
    <div className="rg-list rg-list-plain">
      <IndexTable
        selectable={false}
        resourceName={{ singular: t('orders.one'), plural: t('orders.many') }}
        itemCount={rows.length}
        loading={loading}
        headings={[
          { title: t('orders.columns.name') },
          { title: t('orders.columns.placed') },
          { title: t('orders.columns.customer') },
          { title: t('orders.columns.total'), alignment: 'end' },
          { title: t('orders.columns.payment') },
          { title: t('orders.columns.fulfillment') },
          { title: t('orders.columns.items'), alignment: 'end' },
        ]}
        {...(pagination && { pagination })}
      >
        {rows.map((row, position) => (
          <OrderTableRow key={row.id.toString()} row={row} position={position} person={row.customerId === null ? null : (people.get(row.customerId) ?? null)} />
        ))}
      </IndexTable>
    </div>
  );
}

function OrderTableRow({ row, position, person }: { row: OrderRow; position: number; person: CustomerBrief | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = usePersonName();
  const nobody = { name: null, email: null, phone: null };
  const customer = row.customerId === null ? t('orders.guest') : nameOf(person ?? nobody, row.customerId);
  const struck = row.cancelledAt !== null || row.test;
  return (
    <IndexTable.Row id={row.id.toString()} position={position} accessibilityLabel={row.name} {...(struck && { tone: 'subdued' as const })}>
      <IndexTable.Cell>
        <Link dataPrimaryLink monochrome removeUnderline url={`/app/orders/${row.id}`}>
          <Text as="span" fontWeight="semibold" {...(row.cancelledAt && { textDecorationLine: 'line-through' as const })}>
            {row.name}
          </Text>
        </Link>
        <span className="rg-narrow">
          <Text as="span" variant="bodySm">
            <span className="rg-line">
              <bdi className="rg-person-text">{customer}</bdi>
              <span className="rg-number">{format.money(row.total)}</span>
            </span>
          </Text>
          <Text as="span" variant="bodySm" tone="subdued">
            {format.date(row.occurredAt, 'dateTime')}
          </Text>
          <OrderBadges order={row} />
        </span>
      </IndexTable.Cell>
      <IndexTable.Cell>{format.date(row.occurredAt, 'dateTime')}</IndexTable.Cell>
      <IndexTable.Cell>
        <div className="rg-person">
          <bdi className="rg-person-text" title={customer}>
            {customer}
          </bdi>
        </div>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {format.money(row.total)}
        </Text>
        {row.refundedTotal > 0n ? (
          <Text as="p" alignment="end" tone="subdued" variant="bodySm">
            {t('orders.refundedPart', { amount: format.money(row.refundedTotal) })}
          </Text>
        ) : null}
      </IndexTable.Cell>
      <IndexTable.Cell>
        <PaymentBadge status={row.financialStatus} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <FulfillmentBadge status={row.fulfillmentStatus} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {format.number(row.units)}
        </Text>
      </IndexTable.Cell>
    </IndexTable.Row>
  );
}
