import { redirect, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData, useNavigation, useSearchParams } from '@remix-run/react';
import { BlockStack, Page } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { FigureCards } from '~/components/loyalty/home/figure-cards';
import { PeriodBar } from '~/components/loyalty/home/period-bar';
import { TierLadderCard } from '~/components/loyalty/home/tier-ladder-card';
import { WhyCard } from '~/components/loyalty/home/why-card';
import { LoyaltyNav } from '~/components/loyalty/loyalty-nav';
import { loyaltyFigures } from '~/domain/loyalty/accounting/index.server';
import { PERIODS } from '~/domain/loyalty/accounting/model';
import { draftOverview } from '~/domain/loyalty/programme/index.server';
import { getShop } from '~/domain/shops/index.server';
import { pageTitle } from '~/i18n/page-title';
import { adminPage, searchOf } from '~/platform/shopify/admin-page.server';

const wanted = z.enum(PERIODS).catch('days30');

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'loyaltyHome.title');

export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async ({ shopId, now }) => {
    const [{ inForce }, shop] = await Promise.all([draftOverview(shopId, now), getShop(shopId)]);
    // Without a programme there is nothing to show yet: it is set up first.
    if (!inForce) throw redirect(`/app/loyalty/programme${new URL(request.url).search}`);
    const figures = await loyaltyFigures(shopId, wanted.parse(searchOf(request)['period']), { zone: shop.timezone, currency: shop.currency }, now);
    return { figures, programme: inForce.programme };
  });

export default function LoyaltyHome() {
  const { figures, programme } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const [, setParams] = useSearchParams();
  const loading = useNavigation().state === 'loading';
  const choose = (period: string) =>
    setParams(
      (current) => {
        const next = new URLSearchParams(current);
        next.set('period', period);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  return (
    <Page title={t('loyaltyHome.title')} fullWidth>
      <BlockStack gap="400">
        <LoyaltyNav />
        <PeriodBar period={figures.period} loading={loading} onPeriod={choose} />
        <FigureCards figures={figures} />
        <TierLadderCard tiers={figures.tiers} members={figures.members} programme={programme} />
        <WhyCard />
      </BlockStack>
    </Page>
  );
}
