import { Banner, BlockStack, Card, DropZone, ProgressBar, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { useFormat } from '~/i18n/setting';
import { useUpload } from './use-upload';

/** Where a file is dropped or chosen. */
export function UploadCard() {
  const { t } = useTranslation();
  const format = useFormat();
  const { share, failure, start } = useUpload();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t('fileImport.upload.title')}
        </Text>
        {failure ? <Banner tone="critical">{t(`fileImport.upload.${failure}`)}</Banner> : null}
        {share === null ? (
          <DropZone
            label={t('fileImport.upload.label')}
            labelHidden
            allowMultiple={false}
            variableHeight
            onDrop={(files) => {
              if (files[0]) void start(files[0]);
            }}
          >
            <DropZone.FileUpload actionTitle={t('fileImport.upload.choose')} actionHint={t('fileImport.upload.hint')} />
          </DropZone>
        ) : (
          <BlockStack gap="100">
            <ProgressBar progress={Math.floor(share * 100)} size="small" animated={false} ariaLabelledBy="upload-progress" />
            <Text as="p" id="upload-progress">
              {t('fileImport.upload.progress', { percent: format.percent(Math.floor(share * 100) / 100) })}
            </Text>
          </BlockStack>
        )}
        <Text as="p" tone="subdued" variant="bodySm">
          {t('fileImport.upload.privacy')}
        </Text>
      </BlockStack>
    </Card>
  );
}
