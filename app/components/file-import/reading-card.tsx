import { Banner, BlockStack, Card, InlineGrid, Select, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { DATE_ORDERS, DECIMAL_MARKS, DELIMITER_NAMES, ENCODINGS, FILE_KINDS, type FileSettings } from '~/domain/file-imports/model';
import { useFormat } from '~/i18n/setting';

export interface ReadingCardProps {
  settings: FileSettings;
  notations: { dateExample: string | null; amountExample: string | null; currencies: string[]; sharedSigns: Record<string, readonly string[]> };
  questions: string[];
  shopCurrency: string;
  onChange: (change: Partial<FileSettings>) => void;
}
const COMMON = ['USD', 'EUR', 'CNY', 'GBP', 'JPY', 'HKD', 'TWD', 'KRW', 'SGD', 'AUD', 'CAD'];
const REGIONS = [
  'CN',
  'HK',
  'TW',
  'MO',
  'US',
  'CA',
  'GB',
  'DE',
  'FR',
  'IT',
  'ES',
  'NL',
  'SE',
  'CH',
  'AT',
  'JP',
  'KR',
  'SG',
  'MY',
  'TH',
  'VN',
  'IN',
  'AU',
  'NZ',
  'BR',
  'MX',
];
const UNCHOSEN = '';

/** How the file is read: what has been detected, and what has to be chosen because the file does not say. */
export function ReadingCard({ settings, notations, questions, shopCurrency, onChange }: ReadingCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const currencies = [...new Set([shopCurrency, ...Object.values(notations.sharedSigns).flat(), ...notations.currencies, ...COMMON])];
  const choose = { label: t('fileImport.reading.choose'), value: UNCHOSEN, disabled: true };
  const error = (name: string) => (questions.includes(name) ? t('fileImport.reading.mustChoose') : undefined);
  const example = (text: string | null) => (text ? t('fileImport.reading.example', { text }) : undefined);
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingSm">
          {t('fileImport.reading.title')}
        </Text>
        {questions.length > 0 ? (
          <Banner tone="warning">
            {t(
              questions[0] === 'programme'
                ? 'fileImport.reading.programmeMissing'
                : questions[0] === 'columns'
                  ? 'fileImport.reading.columnsMissing'
                  : 'fileImport.reading.ambiguous',
            )}
          </Banner>
        ) : null}
        <InlineGrid columns={{ xs: 1, sm: 2, md: 3 }} gap="400">
          <Select
            label={t('fileImport.reading.kind')}
            options={FILE_KINDS.map((value) => ({ value, label: t(`fileImport.kinds.${value}`) }))}
            value={settings.kind}
            onChange={(value) => onChange({ kind: FILE_KINDS.find((one) => one === value) ?? settings.kind })}
          />
          <Select
            label={t('fileImport.reading.encoding')}
            options={ENCODINGS.map((value) => ({ value, label: t(`fileImport.encodings.${value}`) }))}
            value={settings.encoding}
            onChange={(value) => onChange({ encoding: ENCODINGS.find((one) => one === value) ?? settings.encoding })}
          />
          <Select
            label={t('fileImport.reading.delimiter')}
            options={DELIMITER_NAMES.map((value) => ({ value, label: t(`fileImport.delimiters.${value}`) }))}
            value={settings.delimiter}
            onChange={(value) => onChange({ delimiter: DELIMITER_NAMES.find((one) => one === value) ?? settings.delimiter })}
          />
          <Select
            label={t('fileImport.reading.dateOrder')}
            options={[...(settings.dateOrder ? [] : [choose]), ...DATE_ORDERS.map((value) => ({ value, label: t(`fileImport.dateOrders.${value}`) }))]}
            value={settings.dateOrder ?? UNCHOSEN}
            error={error('dateOrder')}
            helpText={example(notations.dateExample)}
            onChange={(value) => onChange({ dateOrder: DATE_ORDERS.find((one) => one === value) ?? null })}
          />
          <Select
            label={t('fileImport.reading.decimalMark')}
            options={[...(settings.decimalMark ? [] : [choose]), ...DECIMAL_MARKS.map((value) => ({ value, label: t(`fileImport.decimalMarks.${value}`) }))]}
            value={settings.decimalMark ?? UNCHOSEN}
            error={error('decimalMark')}
            helpText={example(notations.amountExample)}
            onChange={(value) => onChange({ decimalMark: DECIMAL_MARKS.find((one) => one === value) ?? null })}
          />
          {settings.kind === 'members' ? null : (
            <Select
              label={t('fileImport.reading.currency')}
              options={[...(settings.currency ? [] : [choose]), ...currencies.map((value) => ({ value, label: value }))]}
              value={settings.currency ?? UNCHOSEN}
              error={error('currency')}
              helpText={t('fileImport.reading.currencyHelp', { currency: shopCurrency })}
              onChange={(currency) => onChange({ currency })}
            />
          )}
          <Select
            label={t('fileImport.reading.region')}
            options={[...new Set([settings.region, ...REGIONS])].map((value) => ({ value, label: format.region(value) }))}
            value={settings.region}
            onChange={(region) => onChange({ region })}
          />
        </InlineGrid>
      </BlockStack>
    </Card>
  );
}
