import { Button, Card, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { useFormat } from '~/i18n/setting';

/** That rewards are stuck, and the way to them. */
export function StuckRewardsCard({ count }: { count: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card>
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <Text as="h2" variant="headingSm">
          {t('rewards.stuck.title', { count, n: format.number(count) })}
        </Text>
        <Button url="/app/loyalty/rewards">{t('rewards.stuck.open')}</Button>
      </InlineStack>
    </Card>
  );
}
