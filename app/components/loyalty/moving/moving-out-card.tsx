import { Banner, BlockStack, Button, Card, Checkbox, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CSV_FILES } from '~/domain/loyalty/moving/model';
import { useDownload } from '../../use-download';

const FILES = ['everything', ...CSV_FILES] as const;

/** All that loyalty knows, to take along: once as a whole, and as files for spreadsheets. */
export function MovingOutCard() {
  const { t } = useTranslation();
  const download = useDownload();
  const [people, setPeople] = useState(false);
  const addressOf = (file: string) => `/app/loyalty/moving/export?file=${file}${people ? '&people=1' : ''}`;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingSm">
            {t('loyaltyMoving.out')}
          </Text>
          <Text as="p" tone="subdued">
            {t('loyaltyMoving.outText')}
          </Text>
        </BlockStack>
        <Checkbox label={t('loyaltyMoving.people')} helpText={t('loyaltyMoving.peopleHelp')} checked={people} onChange={setPeople} />
        {download.failed ? <Banner tone="critical" title={t('errors.exportFailed')} /> : null}
        {FILES.map((file) => (
          <div className="rg-line" key={file}>
            <BlockStack gap="050">
              <Text as="p">{t(`loyaltyMoving.files.${file}`)}</Text>
              <Text as="p" tone="subdued" variant="bodySm">
                {t(`loyaltyMoving.fileTexts.${file}`)}
              </Text>
            </BlockStack>
            <Button
              accessibilityLabel={t('loyaltyMoving.downloadOf', { what: t(`loyaltyMoving.files.${file}`) })}
              loading={download.running === addressOf(file)}
              disabled={download.running !== null && download.running !== addressOf(file)}
              onClick={() => void download.start(addressOf(file), file === 'everything' ? 'loyalty.ndjson' : `loyalty-${file}.csv`)}
            >
              {t('loyaltyMoving.download')}
            </Button>
          </div>
        ))}
      </BlockStack>
    </Card>
  );
}
