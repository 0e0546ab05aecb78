import { BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { About } from '~/domain/sync-health/model';
import { useFormat } from '~/i18n/setting';
import { AboutLink } from './about-link';

interface TroublesProps {
  /** How many there are besides those that are shown. */
  more?: number;
  children: ReactNode;
}

/** What has gone wrong, one after the other. */
export function Troubles({ more = 0, children }: TroublesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <ul className="rg-plain-list rg-troubles">{children}</ul>
      {more > 0 ? (
        <Text as="p" tone="subdued">
          {t('health.moreMessages', { n: format.number(more) })}
        </Text>
      ) : null}
    </>
  );
}

interface TroubleProps {
  id: string;
  /** What it is, in the shop's words. */
  what: string;
  badge?: ReactNode;
  about: About | null;
  error: string;
  facts: string;
  submitting: boolean;
  onRetry: (id: string) => void;
  /** Left out where there is nothing to discard. */
  onDiscard?: (id: string) => void;
}

/** One thing that has gone wrong: what it is, why, since when, and what can be done about it. */
export function Trouble({ id, what, badge, about, error, facts, submitting, onRetry, onDiscard }: TroubleProps) {
  const { t } = useTranslation();
  return (
    <li className="rg-trouble">
      <BlockStack gap="100" inlineAlign="start">
        <InlineStack gap="200" blockAlign="center">
          <Text as="span" fontWeight="semibold">
            {what}
          </Text>
          {badge}
          {about ? <AboutLink about={about} /> : null}
        </InlineStack>
        <Text as="p" breakWord>
          {error}
        </Text>
        <Text as="p" tone="subdued" variant="bodySm" breakWord>
          {facts}
        </Text>
      </BlockStack>
      <InlineStack gap="200">
        <Button size="slim" disabled={submitting} onClick={() => onRetry(id)} accessibilityLabel={t('health.retryNamed', { what, id })}>
          {t('common.retry')}
        </Button>
        {onDiscard ? (
          <Button size="slim" tone="critical" disabled={submitting} onClick={() => onDiscard(id)} accessibilityLabel={t('health.discardNamed', { what, id })}>
            {t('health.discard')}
          </Button>
        ) : null}
      </InlineStack>
    </li>
  );
}
