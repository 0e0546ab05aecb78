import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useLocation, useNavigation } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { ColumnPicker } from '~/components/list/column-picker';
import { NothingYet } from '~/components/list/list-empty';
import { ListPage, useCountText, usePagination } from '~/components/list/list-page';
import { exportAddress, useColumns } from '~/components/list/use-columns';
import { useListParams } from '~/components/list/use-list-params';
import { ProductFilters } from '~/components/products/product-filters';
import { ProductTable } from '~/components/products/product-table';
import { countProductsOf, listProducts } from '~/domain/catalog/index.server';
import { PRODUCT_COLUMNS, PRODUCT_COLUMNS_USUAL, productFilter, productSort } from '~/domain/catalog/model';
import { pageTitle } from '~/i18n/page-title';
import { adminPage, searchOf } from '~/platform/shopify/admin-page.server';
import { lookAtList } from '~/platform/shopify/list-view.server';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'products.title');

export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async (admin) => {
    const { shopId } = admin;
    const look = await lookAtList(request, admin, 'products', { all: PRODUCT_COLUMNS, usual: PRODUCT_COLUMNS_USUAL, preference: 'productColumns' });
    const search = searchOf(request);
    const filter = productFilter.parse(search);
    const [, direction] = productSort.catch(['title', 'asc']).parse((search['sort'] ?? '').split(' '));
    const [page, count] = await Promise.all([listProducts(shopId, { filter, direction, cursor: search['cursor'] ?? null }), countProductsOf(shopId, filter)]);
    return { page, count, look, narrowed: Boolean(search['query'] || search['status']) };
  });

export default function Products() {
  const { page, count, look, narrowed } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const params = useListParams();
  const pagination = usePagination(params, page);
  const loading = useNavigation().state === 'loading';
  const { search } = useLocation();
  const [columns, chooseColumns] = useColumns('products', PRODUCT_COLUMNS, look.columns, params);
  const n = useCountText()(count);
  return (
    <ListPage
      title={t('products.title')}
      count={t('products.count', { count: count.value, n })}
      exportTo={{ address: exportAddress('products', search, columns), fileName: 'products.csv' }}
      empty={
        page.rows.length === 0 && !narrowed && !params.get('cursor') ? <NothingYet title={t('products.emptyTitle')} text={t('products.emptyText')} /> : null
      }
      filters={<ProductFilters params={params} saved={{ list: 'products', ...look }} loading={loading} />}
      control={<ColumnPicker all={PRODUCT_COLUMNS} columns={columns} labelOf={(column) => t(`products.columns.${column}`)} onChange={chooseColumns} />}
      rows={page.rows.length}
    >
      <ProductTable rows={page.rows} columns={columns} loading={loading} pagination={pagination} />
    </ListPage>
  );
}
