import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useLocation, useNavigation } from '@remix-run/react';
import { Banner } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { BulkProgressBanner } from '~/components/customers/bulk-progress-banner';
import { BulkTagModal } from '~/components/customers/bulk-tag-modal';
import { CustomerFilters } from '~/components/customers/customer-filters';
import { CustomerTable } from '~/components/customers/customer-table';
import { useBulkTags } from '~/components/customers/use-bulk-tags';
import { ColumnPicker } from '~/components/list/column-picker';
import { NothingYet } from '~/components/list/list-empty';
import { ListPage, useCountText, usePagination } from '~/components/list/list-page';
import { exportAddress, useColumns } from '~/components/list/use-columns';
import { useListParams } from '~/components/list/use-list-params';
import { countCustomersOf, listCustomers, tagsInUse } from '~/domain/customers/index.server';
import { BULK_TARGETS_MAX, CUSTOMER_COLUMNS, CUSTOMER_COLUMNS_USUAL, customerFilter, customerSort } from '~/domain/customers/model';
import { countOpenSuggestions } from '~/domain/duplicates/index.server';
import { noteAccess } from '~/domain/privacy/index.server';
import { pageTitle } from '~/i18n/page-title';
import { useFormat } from '~/i18n/setting';
import { adminPage, searchOf } from '~/platform/shopify/admin-page.server';
import { lookAtList } from '~/platform/shopify/list-view.server';

const TAGS_OFFERED = 250;
const DUPLICATES_COUNTED = 1000;
const FILTER_NAMES = ['query', 'tag', 'consent', 'orders', 'spentMin', 'spentMax', 'lastOrder', 'status'];

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'customers.title');

export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async (admin) => {
    const { shopId, userId, now } = admin;
    const look = await lookAtList(request, admin, 'customers', { all: CUSTOMER_COLUMNS, usual: CUSTOMER_COLUMNS_USUAL, preference: 'customerColumns' });
    const search = searchOf(request);
    const filter = customerFilter.parse(search);
    const [sort, direction] = customerSort.catch(['lastOrder', 'desc']).parse((search['sort'] ?? '').split(' '));
    const [page, count, tags, duplicates] = await Promise.all([
      listCustomers(shopId, { filter, sort, direction, cursor: search['cursor'] ?? null }, now),
      countCustomersOf(shopId, filter, now),
      tagsInUse(shopId, TAGS_OFFERED),
      countOpenSuggestions(shopId, DUPLICATES_COUNTED),
    ]);
    noteAccess(shopId, { userId, kind: filter.query ? 'customer_search' : 'customer_list', customerIds: page.rows.map(({ id }) => id), at: now });
    return { page, count, tags, duplicates, look, narrowed: FILTER_NAMES.some((name) => search[name]) };
  });

export default function Customers() {
  const { page, count, tags, duplicates, look, narrowed } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const params = useListParams();
  const pagination = usePagination(params, page);
  const loading = useNavigation().state === 'loading';
  const { search } = useLocation();
  const bulk = useBulkTags(params);
  const [columns, chooseColumns] = useColumns('customers', CUSTOMER_COLUMNS, look.columns, params);
  const n = useCountText()(count);
  const format = useFormat();
  const bulkError = useBulkError(bulk.error);
  return (
    <ListPage
      title={t('customers.title')}
      count={t('customers.count', { count: count.value, n })}
      links={[
        { content: duplicates > 0 ? t('duplicates.linkCount', { n: format.number(duplicates) }) : t('duplicates.title'), url: '/app/customers/duplicates' },
      ]}
      exportTo={{ address: exportAddress('customers', search, columns), fileName: 'customers.csv' }}
      empty={
        page.rows.length === 0 && !narrowed && !params.get('cursor') ? <NothingYet title={t('customers.emptyTitle')} text={t('customers.emptyText')} /> : null
      }
      banner={
        bulkError && !bulk.request ? (
          <Banner tone="critical">{bulkError}</Banner>
        ) : bulk.action ? (
          <BulkProgressBanner action={bulk.action} onUndo={bulk.undo} onDismiss={bulk.dismiss} />
        ) : null
      }
      filters={<CustomerFilters params={params} tags={tags} saved={{ list: 'customers', ...look }} loading={loading} />}
      control={<ColumnPicker all={CUSTOMER_COLUMNS} columns={columns} labelOf={(column) => t(`customers.columns.${column}`)} onChange={chooseColumns} />}
      rows={page.rows.length}
    >
      <CustomerTable
        key={params.get('cursor')}
        rows={page.rows}
        columns={columns}
        loading={loading}
        hasMore={page.next !== null || page.previous !== null}
        pagination={pagination}
        onBulk={bulk.open}
      />
      {bulk.request ? (
        <BulkTagModal request={bulk.request} tags={tags} submitting={bulk.submitting} error={bulkError} onSubmit={bulk.submit} onClose={bulk.close} />
      ) : null}
    </ListPage>
  );
}

/** What to do about a bulk action that was refused. */
function useBulkError(code: string | null): string | null {
  const { t } = useTranslation();
  const format = useFormat();
  if (!code) return null;
  if (code === 'too_large') return t('errors.tooLarge', { max: format.number(BULK_TARGETS_MAX) });
  return code === 'conflict' ? t('errors.conflict') : t('errors.invalidInput');
}
