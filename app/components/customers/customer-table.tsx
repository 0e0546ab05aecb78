import { IndexTable, Link, Text, useIndexResourceState, type IndexTableProps } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { CustomerColumn, CustomerRow } from '~/domain/customers/model';
import { useFormat } from '~/i18n/setting';
import { PersonName, usePersonName } from '../person-name';
import { CustomerCell } from './customer-cell';

const NUMERIC: readonly CustomerColumn[] = ['orders', 'spent'];

export interface CustomerTableProps {
  rows: CustomerRow[];
  columns: CustomerColumn[];
  loading: boolean;
  /** Whether there are more rows than this page shows, so that "everyone in this list" can be chosen. */
  hasMore: boolean;
  pagination: IndexTableProps['pagination'];
  onBulk: (kind: 'tag_customers' | 'untag_customers', ids: string[] | 'all', clear: () => void) => void;
}

/** Customers to look at, choose and act on. */
export function CustomerTable({ rows, columns, loading, hasMore, pagination, onBulk }: CustomerTableProps) {
  const { t } = useTranslation();
  const resources = rows.map((row) => ({ id: row.id.toString() }));
  const selection = useIndexResourceState(resources);
  const act = (kind: 'tag_customers' | 'untag_customers') =>
    onBulk(kind, selection.allResourcesSelected ? 'all' : selection.selectedResources, selection.clearSelection);
  return (
    <div className="rg-list">
      <IndexTable
        resourceName={{ singular: t('customers.one'), plural: t('customers.many') }}
        itemCount={rows.length}
        selectedItemsCount={selection.allResourcesSelected ? 'All' : selection.selectedResources.length}
        onSelectionChange={selection.handleSelectionChange}
        hasMoreItems={hasMore}
        paginatedSelectAllActionText={t('bulk.selectAll')}
        loading={loading}
        headings={[{ title: t('customers.columns.name') }, ...headingsOf(columns, (column) => t(`customers.columns.${column}`))]}
        promotedBulkActions={[
          { content: t('bulk.addTags'), onAction: () => act('tag_customers') },
          { content: t('bulk.removeTags'), onAction: () => act('untag_customers') },
        ]}
        {...(pagination && { pagination })}
      >
        {rows.map((row, position) => (
          <CustomerTableRow
            key={row.id.toString()}
            row={row}
            position={position}
            columns={columns}
            selected={selection.selectedResources.includes(row.id.toString())}
          />
        ))}
      </IndexTable>
    </div>
  );
}

function headingsOf(columns: CustomerColumn[], titleOf: (column: CustomerColumn) => string) {
  return columns.map((column) => ({ id: column, title: titleOf(column), ...(NUMERIC.includes(column) && { alignment: 'end' as const }) }));
}

function CustomerTableRow({ row, position, columns, selected }: { row: CustomerRow; position: number; columns: CustomerColumn[]; selected: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = usePersonName()(row.contact, row.id);
  return (
    <IndexTable.Row id={row.id.toString()} position={position} selected={selected} accessibilityLabel={name}>
      <IndexTable.Cell>
        <Link dataPrimaryLink monochrome removeUnderline url={`/app/customers/${row.id}`}>
          <PersonName contact={row.contact} id={row.id} second={row.contact.email ?? row.contact.phone} />
        </Link>
        <span className="rg-narrow">
          <Text as="span" variant="bodySm" tone="subdued">
            {t('common.list', {
              first: t('customers.ordersCount', { count: row.ordersCount, n: format.number(row.ordersCount) }),
              second: format.money(row.spentNet),
            })}
          </Text>
        </span>
      </IndexTable.Cell>
      {columns.map((column) => (
        <IndexTable.Cell key={column}>
          <CustomerCell column={column} row={row} />
        </IndexTable.Cell>
      ))}
    </IndexTable.Row>
  );
}
