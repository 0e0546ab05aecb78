import { BlockStack, Button, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { useDownload } from './use-download';

/** Saves a list as a file; what goes wrong stands below the button. */
export function ExportButton({ address, fileName, what }: { address: string; fileName: string; what: string }) {
  const { t } = useTranslation();
  const download = useDownload();
  const saving = download.running !== null;
  return (
    <BlockStack gap="100" inlineAlign="end">
      <Button loading={saving} accessibilityLabel={t('common.exportOf', { what })} onClick={() => void download.start(address, fileName)}>
        {t('common.export')}
      </Button>
      {download.failed ? (
        <Text as="p" tone="critical" variant="bodySm">
          {t('errors.exportFailed')}
        </Text>
      ) : null}
    </BlockStack>
  );
}
