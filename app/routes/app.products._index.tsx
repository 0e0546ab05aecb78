import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useLocation, useNavigation } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { NothingYet } from '~/components/list/list-empty';
import { ListPage, useCountText, usePagination } from '~/components/list/list-page';
import { useListParams } from '~/components/list/use-list-params';
import { ProductFilters } from '~/components/products/product-filters';
import { ProductTable } from '~/components/products/product-table';
import { countProductsOf, listProducts } from '~/domain/catalog/index.server';
import { productFilter, productSort } from '~/domain/catalog/model';
import { pageTitle } from '~/i18n/page-title';
import { adminPage, searchOf } from '~/platform/shopify/admin-page.server';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'products.title');

export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async ({ shopId }) => {
    const search = searchOf(request);
    const filter = productFilter.parse(search);
    const [, direction] = productSort.catch(['title', 'asc']).parse((search['sort'] ?? '').split(' '));
    const [page, count] = await Promise.all([listProducts(shopId, { filter, direction, cursor: search['cursor'] ?? null }), countProductsOf(shopId, filter)]);
    return { page, count, narrowed: Boolean(search['query'] || search['status']) };
  });

export default function Products() {
  const { page, count, narrowed } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const params = useListParams();
  const pagination = usePagination(params, page);
  const loading = useNavigation().state === 'loading';
  const { search } = useLocation();
  const n = useCountText()(count);
  return (
    <ListPage
      title={t('products.title')}
      count={t('products.count', { count: count.value, n })}
      exportTo={{ address: `/app/products/export${search}`, fileName: 'products.csv' }}
      empty={
        page.rows.length === 0 && !narrowed && !params.get('cursor') ? <NothingYet title={t('products.emptyTitle')} text={t('products.emptyText')} /> : null
      }
      filters={<ProductFilters params={params} loading={loading} />}
      rows={page.rows.length}
    >
      <ProductTable rows={page.rows} loading={loading} pagination={pagination} />
    </ListPage>
  );
}
