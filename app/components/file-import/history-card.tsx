import { Badge, BlockStack, Card, InlineStack, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { FileImport } from '~/domain/file-imports/model';
import { useFormat } from '~/i18n/setting';
import { ExportButton } from '../export-button';
import { TONES } from './status-tones';

/** The imports there have been. */
export function HistoryCard({ imports }: { imports: FileImport[] }) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingSm">
            {t('fileImport.history')}
          </Text>
          {imports.length > 0 ? <ExportButton address="/app/import/export" fileName="imports.csv" what={t('fileImport.history')} /> : null}
        </InlineStack>
        {imports.length === 0 ? (
          <Text as="p" tone="subdued">
            {t('fileImport.historyEmpty')}
          </Text>
        ) : null}
        {imports.map((file) => (
          <Entry key={file.id.toString()} file={file} />
        ))}
      </BlockStack>
    </Card>
  );
}

function Entry({ file }: { file: FileImport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const brought =
    file.counts.customersCreated +
    file.counts.customersUpdated +
    file.counts.ordersCreated +
    file.counts.ordersUpdated +
    file.counts.membersImported +
    file.counts.lotsImported;
  const isOver = file.status === 'done' || file.status === 'undone';
  const when = format.date(file.createdAt, 'dateTime');
  return (
    <div className="rg-line">
      <BlockStack gap="050" inlineAlign="start">
        {file.status === 'uploading' ? (
          <Text as="span" breakWord>
            {file.fileName}
          </Text>
        ) : (
          <Link url={`/app/import/${file.id}`} removeUnderline>
            <span className="rg-free-text">{file.fileName}</span>
          </Link>
        )}
        <Text as="p" tone="subdued" variant="bodySm">
          {isOver ? t('common.list', { first: when, second: t('fileImport.brought', { count: brought, n: format.number(brought) }) }) : when}
        </Text>
      </BlockStack>
      <InlineStack gap="200">
        {isOver && file.counts.failed > 0 ? (
          <Badge tone="warning">{t('fileImport.failedRows', { count: file.counts.failed, n: format.number(file.counts.failed) })}</Badge>
        ) : null}
        <Badge tone={TONES[file.status]}>{t(`fileImport.status.${file.status}`)}</Badge>
      </InlineStack>
    </div>
  );
}
