import { Badge, Banner, BlockStack, Button, Card, InlineStack, Modal, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { driftOf, type ReconcileRun } from '~/domain/reconcile/model';
import { useFormat } from '~/i18n/setting';
import { CompareHistory } from './compare-history';

export interface CompareCardProps {
  /** Newest first. */
  runs: ReconcileRun[];
  submitting: boolean;
  onCompare: (whole: boolean) => void;
}

/** How far the CRM had moved away from the store, as one number; and a comparison at the press of a button. */
export function CompareCard({ runs, submitting, onCompare }: CompareCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  const running = runs.find((run) => run.status === 'running');
  const last = runs.find((run) => run.status === 'done');
  const failed = runs[0]?.status === 'failed' ? runs[0] : null;
  const drift = last ? driftOf(last) : null;
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h2" variant="headingSm">
              {t('health.compare')}
            </Text>
            {running ? <Badge tone="info">{t('health.comparing')}</Badge> : null}
          </InlineStack>
          <InlineStack gap="200">
            <Button disabled={submitting || Boolean(running)} onClick={() => setAsking(true)}>
              {t('health.compareAll')}
            </Button>
            <Button variant="primary" disabled={submitting} loading={Boolean(running)} onClick={() => onCompare(false)}>
              {t('health.compareNow')}
            </Button>
          </InlineStack>
        </InlineStack>
        <Text as="p" tone="subdued">
          {t('health.compareText')}
        </Text>
        {failed ? <Banner tone="critical" title={t(`health.compareFailures.${failed.error ?? 'refused'}`)} /> : null}
        {running ? <Progress run={running} /> : null}
        {last && drift !== null ? (
          <BlockStack gap="100">
            <Text as="p" variant="headingLg" numeric>
              {t('health.drift', { count: drift, n: format.number(drift) })}
            </Text>
            <Text as="p" tone="subdued">
              {t('health.lastCompared', { date: format.date(last.finishedAt ?? last.startedAt, 'dateTime'), n: format.number(last.points) })}
            </Text>
          </BlockStack>
        ) : (
          <Text as="p">{t('health.neverCompared')}</Text>
        )}
        {runs.some((run) => run.status === 'done') ? (
          <CompareHistory
            runs={runs}
            as="h3"
            title={t('health.history')}
            label={t('health.historyLabel')}
            driftOf={driftOf}
            driftWords={(count) => t('health.drift', { count, n: format.number(count) })}
            reasonOf={({ reason }) => reason}
            figures={[
              ...(['checked', 'missing', 'stale', 'extra', 'repaired'] as const).map((figure) => ({
                label: t(`health.columns.${figure}`),
                of: ({ parts }: ReconcileRun) => parts.reduce((total, part) => total + part[figure], 0),
              })),
              { label: t('health.columns.points'), of: ({ points }) => points },
            ]}
            exportTo={{ address: '/app/health/comparisons', fileName: 'comparisons.csv' }}
          />
        ) : null}
      </BlockStack>
      <Modal
        open={asking}
        onClose={() => setAsking(false)}
        title={t('health.compareAllTitle')}
        primaryAction={{
          content: t('health.compareAll'),
          onAction: () => {
            setAsking(false);
            onCompare(true);
          },
        }}
        secondaryActions={[{ content: t('common.cancel'), onAction: () => setAsking(false) }]}
      >
        <Modal.Section>
          <Text as="p">{t('health.compareAllText')}</Text>
        </Modal.Section>
      </Modal>
    </Card>
  );
}

function Progress({ run }: { run: ReconcileRun }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ul className="rg-phases" aria-live="polite">
      {run.parts.map((part) => (
        <li key={part.kind} className="rg-line">
          <Text as="span">{t(`sync.phases.${part.kind}`)}</Text>
          <Text as="span" tone="subdued" numeric>
            {t('health.partProgress', {
              step: t(`health.steps.${part.step}`),
              checked: format.number(part.checked),
              found: format.number(part.missing + part.stale + part.extra),
              repaired: format.number(part.repaired),
            })}
          </Text>
        </li>
      ))}
    </ul>
  );
}
