import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { JobsHealth } from '~/domain/sync-health/model';
import { useFormat } from '~/i18n/setting';
import { useDuration } from '../duration';
import { Facts } from '../facts';
import { Trouble, Troubles } from './trouble';

const JOB_KINDS = {
  'shop.installed': 'import',
  'import.requested': 'import',
  'import.bulk_finished': 'import',
  'order.reread_requested': 'reread',
  'customer.reread_requested': 'reread',
  'product.reread_requested': 'reread',
  'collection.reread_requested': 'reread',
  'reconcile.requested': 'compare',
  'bulk_action.requested': 'bulk',
  'compliance.requested': 'privacy',
} as const;
const STATES = ['waiting', 'active', 'delayed', 'held', 'failed'] as const;
const kindOf = (type: string) => (type in JOB_KINDS ? JOB_KINDS[type as keyof typeof JOB_KINDS] : 'other');

/** The shop's work in the background: how much there is, and what was given up. */
export function JobsCard({ jobs, submitting, onRetry }: { jobs: JobsHealth; submitting: boolean; onRetry: (id: string) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const duration = useDuration();
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingSm">
            {t('health.jobs')}
          </Text>
          {jobs.failed > 0 ? (
            <Button disabled={submitting} onClick={() => onRetry('all')} accessibilityLabel={t('health.retryAllJobs')}>
              {t('health.retryAll')}
            </Button>
          ) : null}
        </InlineStack>
        <Facts facts={STATES.map((state) => ({ label: t(`health.jobStates.${state}`), value: format.number(jobs[state]) }))} />
        {jobs.failed === 0 ? (
          <Text as="p" tone="subdued">
            {t('health.noFailures')}
          </Text>
        ) : null}
        <Troubles more={jobs.failed - jobs.failures.length}>
          {jobs.failures.map(({ id, type, about, error, detail, ageSeconds }) => (
            <Trouble
              key={id}
              id={id}
              what={t(`health.jobKinds.${kindOf(type)}`)}
              about={about}
              error={t(`health.jobErrors.${error}`)}
              facts={t('health.jobFacts', { age: duration(ageSeconds), type, detail, id })}
              submitting={submitting}
              onRetry={onRetry}
            />
          ))}
        </Troubles>
      </BlockStack>
    </Card>
  );
}
