import { BlockStack, ButtonGroup, Button, Card, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Programme } from '~/domain/loyalty/programme/model';
import { LOCALE_NAMES, LOCALES, type Locale } from '~/i18n/locales';
import { SettingProvider, useFormat } from '~/i18n/setting';
import { MemberCard } from './member-card';
import { PreviewLists } from './preview-lists';

/** What a shopper sees of the programme as it stands in the form, in either language. */
export function ShopperPreview({ programme }: { programme: Programme }) {
  const { t } = useTranslation();
  const { locale: own, currency } = useFormat();
  const [locale, setLocale] = useState<Locale>(own);
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {t('loyaltyPreview.title')}
          </Text>
          <ButtonGroup variant="segmented">
            {LOCALES.map((one) => (
              <Button key={one} size="slim" pressed={one === locale} onClick={() => setLocale(one)}>
                {LOCALE_NAMES[one]}
              </Button>
            ))}
          </ButtonGroup>
        </InlineStack>
        <SettingProvider setting={{ locale, currency, timezone: 'UTC' }}>
          <div lang={locale}>
            <BlockStack gap="400">
              <MemberCard programme={programme} />
              <PreviewLists programme={programme} />
            </BlockStack>
          </div>
        </SettingProvider>
      </BlockStack>
    </Card>
  );
}
