import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useLocation, useNavigation } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { NothingYet } from '~/components/list/list-empty';
import { ListPage, useCountText, usePagination } from '~/components/list/list-page';
import { useListParams } from '~/components/list/use-list-params';
import { OrderFilters } from '~/components/orders/order-filters';
import { OrderTable } from '~/components/orders/order-table';
import { namesOf } from '~/domain/customers/index.server';
import { countOrdersOf, listOrders } from '~/domain/orders/index.server';
import { orderFilter, orderSort } from '~/domain/orders/model';
import { noteAccess } from '~/domain/privacy/index.server';
import { pageTitle } from '~/i18n/page-title';
import { adminPage, searchOf } from '~/platform/shopify/admin-page.server';

const FILTER_NAMES = ['query', 'payment', 'fulfillment', 'placed', 'state', 'customerId'];

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'orders.title');

export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async ({ shopId, userId, now }) => {
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
    return { page, count, people, narrowed: FILTER_NAMES.some((name) => search[name]) };
  });

export default function Orders() {
  const { page, count, people, narrowed } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const params = useListParams();
  const pagination = usePagination(params, page);
  const loading = useNavigation().state === 'loading';
  const { search } = useLocation();
  const n = useCountText()(count);
  return (
    <ListPage
      title={t('orders.title')}
      count={t('orders.count', { count: count.value, n })}
      exportTo={{ address: `/app/orders/export${search}`, fileName: 'orders.csv' }}
      empty={page.rows.length === 0 && !narrowed && !params.get('cursor') ? <NothingYet title={t('orders.emptyTitle')} text={t('orders.emptyText')} /> : null}
      filters={<OrderFilters params={params} loading={loading} />}
      rows={page.rows.length}
    >
      <OrderTable rows={page.rows} people={people} loading={loading} pagination={pagination} />
    </ListPage>
  );
}
