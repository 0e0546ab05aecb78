import { Banner, BlockStack, Button, Card, InlineStack } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { useDownload } from '../use-download';

/** Everything the CRM holds, as files. */
export function ExportsCard() {
  const { t } = useTranslation();
  const { running, failed, start } = useDownload();
  const files = [
    { kind: 'customers', label: t('settings.exportCustomers') },
    { kind: 'orders', label: t('settings.exportOrders') },
    { kind: 'products', label: t('settings.exportProducts') },
  ];
  return (
    <Card>
      <BlockStack gap="300">
        {failed ? <Banner tone="critical" title={t('errors.exportFailed')} /> : null}
        <InlineStack gap="200">
          {files.map(({ kind, label }) => {
            const address = `/app/${kind}/export`;
            return (
              <Button key={kind} loading={running === address} disabled={running !== null} onClick={() => void start(address, `${kind}.csv`)}>
                {label}
              </Button>
            );
          })}
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
