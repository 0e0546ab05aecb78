import { Badge, BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TroubledMessage } from '~/domain/sync-health/model';
import { useFormat } from '~/i18n/setting';
import { useDuration } from '../duration';
import { ExportButton } from '../export-button';
import { AboutLink } from './about-link';
import { DiscardDialog } from './discard-dialog';
import { topicGroup } from './topic-word';

export interface MessagesCardProps {
  messages: TroubledMessage[];
  total: number;
  parked: number;
  submitting: boolean;
  /** With an id, or `all`. */
  onRetry: (id: string) => void;
  onDiscard: (id: string) => void;
}

/** Messages of the store that could not be applied: why, since when, and what can be done about it. */
export function MessagesCard({ messages, total, parked, submitting, onRetry, onDiscard }: MessagesCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [discarding, setDiscarding] = useState<string | null>(null);
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingSm">
            {t('health.messages')}
          </Text>
          {total > 0 ? (
            <InlineStack gap="200">
              <ExportButton address="/app/health/messages" fileName="messages.csv" what={t('health.messages')} />
              {parked > 0 ? (
                <Button tone="critical" disabled={submitting} onClick={() => setDiscarding('all')}>
                  {t('health.discardAll')}
                </Button>
              ) : null}
              <Button disabled={submitting} onClick={() => onRetry('all')}>
                {t('health.retryAll')}
              </Button>
            </InlineStack>
          ) : null}
        </InlineStack>
        {total === 0 ? (
          <Text as="p" tone="subdued">
            {t('health.noMessages')}
          </Text>
        ) : null}
        <ul className="rg-plain-list rg-troubles">
          {messages.map((message) => (
            <Message
              key={message.id}
              message={message}
              submitting={submitting}
              onRetry={() => onRetry(message.id)}
              onDiscard={() => setDiscarding(message.id)}
            />
          ))}
        </ul>
        {total > messages.length ? (
          <Text as="p" tone="subdued">
            {t('health.moreMessages', { n: format.number(total - messages.length) })}
          </Text>
        ) : null}
      </BlockStack>
      <DiscardDialog
        open={discarding !== null}
        title={discarding === 'all' ? t('health.discardAllTitle', { n: format.number(parked) }) : t('health.discardTitle')}
        text={t('health.discardText')}
        onDiscard={() => onDiscard(discarding ?? '')}
        onClose={() => setDiscarding(null)}
      />
    </Card>
  );
}

function Message({ message, submitting, onRetry, onDiscard }: { message: TroubledMessage; submitting: boolean; onRetry: () => void; onDiscard: () => void }) {
  const { t } = useTranslation();
  const duration = useDuration();
  const { topic, about, error, detail, attempts, parked, ageSeconds, nextSeconds } = message;
  const what = t(`health.topics.${topicGroup(topic)}`);
  return (
    <li className="rg-trouble">
      <BlockStack gap="100" inlineAlign="start">
        <InlineStack gap="200" blockAlign="center">
          <Text as="span" fontWeight="semibold">
            {what}
          </Text>
          <Badge tone={parked ? 'critical' : 'attention'}>
            {parked || nextSeconds === null ? t('health.parked') : nextSeconds < 1 ? t('health.nextNow') : t('health.nextIn', { time: duration(nextSeconds) })}
          </Badge>
          {about ? <AboutLink about={about} /> : null}
        </InlineStack>
        <Text as="p">{t(`health.messageErrors.${error}`)}</Text>
        <Text as="p" tone="subdued" variant="bodySm" breakWord>
          {t('health.messageFacts', { age: duration(ageSeconds), count: attempts, topic, detail, id: message.id })}
        </Text>
      </BlockStack>
      <InlineStack gap="200">
        <Button size="slim" disabled={submitting} onClick={onRetry} accessibilityLabel={t('health.retryNamed', { what, id: message.id })}>
          {t('common.retry')}
        </Button>
        <Button size="slim" tone="critical" disabled={submitting} onClick={onDiscard} accessibilityLabel={t('health.discardNamed', { what, id: message.id })}>
          {t('health.discard')}
        </Button>
      </InlineStack>
    </li>
  );
}
