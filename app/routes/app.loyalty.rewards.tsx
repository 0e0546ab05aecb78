import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useLocation, useNavigation } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { NothingYet } from '~/components/list/list-empty';
import { ListPage, useCountText, usePagination } from '~/components/list/list-page';
import { useListParams } from '~/components/list/use-list-params';
import { PeriodBar } from '~/components/loyalty/home/period-bar';
import { LoyaltyNav } from '~/components/loyalty/loyalty-nav';
import { OverviewCard } from '~/components/loyalty/rewards/overview-card';
import { RedemptionFilters } from '~/components/loyalty/rewards/redemption-filters';
import { RedemptionTable } from '~/components/loyalty/rewards/redemption-table';
import { StuckCard } from '~/components/loyalty/rewards/stuck-card';
import { rewardsOffered } from '~/domain/loyalty/members/index.server';
import { countRedemptionsOf, hasRedemptions, listRedemptions, overviewOutline, troubledRedemptions } from '~/domain/loyalty/rewards/index.server';
import { redemptionFilter } from '~/domain/loyalty/rewards/model';
import { noteAccess } from '~/domain/privacy/index.server';
import { getShop } from '~/domain/shops/index.server';
import { pageTitle } from '~/i18n/page-title';
import { isMailSetUp } from '~/platform/mail/send-mail.server';
import { adminPage, searchOf } from '~/platform/shopify/admin-page.server';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'rewards.title');

export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async ({ shopId, userId, now }) => {
    const search = searchOf(request);
    const filter = redemptionFilter.parse(search);
    const { timezone: zone } = await getShop(shopId);
    const wanted = { filter, zone, now };
    const [page, count, outline, troubled, rewards, isAny] = await Promise.all([
      listRedemptions(shopId, wanted, search['cursor'] ?? null),
      countRedemptionsOf(shopId, wanted),
      overviewOutline(shopId, wanted),
      troubledRedemptions(shopId, zone, now),
      rewardsOffered(shopId),
      hasRedemptions(shopId),
    ]);
    const shown = [...page.rows, ...troubled.rows].map(({ customerId }) => customerId);
    noteAccess(shopId, { userId, kind: 'redemption_list', customerIds: [...new Set(shown)], at: now });
    return { period: filter.period, page, count, outline, troubled, rewards, isAny, canMail: isMailSetUp() };
  });

export default function Rewards() {
  const { period, page, count, outline, troubled, rewards, isAny, canMail } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const params = useListParams();
  const pagination = usePagination(params, page);
  const loading = useNavigation().state === 'loading';
  const { search } = useLocation();
  const n = useCountText()(count);
  return (
    <ListPage
      title={t('rewards.title')}
      nav={<LoyaltyNav />}
      count={t('rewards.count', { count: count.value, n })}
      exportTo={{ address: `/app/loyalty/rewards/export${search}`, fileName: 'rewards.csv' }}
      empty={
        isAny ? null : (
          <NothingYet
            title={t('rewards.emptyTitle')}
            text={t('rewards.emptyText')}
            action={{ content: t('rewards.emptyAction'), url: '/app/loyalty/programme' }}
          />
        )
      }
      banner={
        <>
          <StuckCard {...troubled} rewards={rewards} />
          <PeriodBar period={period} loading={loading} onPeriod={(chosen) => params.set({ period: chosen })} compared={false} />
          <OverviewCard period={period} outline={outline} rewards={rewards} onReward={(reward) => params.set({ reward })} />
        </>
      }
      filters={<RedemptionFilters params={params} rewards={rewards} loading={loading} />}
      rows={page.rows.length}
    >
      <RedemptionTable rows={page.rows} rewards={rewards} loading={loading} pagination={pagination} canMail={canMail} />
    </ListPage>
  );
}
