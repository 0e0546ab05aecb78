import { BlockStack, Button, Card, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';

/** How many requests wait for the merchant, and where they are. */
export function PrivacyLinkCard({ waiting }: { waiting: number }) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="300" inlineAlign="start">
        <Text as="p" tone={waiting === 0 ? 'subdued' : 'base'}>
          {waiting === 0 ? t('privacy.nothingWaits') : t('privacy.waiting', { count: waiting, n: waiting })}
        </Text>
        <Button url="/app/privacy">{t('privacy.open')}</Button>
      </BlockStack>
    </Card>
  );
}
