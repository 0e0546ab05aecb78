import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefusedFlowEvents } from '~/domain/loyalty/flow/model';
import { useFormat } from '~/i18n/setting';
import { useDuration } from '../duration';
import { DiscardDialog } from './discard-dialog';
import { Trouble, Troubles } from './trouble';

interface FlowEventsCardProps {
  refused: RefusedFlowEvents;
  submitting: boolean;
  /** With an id, or `all`. */
  onRetry: (id: string) => void;
  onDiscard: (id: string) => void;
}

/** What Shopify Flow has not taken: what had happened to whom, why and since when, and what can be done about it. */
export function FlowEventsCard({ refused: { count, events }, submitting, onRetry, onDiscard }: FlowEventsCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const duration = useDuration();
  const [discarding, setDiscarding] = useState<string | null>(null);
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingSm">
            {t('health.flowEvents.title', { count, n: format.number(count) })}
          </Text>
          <InlineStack gap="200">
            <Button tone="critical" disabled={submitting} onClick={() => setDiscarding('all')} accessibilityLabel={t('health.flowEvents.discardAllLabel')}>
              {t('health.flowEvents.discardAll')}
            </Button>
            <Button disabled={submitting} onClick={() => onRetry('all')} accessibilityLabel={t('health.flowEvents.retryAllLabel')}>
              {t('health.retryAll')}
            </Button>
          </InlineStack>
        </InlineStack>
        <Text as="p" tone="subdued">
          {t('health.flowEvents.text')}
        </Text>
        <Troubles more={count - events.length}>
          {events.map(({ id, trigger, customerId, error, attempts, ageSeconds }) => (
            <Trouble
              key={id}
              id={id}
              what={t(`health.flowEvents.triggers.${trigger}`)}
              about={{ kind: 'customer', id: String(customerId) }}
              error={t('health.flowEvents.refused', { error })}
              facts={t('health.flowEvents.facts', { age: duration(ageSeconds), count: attempts, id })}
              submitting={submitting}
              onRetry={onRetry}
              onDiscard={setDiscarding}
            />
          ))}
        </Troubles>
      </BlockStack>
      <DiscardDialog
        open={discarding !== null}
        title={discarding === 'all' ? t('health.flowEvents.discardAllTitle', { count, n: format.number(count) }) : t('health.flowEvents.discardTitle')}
        text={t('health.flowEvents.discardText')}
        onDiscard={() => onDiscard(discarding ?? '')}
        onClose={() => setDiscarding(null)}
      />
    </Card>
  );
}
