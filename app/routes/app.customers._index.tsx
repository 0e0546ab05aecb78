import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useFetcher, useLoaderData, useLocation, useNavigation } from '@remix-run/react';
import { Banner } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { BulkProgressBanner } from '~/components/customers/bulk-progress-banner';
import { BulkTagModal } from '~/components/customers/bulk-tag-modal';
import { ColumnPicker } from '~/components/customers/column-picker';
import { CUSTOMER_COLUMNS, DEFAULT_COLUMNS, isCustomerColumn, type CustomerColumn } from '~/components/customers/columns';
import { CustomerFilters } from '~/components/customers/customer-filters';
import { CustomerTable } from '~/components/customers/customer-table';
import { useBulkTags } from '~/components/customers/use-bulk-tags';
import { NothingYet } from '~/components/list/list-empty';
import { ListPage, useCountText, usePagination } from '~/components/list/list-page';
import { useListParams } from '~/components/list/use-list-params';
import { countCustomersOf, listCustomers, tagsInUse } from '~/domain/customers/index.server';
import { BULK_TARGETS_MAX, customerFilter, customerSort } from '~/domain/customers/model';
import { noteAccess } from '~/domain/privacy/index.server';
import { readStaffPreferences, saveStaffPreferences } from '~/domain/shops/index.server';
import { pageTitle } from '~/i18n/page-title';
import { useFormat } from '~/i18n/setting';
import { adminPage, searchOf } from '~/platform/shopify/admin-page.server';

const TAGS_OFFERED = 250;
const FILTER_NAMES = ['query', 'tag', 'consent', 'orders', 'spentMin', 'spentMax', 'lastOrder', 'status'];

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'customers.title');

export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async ({ shopId, userId, now }) => {
    const search = searchOf(request);
    const filter = customerFilter.parse(search);
    const [sort, direction] = customerSort.catch(['lastOrder', 'desc']).parse((search['sort'] ?? '').split(' '));
    const [page, count, tags, preferences] = await Promise.all([
      listCustomers(shopId, { filter, sort, direction, cursor: search['cursor'] ?? null }, now),
      countCustomersOf(shopId, filter, now),
      tagsInUse(shopId, TAGS_OFFERED),
      readStaffPreferences(shopId, userId),
    ]);
    noteAccess(shopId, { userId, kind: filter.query ? 'customer_search' : 'customer_list', customerIds: page.rows.map(({ id }) => id), at: now });
    return {
      page,
      count,
      tags,
      columns: preferences.customerColumns?.filter(isCustomerColumn) ?? DEFAULT_COLUMNS,
      narrowed: FILTER_NAMES.some((name) => search[name]),
    };
  });

const columnChoice = z.object({ columns: z.string().transform((text) => text.split(',').filter(isCustomerColumn)) });

/** Remembers which columns this member of staff wants to see. */
export const action = ({ request }: ActionFunctionArgs) =>
  adminPage(request, async ({ shopId, userId }) => {
    const { columns } = columnChoice.parse(Object.fromEntries(await request.formData()));
    await saveStaffPreferences(shopId, userId, { customerColumns: columns });
    return { columns };
  });

export default function Customers() {
  const { page, count, tags, columns: stored, narrowed } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const params = useListParams();
  const pagination = usePagination(params, page);
  const loading = useNavigation().state === 'loading';
  const { search } = useLocation();
  const bulk = useBulkTags(params);
  const [columns, chooseColumns] = useColumns(stored);
  const n = useCountText()(count);
  const bulkError = useBulkError(bulk.error);
  return (
    <ListPage
      title={t('customers.title')}
      count={t('customers.count', { count: count.value, n })}
      exportTo={{ address: `/app/customers/export${search}`, fileName: 'customers.csv' }}
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
      filters={<CustomerFilters params={params} tags={tags} loading={loading} />}
      control={<ColumnPicker columns={columns} onChange={chooseColumns} />}
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

/** The columns as just chosen, before the server has confirmed them. */
function useColumns(stored: CustomerColumn[]): [CustomerColumn[], (columns: CustomerColumn[]) => void] {
  const saver = useFetcher();
  const pending = saver.formData?.get('columns');
  const shown = typeof pending === 'string' ? CUSTOMER_COLUMNS.filter((column) => pending.split(',').includes(column)) : stored;
  return [shown, (columns) => saver.submit({ columns: columns.join(',') }, { method: 'post', action: '/app/customers?index' })];
}
