import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { Card, Layout, Page } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { useImportProgress } from '~/components/home/use-import-progress';
import { ApiTokensCard } from '~/components/settings/api-tokens-card';
import { DataCard } from '~/components/settings/data-card';
import { ExportsCard } from '~/components/settings/exports-card';
import { FactsList } from '~/components/settings/facts-list';
import { LanguageCard } from '~/components/settings/language-card';
import { PrivacyLinkCard } from '~/components/settings/privacy-link-card';
import { StaffCard } from '~/components/settings/staff-card';
import { useToast } from '~/components/use-toast';
import { listApiTokens } from '~/domain/api-tokens/index.server';
import { importProgress } from '~/domain/imports/index.server';
import { readHoldings } from '~/domain/insights/index.server';
import { countWaitingRequests } from '~/domain/privacy/index.server';
import { getShop, saveStaffPreferences } from '~/domain/shops/index.server';
import { readStaff } from '~/domain/staff/index.server';
import { languageOf } from '~/i18n/language.server';
import { LOCALES } from '~/i18n/locales';
import { pageTitle } from '~/i18n/page-title';
import { useFormat } from '~/i18n/setting';
import { adminPage } from '~/platform/shopify/admin-page.server';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'settings.title');

export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async (page) => {
    const { shopId, userId, now } = page;
    const [shop, language, holdings, progress, waiting, tokens, staff] = await Promise.all([
      getShop(shopId),
      languageOf(request, page),
      readHoldings(shopId),
      importProgress(shopId, now),
      countWaitingRequests(shopId),
      listApiTokens(shopId),
      readStaff(shopId, userId, now),
    ]);
    return { shop, chosen: language.chosen, holdings, progress, waiting, tokens, staff };
  });

const form = z.object({ language: z.enum(['', ...LOCALES]) });

/** Remembers this person's language. */
export const action = ({ request }: ActionFunctionArgs) =>
  adminPage(request, async ({ shopId, userId }) => {
    const { language } = form.parse(Object.fromEntries(await request.formData()));
    await saveStaffPreferences(shopId, userId, { language: language || null });
    return { saved: true };
  });

export default function Settings() {
  const { chosen, holdings, progress: loaded, waiting, tokens, staff } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const saver = useFetcher<typeof action>();
  const importing = useImportProgress(loaded);
  useToast(saver.data ?? null, t('settings.saved'));
  return (
    <Page title={t('settings.title')}>
      <Layout>
        <Layout.AnnotatedSection id="language" title={t('settings.language')} description={t('settings.languageText')}>
          <LanguageCard
            chosen={chosen}
            saving={saver.state !== 'idle'}
            onSave={(language) => saver.submit({ language }, { method: 'post', action: '/app/settings' })}
          />
        </Layout.AnnotatedSection>
        <Layout.AnnotatedSection id="staff" title={t('staff.title')} description={t('staff.text')}>
          <StaffCard staff={staff} />
        </Layout.AnnotatedSection>
        <Layout.AnnotatedSection id="store" title={t('settings.store')} description={t('settings.storeText')}>
          <Card>
            <StoreFacts />
          </Card>
        </Layout.AnnotatedSection>
        <Layout.AnnotatedSection id="data" title={t('settings.data')} description={t('settings.dataText')}>
          <DataCard holdings={holdings} progress={importing.progress} starting={importing.starting} onImport={importing.start} />
        </Layout.AnnotatedSection>
        <Layout.AnnotatedSection id="exports" title={t('settings.exports')} description={t('settings.exportsText')}>
          <ExportsCard />
        </Layout.AnnotatedSection>
        <Layout.AnnotatedSection id="api" title={t('apiTokens.title')} description={t('apiTokens.text')}>
          <ApiTokensCard tokens={tokens} />
        </Layout.AnnotatedSection>
        <Layout.AnnotatedSection id="privacy" title={t('settings.privacy')} description={t('settings.privacyText')}>
          <PrivacyLinkCard waiting={waiting} />
        </Layout.AnnotatedSection>
      </Layout>
    </Page>
  );
}

function StoreFacts() {
  const { shop } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <FactsList
      facts={[
        { label: t('settings.storeName'), value: shop.name },
        { label: t('settings.storeDomain'), value: shop.domain },
        { label: t('settings.storeCurrency'), value: shop.currency },
        { label: t('settings.storeZone'), value: shop.timezone, help: t('settings.storeZoneHelp') },
        ...(shop.plan ? [{ label: t('settings.storePlan'), value: shop.plan }] : []),
        ...(shop.installedAt ? [{ label: t('settings.storeSince'), value: format.date(shop.installedAt) }] : []),
      ]}
    />
  );
}
