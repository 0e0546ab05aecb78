import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { BlockStack, Page } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { LoyaltyNav } from '~/components/loyalty/loyalty-nav';
import { MovingInCard } from '~/components/loyalty/moving/moving-in-card';
import { MovingOutCard } from '~/components/loyalty/moving/moving-out-card';
import { pageTitle } from '~/i18n/page-title';
import { adminPage } from '~/platform/shopify/admin-page.server';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'loyaltyMoving.title');

/** Nothing but who asks: the files say the rest. */
export const loader = ({ request }: LoaderFunctionArgs) => adminPage(request, () => Promise.resolve(null));

export default function MovingPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('loyaltyMoving.title')} subtitle={t('loyaltyMoving.subtitle')}>
      <BlockStack gap="400">
        <LoyaltyNav />
        <MovingInCard />
        <MovingOutCard />
      </BlockStack>
    </Page>
  );
}
