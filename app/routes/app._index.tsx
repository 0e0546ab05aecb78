import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useFetcher, useLoaderData, useNavigation, useRouteLoaderData, useSearchParams } from '@remix-run/react';
import { BlockStack, Page } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { AccessLostBanner } from '~/components/home/access-lost-banner';
import { GuideCard } from '~/components/home/guide-card';
import { MorningMetrics } from '~/components/home/morning-metrics';
import { SyncCard } from '~/components/home/sync-card';
import { useImportProgress } from '~/components/home/use-import-progress';
import { importProgress } from '~/domain/imports/index.server';
import { morningNumbers } from '~/domain/insights/index.server';
import { PERIODS } from '~/domain/insights/model';
import { getShop, readGuide, updateGuide } from '~/domain/shops/index.server';
import { pageTitle } from '~/i18n/page-title';
import { adminPage, searchOf } from '~/platform/shopify/admin-page.server';
import { themeEditorUrl } from '~/platform/shopify/theme-editor.server';
import type { loader as appLoader } from './app';

const period = z.enum(PERIODS).catch('last30');

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'home.title');

export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async ({ shopId, now }) => {
    const shop = await getShop(shopId);
    const [morning, progress, guide] = await Promise.all([
      morningNumbers(shopId, period.parse(searchOf(request)['period']), shop.timezone, now),
      importProgress(shopId, now),
      readGuide(shopId),
    ]);
    return { morning, progress, guide, accessLostAt: shop.accessLostAt, themeEditor: themeEditorUrl(shop.domain) };
  });

const told = z.union([
  z.object({ guide: z.literal('dismiss') }).transform(() => ({ dismissed: true as const })),
  z.object({ inTheme: z.enum(['true', 'false']) }).transform(({ inTheme }) => ({ inTheme: inTheme === 'true' })),
]);

/** Puts the set-up guide away, or keeps whether the theme shows our panel, which only Shopify's own script can tell. */
export const action = ({ request }: ActionFunctionArgs) =>
  adminPage(request, async ({ shopId }) => {
    await updateGuide(shopId, told.parse(Object.fromEntries(await request.formData())));
    return null;
  });

export default function Home() {
  const { morning, progress: loaded, guide, accessLostAt, themeEditor } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const shop = useRouteLoaderData<typeof appLoader>('routes/app')?.shop;
  const [, setParams] = useSearchParams();
  const dismisser = useFetcher();
  const loading = useNavigation().state === 'loading';
  const { progress, starting, start } = useImportProgress(loaded);
  const dismissed = guide.dismissed || dismisser.state !== 'idle';
  const imported = progress?.status === 'done';
  return (
    <Page title={t('home.title')} subtitle={t('home.greeting', { shop: shop?.name ?? '' })}>
      <BlockStack gap="400">
        {accessLostAt ? <AccessLostBanner since={accessLostAt} /> : null}
        {dismissed ? null : (
          <GuideCard
            guide={{ ...guide, imported: imported || guide.imported }}
            themeEditor={themeEditor}
            onDismiss={() => dismisser.submit({ guide: 'dismiss' }, { method: 'post', action: '/app?index' })}
          />
        )}
        {imported ? null : <SyncCard progress={progress} starting={starting} onStart={start} />}
        <MorningMetrics morning={morning} loading={loading} onPeriod={(chosen) => setParams({ period: chosen }, { replace: true, preventScrollReset: true })} />
        {imported ? <SyncCard progress={progress} starting={starting} onStart={start} /> : null}
      </BlockStack>
    </Page>
  );
}
