import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { FailedJob, JobsHealth } from '~/domain/sync-health/model';
import { useFormat } from '~/i18n/setting';
import { useDuration } from '../duration';
import { Facts } from '../facts';
import { AboutLink } from './about-link';

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
        <ul className="rg-plain-list rg-troubles">
          {jobs.failures.map((job) => (
            <Failure key={job.id} job={job} submitting={submitting} onRetry={() => onRetry(job.id)} />
          ))}
        </ul>
      </BlockStack>
    </Card>
  );
}

function Failure({ job, submitting, onRetry }: { job: FailedJob; submitting: boolean; onRetry: () => void }) {
  const { t } = useTranslation();
  const duration = useDuration();
  const what = t(`health.jobKinds.${kindOf(job.type)}`);
  return (
    <li className="rg-trouble">
      <BlockStack gap="100" inlineAlign="start">
        <InlineStack gap="200" blockAlign="center">
          <Text as="span" fontWeight="semibold">
            {what}
          </Text>
          {job.about ? <AboutLink about={job.about} /> : null}
        </InlineStack>
        <Text as="p">{t(`health.jobErrors.${job.error}`)}</Text>
        <Text as="p" tone="subdued" variant="bodySm" breakWord>
          {t('health.jobFacts', { age: duration(job.ageSeconds), type: job.type, detail: job.detail, id: job.id })}
        </Text>
      </BlockStack>
      <Button size="slim" disabled={submitting} onClick={onRetry} accessibilityLabel={t('health.retryNamed', { what, id: job.id })}>
        {t('common.retry')}
      </Button>
    </li>
  );
}
