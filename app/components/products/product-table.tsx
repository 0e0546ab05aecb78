import { IndexTable, InlineStack, Link, Text, type IndexTableProps } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ProductColumn, ProductRow } from '~/domain/catalog/model';
import { useFormat } from '~/i18n/setting';
import { ProductCell } from './product-cell';
import { ProductStatus } from './product-status';

const NUMERIC: readonly ProductColumn[] = ['sold', 'revenue', 'price', 'inventory'];

export interface ProductTableProps {
  rows: ProductRow[];
  columns: ProductColumn[];
  loading: boolean;
  pagination: IndexTableProps['pagination'];
}

export function ProductTable({ rows, columns, loading, pagination }: ProductTableProps) {
  const { t } = useTranslation();
  return (
    <div className="rg-list rg-list-plain">
      <IndexTable
        selectable={false}
        resourceName={{ singular: t('products.one'), plural: t('products.many') }}
        itemCount={rows.length}
        loading={loading}
        headings={[
          { title: t('products.columns.title') },
          ...columns.map((column) => ({ id: column, title: t(`products.columns.${column}`), ...(NUMERIC.includes(column) && { alignment: 'end' as const }) })),
        ]}
        {...(pagination && { pagination })}
      >
        {rows.map((row, position) => (
          <ProductTableRow key={row.id.toString()} row={row} columns={columns} position={position} />
        ))}
      </IndexTable>
    </div>
  );
}

function ProductTableRow({ row, columns, position }: { row: ProductRow; columns: ProductColumn[]; position: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const units = t('customer.units', { count: row.units, n: format.number(row.units) });
  return (
    <IndexTable.Row id={row.id.toString()} position={position} accessibilityLabel={row.title}>
      <IndexTable.Cell>
        <Link dataPrimaryLink monochrome removeUnderline url={`/app/products/${row.id}`}>
          <div className="rg-person">
            <Text as="span" fontWeight="semibold">
              <bdi className="rg-person-text" title={row.title}>
                {row.title}
              </bdi>
            </Text>
            {row.vendor ? (
              <Text as="span" tone="subdued" variant="bodySm">
                <bdi className="rg-person-text">{row.vendor}</bdi>
              </Text>
            ) : null}
          </div>
        </Link>
        <div className="rg-narrow">
          <InlineStack gap="200" blockAlign="center">
            <Text as="span" variant="bodySm">
              {row.units > 0 ? t('common.list', { first: units, second: format.money(row.revenue) }) : t('products.neverSold')}
            </Text>
            <ProductStatus status={row.status} />
          </InlineStack>
        </div>
      </IndexTable.Cell>
      {columns.map((column) => (
        <IndexTable.Cell key={column}>
          <ProductCell column={column} row={row} />
        </IndexTable.Cell>
      ))}
    </IndexTable.Row>
  );
}
