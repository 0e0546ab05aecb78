import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Page, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { ExportButton } from '~/components/export-button';
import { Facts } from '~/components/facts';
import { useListParams } from '~/components/list/use-list-params';
import { BreakageCard } from '~/components/loyalty/accounting/breakage-card';
import { DaysCard } from '~/components/loyalty/accounting/days-card';
import { SectionCard } from '~/components/loyalty/form/section-card';
import { LoyaltyNav } from '~/components/loyalty/loyalty-nav';
import { breakageOf, monthOfBooks } from '~/domain/loyalty/accounting/index.server';
import { getShop } from '~/domain/shops/index.server';
import { pageTitle } from '~/i18n/page-title';
import { useFormat } from '~/i18n/setting';
import { adminPage, searchOf } from '~/platform/shopify/admin-page.server';

const wanted = z.iso.date().nullable().catch(null);

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'loyaltyAccounting.title');

export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async ({ shopId, now }) => {
    const shop = await getShop(shopId);
    const month = wanted.parse(searchOf(request)['month'] ?? null);
    const setting = { zone: shop.timezone, currency: shop.currency };
    const [books, breakage] = await Promise.all([monthOfBooks(shopId, month, setting, now), breakageOf(shopId, setting, now)]);
    return { books, breakage };
  });

export default function AccountingPage() {
  const { books, breakage } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  const params = useListParams();
  const { holdings, outstanding, liability, costPerPoint } = books;
  const facts = [
    {
      label: t('loyaltyAccounting.liability'),
      value: liability === null ? t('common.notAvailable') : format.money(liability),
      help: t('loyaltyAccounting.liabilityHelp'),
    },
    { label: t('loyaltyAccounting.outstanding'), value: format.number(outstanding) },
    { label: t('loyaltyBooks.available'), value: format.number(holdings.available) },
    { label: t('loyaltyBooks.pending'), value: format.number(holdings.pending) },
    { label: t('loyaltyBooks.owed'), value: format.number(holdings.owed), help: t('loyaltyBooks.owedHelp') },
    { label: t('loyaltyAccounting.costPerPoint'), value: costPerPoint ?? t('common.notAvailable') },
  ];
  return (
    <Page title={t('loyaltyAccounting.title')} fullWidth>
      <BlockStack gap="400">
        <LoyaltyNav />
        <SectionCard title={t('loyaltyAccounting.now')}>
          <Facts facts={facts} />
        </SectionCard>
        <DaysCard books={books} onMonth={(month) => params.show({ month })} />
        <BreakageCard breakage={breakage} />
        <SectionCard title={t('loyaltyAccounting.journal.title')} text={t('loyaltyAccounting.journal.text')}>
          <Text as="p" tone="subdued">
            {t('loyaltyAccounting.journal.accountsText')}
          </Text>
          <BlockStack inlineAlign="start">
            <ExportButton address="/app/loyalty/accounting/export?file=journal" fileName="loyalty-journal.csv" what={t('loyaltyAccounting.journal.title')} />
          </BlockStack>
        </SectionCard>
      </BlockStack>
    </Page>
  );
}
