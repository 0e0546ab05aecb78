import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useLocation, useNavigation } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { ColumnPicker } from '~/components/list/column-picker';
import { NothingYet } from '~/components/list/list-empty';
import { ListPage, useCountText, usePagination } from '~/components/list/list-page';
import { exportAddress, useColumns } from '~/components/list/use-columns';
import { useListParams } from '~/components/list/use-list-params';
import { LoyaltyNav } from '~/components/loyalty/loyalty-nav';
import { MemberFilters } from '~/components/loyalty/members/member-filters';
import { MemberTable } from '~/components/loyalty/members/member-table';
import { countMembersOf, listMembers, tierNames } from '~/domain/loyalty/members/index.server';
import { MEMBER_COLUMNS, MEMBER_COLUMNS_USUAL, memberFilter, memberSort } from '~/domain/loyalty/members/model';
import { noteAccess } from '~/domain/privacy/index.server';
import { pageTitle } from '~/i18n/page-title';
import { adminPage, searchOf } from '~/platform/shopify/admin-page.server';
import { lookAtList } from '~/platform/shopify/list-view.server';

const FILTER_NAMES = ['query', 'tier', 'has', 'ending', 'pinned'];

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'members.title');

export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async (admin) => {
    const { shopId, userId, now } = admin;
    const look = await lookAtList(request, admin, 'members', { all: MEMBER_COLUMNS, usual: MEMBER_COLUMNS_USUAL, preference: 'memberColumns' });
    const search = searchOf(request);
    const filter = memberFilter.parse(search);
    const [sort, direction] = memberSort.catch(['available', 'desc']).parse((search['sort'] ?? '').split(' '));
    const [page, count, tiers] = await Promise.all([
      listMembers(shopId, { filter, sort, direction, cursor: search['cursor'] ?? null }, now),
      countMembersOf(shopId, filter, now),
      tierNames(shopId, now),
    ]);
    noteAccess(shopId, { userId, kind: filter.query ? 'member_search' : 'member_list', customerIds: page.rows.map(({ id }) => id), at: now });
    return { page, count, tiers, look, narrowed: FILTER_NAMES.some((name) => search[name]) };
  });

export default function Members() {
  const { page, count, tiers, look, narrowed } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const params = useListParams();
  const pagination = usePagination(params, page);
  const loading = useNavigation().state === 'loading';
  const { search } = useLocation();
  const [columns, chooseColumns] = useColumns('members', MEMBER_COLUMNS, look.columns, params);
  const n = useCountText()(count);
  return (
    <ListPage
      title={t('members.title')}
      nav={<LoyaltyNav />}
      count={t('members.count', { count: count.value, n })}
      exportTo={{ address: exportAddress('members', search, columns), fileName: 'members.csv' }}
      empty={
        page.rows.length === 0 && !narrowed && !params.get('cursor') ? (
          <NothingYet
            title={t('members.emptyTitle')}
            text={t('members.emptyText')}
            action={{ content: t('members.emptyAction'), url: '/app/loyalty/programme' }}
          />
        ) : null
      }
      filters={<MemberFilters params={params} tiers={tiers} saved={{ list: 'members', ...look }} loading={loading} />}
      control={<ColumnPicker all={MEMBER_COLUMNS} columns={columns} labelOf={(column) => t(`members.columns.${column}`)} onChange={chooseColumns} />}
      rows={page.rows.length}
    >
      <MemberTable rows={page.rows} tiers={tiers} columns={columns} loading={loading} pagination={pagination} />
    </ListPage>
  );
}
