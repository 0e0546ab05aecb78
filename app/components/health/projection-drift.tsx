import { Badge, Banner, BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { shownDriftOf, type DriftRun } from '~/domain/loyalty/projection/model';
import { useFormat } from '~/i18n/setting';
import { CompareHistory } from './compare-history';

interface ProjectionDriftProps {
  /** Newest first. */
  runs: DriftRun[];
  submitting: boolean;
  onCompare: () => void;
}

/** How far what the store shows of members had moved away from what it was told, as one number with its history; and a comparison at the press of a button. */
export function ProjectionDrift({ runs, submitting, onCompare }: ProjectionDriftProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const running = runs.find((run) => run.status === 'running');
  const last = runs.find((run) => run.status === 'done');
  const failed = runs[0]?.status === 'failed' ? runs[0] : null;
  const drift = last ? shownDriftOf(last) : 0;
  return (
    <BlockStack gap="300">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h3" variant="headingSm">
            {t('health.compare')}
          </Text>
          {running ? <Badge tone="info">{t('health.comparing')}</Badge> : null}
        </InlineStack>
        <Button disabled={submitting} loading={Boolean(running)} onClick={onCompare} accessibilityLabel={t('health.projection.compareNow')}>
          {t('health.compareNow')}
        </Button>
      </InlineStack>
      <Text as="p" tone="subdued">
        {t('health.projection.compareText')}
      </Text>
      {failed ? <Banner tone="critical" title={t(`health.compareFailures.${failed.error ?? 'refused'}`)} /> : null}
      <div aria-live="polite">
        {running ? <Text as="p">{t('health.projection.checked', { count: running.checked, n: format.number(running.checked) })}</Text> : null}
      </div>
      {last ? (
        <BlockStack gap="100">
          <Text as="p" variant="headingLg" numeric>
            {t('health.projection.drift', { count: drift, n: format.number(drift) })}
          </Text>
          <Text as="p" tone="subdued">
            {t('health.lastCompared', { date: format.date(last.finishedAt ?? last.startedAt, 'dateTime'), n: format.number(last.points) })}
          </Text>
        </BlockStack>
      ) : (
        <Text as="p">{t('health.neverCompared')}</Text>
      )}
      {last ? (
        <CompareHistory
          runs={runs}
          as="h4"
          title={t('health.projection.history')}
          label={t('health.projection.historyLabel')}
          driftOf={shownDriftOf}
          driftWords={(count) => t('health.projection.drift', { count, n: format.number(count) })}
          reasonOf={({ isNightly }) => (isNightly ? 'nightly' : 'asked')}
          figures={[
            { label: t('health.columns.checked'), of: ({ checked }) => checked },
            { label: t('health.columns.missing'), of: ({ missing }) => missing },
            { label: t('health.columns.stale'), of: ({ stale }) => stale },
            { label: t('health.projection.extra'), of: ({ extra }) => extra },
            { label: t('health.columns.points'), of: ({ points }) => points },
          ]}
          exportTo={{ address: '/app/health/drifts', fileName: 'member-comparisons.csv' }}
        />
      ) : null}
    </BlockStack>
  );
}
