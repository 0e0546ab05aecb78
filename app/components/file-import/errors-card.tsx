import { Banner, BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { FileImport, RowReason } from '~/domain/file-imports/model';
import { useFormat } from '~/i18n/setting';
import { useDownload } from '../use-download';

export interface ErrorsCardProps {
  file: FileImport;
  reasons: { reason: RowReason; column: number | null; count: number; line: number }[];
  headings: string[];
}

/** Why rows are not imported, most frequent first, with all of them as a file. */
export function ErrorsCard({ file, reasons, headings }: ErrorsCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const download = useDownload();
  const columnName = (column: number) => {
    const field = file.settings?.columns[column];
    return headings[column] ?? (field ? t(`fileImport.fields.${field}`) : t('fileImport.columnNumber', { n: column + 1 }));
  };
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingSm">
            {t('fileImport.errors.title')}
          </Text>
          <Button onClick={() => void download.start(`/app/import/${file.id}/errors`, 'import-errors.csv')} loading={download.running !== null}>
            {t('fileImport.errors.download')}
          </Button>
        </InlineStack>
        {download.failed ? <Banner tone="critical" title={t('errors.exportFailed')} /> : null}
        {reasons.map(({ reason, column, count, line }) => (
          <div className="rg-line" key={`${reason} ${column}`}>
            <BlockStack gap="050">
              <Text as="p" breakWord>
                {t(`fileImport.reasons.${reason}`)}
              </Text>
              <Text as="p" tone="subdued" variant="bodySm" breakWord>
                {column === null
                  ? t('fileImport.errors.firstLine', { line: format.number(line) })
                  : t('fileImport.errors.firstPlace', { column: columnName(column), line: format.number(line) })}
              </Text>
            </BlockStack>
            <Text as="span" numeric>
              {format.number(count)}
            </Text>
          </div>
        ))}
      </BlockStack>
    </Card>
  );
}
