import { BlockStack, Card, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { InboxHealth } from '~/domain/sync-health/model';
import { useFormat } from '~/i18n/setting';
import { useDuration } from '../duration';
import { Facts } from '../facts';

/** How the store's messages come in: when the last one came, what waits, how many are applied. */
export function FlowCard({ inbox }: { inbox: InboxHealth }) {
  const { t } = useTranslation();
  const format = useFormat();
  const duration = useDuration();
  const perMinute = (count: number, minutes: number) => {
    const rate = count / minutes;
    return format.number(rate > 0 && rate < 10 ? Math.round(rate * 10) / 10 : Math.round(rate));
  };
  const facts = [
    {
      label: t('health.lastReceived'),
      value: inbox.lastReceivedSeconds === null ? t('health.never') : t('health.ago', { time: duration(inbox.lastReceivedSeconds) }),
    },
    { label: t('health.waiting'), value: format.number(inbox.waiting) },
    { label: t('health.lag'), value: inbox.lagSeconds === null ? t('health.noLag') : duration(inbox.lagSeconds) },
    { label: t('health.perMinuteHour'), value: perMinute(inbox.appliedLastHour, 60) },
    { label: t('health.perMinuteDay'), value: perMinute(inbox.appliedLastDay, 1440) },
    { label: t('health.appliedDay'), value: format.number(inbox.appliedLastDay) },
  ];
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t('health.flow')}
        </Text>
        <Facts facts={facts} />
      </BlockStack>
    </Card>
  );
}
