import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { DriftRun, ProjectionHealth } from '~/domain/loyalty/projection/model';
import { useFormat } from '~/i18n/setting';
import { useDuration } from '../duration';
import { Facts } from '../facts';
import { AboutLink } from './about-link';
import { ProjectionDrift } from './projection-drift';

interface ProjectionCardProps {
  projection: ProjectionHealth;
  /** Newest first. */
  drifts: DriftRun[];
  submitting: boolean;
  /** Of a customer's id, or of `all`. */
  onRetry: (id: string) => void;
  onCompare: () => void;
}

/** How far behind the store is with tiers and balances of members, and who could not be brought there. */
export function ProjectionCard({ projection, drifts, submitting, onRetry, onCompare }: ProjectionCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const duration = useDuration();
  const { storefront } = projection;
  const facts = [
    { label: t('health.projection.waiting'), value: format.number(projection.waiting) },
    { label: t('health.projection.oldest'), value: projection.oldestSeconds === null ? t('health.noLag') : duration(projection.oldestSeconds) },
    { label: t('health.projection.givenUp'), value: format.number(projection.givenUp) },
    {
      label: t('health.projection.storefront'),
      help: t('health.projection.storefrontHelp'),
      value: storefront.waitingSeconds === null ? t('health.noLag') : duration(storefront.waitingSeconds),
    },
  ];
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingSm">
            {t('health.projection.title')}
          </Text>
          {projection.givenUp > 0 ? (
            <Button disabled={submitting} onClick={() => onRetry('all')} accessibilityLabel={t('health.projection.retryAll')}>
              {t('health.retryAll')}
            </Button>
          ) : null}
        </InlineStack>
        <Text as="p" tone="subdued">
          {t('health.projection.text')}
        </Text>
        <Facts facts={facts} />
        {storefront.error ? (
          <Text as="p" tone="caution" breakWord>
            {t('health.projection.storefrontError', { error: storefront.error })}
          </Text>
        ) : null}
        {projection.benefits.errors.length > 0 ? (
          <BlockStack gap="200">
            <Text as="h3" variant="headingSm">
              {t('health.projection.benefits')}
            </Text>
            <ul className="rg-plain-list rg-troubles">
              {projection.benefits.errors.map(({ tier, kind, error }) => (
                <li key={`${tier} ${kind}`} className="rg-trouble">
                  <Text as="p" breakWord>
                    {t('health.projection.benefit', { tier, kind: t(`health.projection.kinds.${kind}`), error })}
                  </Text>
                </li>
              ))}
            </ul>
          </BlockStack>
        ) : null}
        {projection.failures.length > 0 ? (
          <ul className="rg-plain-list rg-troubles">
            {projection.failures.map(({ customerId, error, attempts }) => (
              <li key={String(customerId)} className="rg-trouble">
                <BlockStack gap="100" inlineAlign="start">
                  <AboutLink about={{ kind: 'customer', id: String(customerId) }} />
                  <Text as="p" tone="subdued" variant="bodySm" breakWord>
                    {t('health.projection.failure', { count: attempts, error })}
                  </Text>
                </BlockStack>
              </li>
            ))}
          </ul>
        ) : null}
        <ProjectionDrift runs={drifts} submitting={submitting} onCompare={onCompare} />
      </BlockStack>
    </Card>
  );
}
