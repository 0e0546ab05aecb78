import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useLocation, useNavigation } from '@remix-run/react';
import { Box, InlineStack, Pagination } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { NothingYet } from '~/components/list/list-empty';
import { ListPage, usePagination } from '~/components/list/list-page';
import { useListParams } from '~/components/list/use-list-params';
import { FeedFilters } from '~/components/loyalty/feed-filters';
import { FeedList } from '~/components/loyalty/feed-list';
import { LoyaltyNav } from '~/components/loyalty/loyalty-nav';
import { listFeed, tierNames } from '~/domain/loyalty/members/index.server';
import { feedFilter } from '~/domain/loyalty/members/model';
import { noteAccess } from '~/domain/privacy/index.server';
import { pageTitle } from '~/i18n/page-title';
import { adminPage, searchOf } from '~/platform/shopify/admin-page.server';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'loyaltyFeed.title');

export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async ({ shopId, userId, now }) => {
    const search = searchOf(request);
    const filter = feedFilter.parse(search);
    const [page, tiers] = await Promise.all([listFeed(shopId, filter, search['cursor'] ?? null, now), tierNames(shopId, now)]);
    noteAccess(shopId, { userId, kind: 'loyalty_feed', customerIds: [...new Set(page.rows.map(({ customerId }) => customerId))], at: now });
    return { page, tiers, me: userId, narrowed: Object.values(filter).some(Boolean) };
  });

export default function Feed() {
  const { page, tiers, me, narrowed } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const params = useListParams();
  const pagination = usePagination(params, page);
  const loading = useNavigation().state === 'loading';
  const { search } = useLocation();
  return (
    <ListPage
      title={t('loyaltyFeed.title')}
      nav={<LoyaltyNav />}
      count={t('loyaltyFeed.subtitle')}
      exportTo={{ address: `/app/loyalty/activity/export${search}`, fileName: 'loyalty-activity.csv' }}
      empty={
        page.rows.length === 0 && !narrowed && !params.get('cursor') ? (
          <NothingYet
            title={t('loyaltyFeed.emptyTitle')}
            text={t('loyaltyFeed.emptyText')}
            action={{ content: t('loyaltyFeed.emptyAction'), url: '/app/loyalty/programme' }}
          />
        ) : null
      }
      filters={<FeedFilters params={params} loading={loading} />}
      rows={page.rows.length}
    >
      <Box padding="400">
        <FeedList rows={page.rows} tiers={tiers} me={me} />
      </Box>
      {pagination ? (
        <Box padding="300">
          <InlineStack align="center">
            <Pagination {...pagination} />
          </InlineStack>
        </Box>
      ) : null}
    </ListPage>
  );
}
