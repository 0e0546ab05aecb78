import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useLocation, useNavigation } from '@remix-run/react';
import { BlockStack, Card, InlineStack, Link, Page, Tag, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { ExportButton } from '~/components/export-button';
import { AccessTable } from '~/components/privacy/access-table';
import { usePagination } from '~/components/list/list-page';
import { useListParams } from '~/components/list/use-list-params';
import { listAccess } from '~/domain/privacy/index.server';
import { accessSearch } from '~/domain/privacy/model';
import { pageTitle } from '~/i18n/page-title';
import { adminPage, searchOf } from '~/platform/shopify/admin-page.server';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'privacy.title');

export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async ({ shopId, userId }) => {
    const { customer, user, cursor } = accessSearch.parse(searchOf(request));
    return { page: await listAccess(shopId, { customerId: customer, userId: user }, cursor), customer, user, me: userId };
  });

export default function Access() {
  const { page, customer, user, me } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const params = useListParams();
  const pagination = usePagination(params, page);
  const { search } = useLocation();
  const loading = useNavigation().state === 'loading';
  const staff = user === null ? '' : user === me ? t('privacy.you') : t('privacy.staff', { id: user });
  return (
    <Page
      title={t('privacy.access')}
      subtitle={t('privacy.accessText')}
      backAction={{ content: t('privacy.title'), url: '/app/privacy' }}
      primaryAction={<ExportButton address={`/app/privacy/access/export${search}`} fileName="access-log.csv" what={t('privacy.access')} />}
    >
      <BlockStack gap="400">
        {customer === null && user === null ? null : (
          <InlineStack gap="200" blockAlign="center">
            {customer === null ? null : <Tag onRemove={() => params.set({ customer: null })}>{t('customers.nameless', { id: customer.toString() })}</Tag>}
            {user === null ? null : <Tag onRemove={() => params.set({ user: null })}>{staff}</Tag>}
            {customer === null ? null : <Link url={`/app/customers/${customer}`}>{t('privacy.openCustomer')}</Link>}
          </InlineStack>
        )}
        <Card padding="0">
          {page.rows.length === 0 ? (
            <div style={{ padding: '1rem' }}>
              <Text as="p" tone="subdued">
                {t('privacy.nobodyLooked')}
              </Text>
            </div>
          ) : (
            <AccessTable rows={page.rows} me={me} loading={loading} pagination={pagination} />
          )}
        </Card>
      </BlockStack>
    </Page>
  );
}
