import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefusedFlowEvent, RefusedFlowEvents } from '~/domain/loyalty/flow/model';
import { useFormat } from '~/i18n/setting';
import { useDuration } from '../duration';
import { AboutLink } from './about-link';
import { DiscardDialog } from './discard-dialog';

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
        <ul className="rg-plain-list rg-troubles">
          {events.map((event) => (
            <Refused key={event.id} event={event} submitting={submitting} onRetry={() => onRetry(event.id)} onDiscard={() => setDiscarding(event.id)} />
          ))}
        </ul>
        {count > events.length ? (
          <Text as="p" tone="subdued">
            {t('health.moreMessages', { n: format.number(count - events.length) })}
          </Text>
        ) : null}
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

interface RefusedProps {
  event: RefusedFlowEvent;
  submitting: boolean;
  onRetry: () => void;
  onDiscard: () => void;
}
function Refused({ event: { id, trigger, customerId, error, attempts, ageSeconds }, submitting, onRetry, onDiscard }: RefusedProps) {
  const { t } = useTranslation();
  const duration = useDuration();
  const what = t(`health.flowEvents.triggers.${trigger}`);
  return (
    <li className="rg-trouble">
      <BlockStack gap="100" inlineAlign="start">
        <InlineStack gap="200" blockAlign="center">
          <Text as="span" fontWeight="semibold">
            {what}
          </Text>
          <AboutLink about={{ kind: 'customer', id: String(customerId) }} />
        </InlineStack>
        <Text as="p" breakWord>
          {t('health.flowEvents.refused', { error })}
        </Text>
        <Text as="p" tone="subdued" variant="bodySm" breakWord>
          {t('health.flowEvents.facts', { age: duration(ageSeconds), count: attempts, id })}
        </Text>
      </BlockStack>
      <InlineStack gap="200">
        <Button size="slim" disabled={submitting} onClick={onRetry} accessibilityLabel={t('health.retryNamed', { what, id })}>
          {t('common.retry')}
        </Button>
        <Button size="slim" tone="critical" disabled={submitting} onClick={onDiscard} accessibilityLabel={t('health.discardNamed', { what, id })}>
          {t('health.discard')}
        </Button>
      </InlineStack>
    </li>
  );
}
