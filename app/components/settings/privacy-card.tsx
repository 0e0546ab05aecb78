import { Badge, Banner, BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { PrivacyRequest } from '~/domain/privacy/model';
import { useFormat } from '~/i18n/setting';
import { useDownload } from '../use-download';

/** What privacy law has asked for, and how far it is. */
export function PrivacyCard({ requests }: { requests: PrivacyRequest[] }) {
  const { t } = useTranslation();
  const { running, failed, start } = useDownload();
  return (
    <Card>
      <BlockStack gap="300">
        {failed ? <Banner tone="critical" title={t('errors.exportFailed')} /> : null}
        {requests.length === 0 ? (
          <Text as="p" tone="subdued">
            {t('settings.privacyNone')}
          </Text>
        ) : null}
        {requests.map((request) => {
          const address = `/app/settings/privacy/${request.id}`;
          return (
            <Request
              key={request.id.toString()}
              request={request}
              loading={running === address}
              onDownload={() => void start(address, `customer-${request.customerId}.json`)}
            />
          );
        })}
      </BlockStack>
    </Card>
  );
}

function Request({ request, loading, onDownload }: { request: PrivacyRequest; loading: boolean; onDownload: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const who = request.customerId === null ? null : t('customers.nameless', { id: request.customerId.toString() });
  const kind = t(`settings.privacyKinds.${request.kind}`);
  return (
    <div className="rg-line">
      <BlockStack gap="050" inlineAlign="start">
        <Text as="p">{who ? t('common.list', { first: kind, second: who }) : kind}</Text>
        <Text as="p" tone="subdued" variant="bodySm">
          {format.date(request.requestedAt, 'dateTime')}
        </Text>
      </BlockStack>
      <InlineStack gap="200" blockAlign="center">
        <Badge tone={request.status === 'done' ? 'success' : 'attention'}>{t(`settings.privacyStates.${request.status}`)}</Badge>
        {request.downloadable ? (
          <Button
            onClick={onDownload}
            loading={loading}
            size="slim"
            accessibilityLabel={t('settings.privacyDownload', { id: request.customerId?.toString() ?? '' })}
          >
            {t('common.download')}
          </Button>
        ) : null}
      </InlineStack>
    </div>
  );
}
