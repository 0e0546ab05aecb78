import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Button, Card, Layout, Page, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { RequestsCard } from '~/components/privacy/requests-card';
import { RetentionCard } from '~/components/privacy/retention-card';
import { env } from '~/config/env.server';
import { listPrivacyRequests, retentionOf } from '~/domain/privacy/index.server';
import { pageTitle } from '~/i18n/page-title';
import { adminPage } from '~/platform/shopify/admin-page.server';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'privacy.title');

export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async ({ shopId, now }) => ({ requests: await listPrivacyRequests(shopId), kept: retentionOf(env()), now }));

export default function Privacy() {
  const { requests, kept, now } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  return (
    <Page title={t('privacy.title')} backAction={{ content: t('settings.title'), url: '/app/settings' }}>
      <Layout>
        <Layout.AnnotatedSection id="requests" title={t('privacy.requests')} description={t('privacy.requestsText')}>
          <RequestsCard requests={requests} now={now} />
        </Layout.AnnotatedSection>
        <Layout.AnnotatedSection id="access" title={t('privacy.access')} description={t('privacy.accessText')}>
          <Card>
            <BlockStack gap="300" inlineAlign="start">
              <Text as="p">{t('privacy.accessHelp')}</Text>
              <Button url="/app/privacy/access">{t('privacy.openAccess')}</Button>
            </BlockStack>
          </Card>
        </Layout.AnnotatedSection>
        <Layout.AnnotatedSection id="retention" title={t('privacy.retention')} description={t('privacy.retentionText')}>
          <RetentionCard days={kept} />
        </Layout.AnnotatedSection>
      </Layout>
    </Page>
  );
}
