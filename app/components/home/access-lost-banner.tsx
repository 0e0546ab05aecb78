import { Banner, BlockStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { useFormat } from '~/i18n/setting';

/** The store takes our access token no more: what that means, and the way on. */
export function AccessLostBanner({ since }: { since: Date }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Banner tone="critical" title={t('home.accessLost')}>
      <BlockStack gap="100">
        <Text as="p">{t('home.accessLostText', { date: format.date(since, 'dateTime') })}</Text>
        <Text as="p">{t('home.accessLostWayOn')}</Text>
      </BlockStack>
    </Banner>
  );
}
