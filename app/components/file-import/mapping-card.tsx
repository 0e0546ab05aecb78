import { BlockStack, Card, Select, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { FIELDS, type Field, type FileSettings, type LoyaltyApp } from '~/domain/file-imports/model';

export interface MappingCardProps {
  settings: FileSettings;
  look: { headings: string[]; preview: string[][]; app: LoyaltyApp | null };
  busy: boolean;
  onChange: (columns: (Field | null)[]) => void;
}
const SKIP = '';

/** What each column is, over the file's first rows. */
export function MappingCard({ settings, look, busy, onChange }: MappingCardProps) {
  const { t } = useTranslation();
  const fields: readonly Field[] = FIELDS[settings.kind];
  const options = [{ value: SKIP, label: t('fileImport.skipColumn') }, ...fields.map((field) => ({ value: field, label: t(`fileImport.fields.${field}`) }))];
  const choose = (column: number, value: string) => {
    const chosen = fields.find((field) => field === value) ?? null;
    // A field is one column's: chosen for another, it leaves the first.
    onChange(
      look.headings.map((_heading, place) => (place === column ? chosen : settings.columns[place] === chosen ? null : (settings.columns[place] ?? null))),
    );
  };
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t('fileImport.mapping')}
        </Text>
        <Text as="p" tone="subdued">
          {t(`fileImport.mappingText.${settings.kind}`)}
        </Text>
        {look.app && settings.kind === 'members' ? <Text as="p">{t('fileImport.looksLike', { app: t(`fileImport.apps.${look.app}`) })}</Text> : null}
        {/* Wider than the page it scrolls by itself; with the keyboard each column's choice brings its column along. */}
        <div className="rg-scroll">
          <table className="rg-preview">
            <thead>
              <tr>
                {look.headings.map((heading, column) => (
                  <th key={column} scope="col">
                    <Text as="span" breakWord>
                      {heading || t('fileImport.columnNumber', { n: column + 1 })}
                    </Text>
                    <Select
                      label={t('fileImport.fieldOf', { heading: heading || t('fileImport.columnNumber', { n: column + 1 }) })}
                      labelHidden
                      options={options}
                      value={settings.columns[column] ?? SKIP}
                      disabled={busy}
                      onChange={(value) => choose(column, value)}
                    />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {look.preview.map((row, place) => (
                <tr key={place}>
                  {row.map((value, column) => (
                    <td key={column}>{value}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </BlockStack>
    </Card>
  );
}
