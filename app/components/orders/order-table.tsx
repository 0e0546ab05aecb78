import { IndexTable, Link, Text, type IndexTableProps } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { NOBODY, type CustomerBrief } from '~/domain/customers/model';
import type { OrderColumn, OrderRow } from '~/domain/orders/model';
import { useFormat } from '~/i18n/setting';
import { usePersonName } from '../person-name';
import { OrderBadges } from './order-badges';
import { OrderCell } from './order-cell';

const NUMERIC: readonly OrderColumn[] = ['total', 'items'];

export interface OrderTableProps {
  rows: OrderRow[];
  columns: OrderColumn[];
  /** Who the rows' customers are, by id. */
  people: Map<bigint, CustomerBrief>;
  loading: boolean;
  pagination: IndexTableProps['pagination'];
}

export function OrderTable({ rows, columns, people, loading, pagination }: OrderTableProps) {
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
          ...columns.map((column) => ({ id: column, title: t(`orders.columns.${column}`), ...(NUMERIC.includes(column) && { alignment: 'end' as const }) })),
        ]}
        {...(pagination && { pagination })}
      >
        {rows.map((row, position) => (
          <OrderTableRow
            key={row.id.toString()}
            row={row}
            columns={columns}
            position={position}
            person={row.customerId === null ? null : (people.get(row.customerId) ?? null)}
          />
        ))}
      </IndexTable>
    </div>
  );
}

function OrderTableRow({ row, columns, position, person }: { row: OrderRow; columns: OrderColumn[]; position: number; person: CustomerBrief | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = usePersonName();
  const customer = row.customerId === null ? t('orders.guest') : nameOf(person ?? NOBODY, row.customerId);
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
      {columns.map((column) => (
        <IndexTable.Cell key={column}>
          <OrderCell column={column} row={row} customer={customer} />
        </IndexTable.Cell>
      ))}
    </IndexTable.Row>
  );
}
