import { Badge, BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TroubledMessage } from '~/domain/sync-health/model';
import { useFormat } from '~/i18n/setting';
import { useDuration } from '../duration';
import { ExportButton } from '../export-button';
import { DiscardDialog } from './discard-dialog';
import { topicGroup } from './topic-word';
import { Trouble, Troubles } from './trouble';

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
  const duration = useDuration();
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
        <Troubles more={total - messages.length}>
          {messages.map(({ id, topic, about, error, detail, attempts, parked: isParked, ageSeconds, nextSeconds }) => (
            <Trouble
              key={id}
              id={id}
              what={t(`health.topics.${topicGroup(topic)}`)}
              badge={<NextTry seconds={isParked ? null : nextSeconds} />}
              about={about}
              error={t(`health.messageErrors.${error}`)}
              facts={t('health.messageFacts', { age: duration(ageSeconds), count: attempts, topic, detail, id })}
              submitting={submitting}
              onRetry={onRetry}
              onDiscard={setDiscarding}
            />
          ))}
        </Troubles>
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

/** @param seconds `null`: it is not tried again by itself. */
function NextTry({ seconds }: { seconds: number | null }) {
  const { t } = useTranslation();
  const duration = useDuration();
  if (seconds === null) return <Badge tone="critical">{t('health.parked')}</Badge>;
  return <Badge tone="attention">{seconds < 1 ? t('health.nextNow') : t('health.nextIn', { time: duration(seconds) })}</Badge>;
}
