import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useLocation, useNavigation } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { ColumnPicker } from '~/components/list/column-picker';
import { NothingYet } from '~/components/list/list-empty';
import { ListPage, useCountText, usePagination } from '~/components/list/list-page';
import { exportAddress, useColumns } from '~/components/list/use-columns';
import { useListParams } from '~/components/list/use-list-params';
import { OrderFilters } from '~/components/orders/order-filters';
import { OrderTable } from '~/components/orders/order-table';
import { namesOf } from '~/domain/customers/index.server';
import { countOrdersOf, listOrders } from '~/domain/orders/index.server';
import { ORDER_COLUMNS, ORDER_COLUMNS_USUAL, orderFilter, orderSort } from '~/domain/orders/model';
import { noteAccess } from '~/domain/privacy/index.server';
import { pageTitle } from '~/i18n/page-title';
import { adminPage, searchOf } from '~/platform/shopify/admin-page.server';
import { lookAtList } from '~/platform/shopify/list-view.server';

const FILTER_NAMES = ['query', 'payment', 'fulfillment', 'placed', 'state', 'customerId'];

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'orders.title');

export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async (admin) => {
    const { shopId, userId, now } = admin;
    const look = await lookAtList(request, admin, 'orders', { all: ORDER_COLUMNS, usual: ORDER_COLUMNS_USUAL, preference: 'orderColumns' });
    const search = searchOf(request);
    const filter = orderFilter.parse(search);
    const [sort, direction] = orderSort.catch(['placed', 'desc']).parse((search['sort'] ?? '').split(' '));
    const [page, count] = await Promise.all([
      listOrders(shopId, { filter, sort, direction, cursor: search['cursor'] ?? null }, now),
      countOrdersOf(shopId, filter, now),
    ]);
    const people = await namesOf(
      shopId,
      page.rows.flatMap((row) => row.customerId ?? []),
    );
    noteAccess(shopId, { userId, kind: filter.query ? 'order_search' : 'order_list', customerIds: [...people.keys()], at: now });
    return { page, count, people, look, narrowed: FILTER_NAMES.some((name) => search[name]) };
  });

export default function Orders() {
  const { page, count, people, look, narrowed } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const params = useListParams();
  const pagination = usePagination(params, page);
  const loading = useNavigation().state === 'loading';
  const { search } = useLocation();
  const [columns, chooseColumns] = useColumns('orders', ORDER_COLUMNS, look.columns, params);
  const n = useCountText()(count);
  return (
    <ListPage
      title={t('orders.title')}
      count={t('orders.count', { count: count.value, n })}
      exportTo={{ address: exportAddress('orders', search, columns), fileName: 'orders.csv' }}
      empty={page.rows.length === 0 && !narrowed && !params.get('cursor') ? <NothingYet title={t('orders.emptyTitle')} text={t('orders.emptyText')} /> : null}
      filters={<OrderFilters params={params} saved={{ list: 'orders', ...look }} loading={loading} />}
      control={<ColumnPicker all={ORDER_COLUMNS} columns={columns} labelOf={(column) => t(`orders.columns.${column}`)} onChange={chooseColumns} />}
      rows={page.rows.length}
    >
      <OrderTable rows={page.rows} columns={columns} people={people} loading={loading} pagination={pagination} />
    </ListPage>
  );
}
