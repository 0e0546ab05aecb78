import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Page } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { HistoryCard } from '~/components/file-import/history-card';
import { UploadCard } from '~/components/file-import/upload-card';
import { listImports } from '~/domain/file-imports/index.server';
import { pageTitle } from '~/i18n/page-title';
import { adminPage } from '~/platform/shopify/admin-page.server';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'fileImport.title');

export const loader = ({ request }: LoaderFunctionArgs) => adminPage(request, async ({ shopId }) => ({ imports: await listImports(shopId) }));

export default function Imports() {
  const { imports } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  return (
    <Page title={t('fileImport.title')} subtitle={t('fileImport.subtitle')}>
      <BlockStack gap="400">
        <UploadCard />
        <HistoryCard imports={imports} />
      </BlockStack>
    </Page>
  );
}
