import { IndexTable, InlineStack, Link, Text, type IndexTableProps } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ProductRow } from '~/domain/catalog/model';
import { useFormat } from '~/i18n/setting';
import { ProductStatus } from './product-status';

export function ProductTable({ rows, loading, pagination }: { rows: ProductRow[]; loading: boolean; pagination: IndexTableProps['pagination'] }) {
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
          { title: t('products.columns.status') },
          { title: t('products.columns.sold'), alignment: 'end' },
          { title: t('products.columns.revenue'), alignment: 'end' },
          { title: t('products.columns.lastSold') },
          { title: t('products.columns.price'), alignment: 'end' },
          { title: t('products.columns.inventory'), alignment: 'end' },
        ]}
        {...(pagination && { pagination })}
      >
        {rows.map((row, position) => (
          <ProductTableRow key={row.id.toString()} row={row} position={position} />
        ))}
      </IndexTable>
    </div>
  );
}

/** `€10.00`, or `€10.00 – €14.00` where the variants differ. */
function usePriceText() {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ priceMin, priceMax }: ProductRow) => {
    if (priceMin === null || priceMax === null) return t('common.notAvailable');
    return priceMin === priceMax ? format.money(priceMin) : t('products.priceRange', { from: format.money(priceMin), to: format.money(priceMax) });
  };
}

function ProductTableRow({ row, position }: { row: ProductRow; position: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const price = usePriceText()(row);
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
      <IndexTable.Cell>
        <ProductStatus status={row.status} />
      </IndexTable.Cell>
      <NumberCell text={format.number(row.units)} />
      <NumberCell text={format.money(row.revenue)} />
      <IndexTable.Cell>{row.lastAt ? format.date(row.lastAt) : t('products.neverSold')}</IndexTable.Cell>
      <NumberCell text={price} />
      <NumberCell text={row.inventory === null ? t('common.notAvailable') : format.number(row.inventory)} />
    </IndexTable.Row>
  );
}

function NumberCell({ text }: { text: string }) {
  return (
    <IndexTable.Cell>
      <Text as="span" alignment="end" numeric>
        {text}
      </Text>
    </IndexTable.Cell>
  );
}
