import { Badge, Banner, BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shownDriftOf, type DriftRun } from '~/domain/loyalty/projection/model';
import { useFormat } from '~/i18n/setting';
import { BarChart } from '../home/bar-chart';

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
      {last ? <History runs={runs} /> : null}
    </BlockStack>
  );
}

function History({ runs }: { runs: DriftRun[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [asTable, setAsTable] = useState(false);
  const bars = runs
    .filter((run) => run.status === 'done')
    .reverse()
    .map((run) => {
      const drift = shownDriftOf(run);
      return { label: `${format.date(run.startedAt, 'dateTime')}: ${t('health.projection.drift', { count: drift, n: format.number(drift) })}`, parts: [drift] };
    });
  return (
    <BlockStack gap="200" inlineAlign="start">
      <Text as="h4" variant="bodySm" tone="subdued">
        {t('health.projection.history')}
      </Text>
      <BarChart bars={bars} label={t('health.projection.historyLabel')} />
      <Button variant="plain" disclosure={asTable ? 'up' : 'down'} onClick={() => setAsTable(!asTable)} ariaExpanded={asTable}>
        {asTable ? t('common.hideTable') : t('common.asTable')}
      </Button>
      {asTable ? <HistoryTable runs={runs} /> : null}
    </BlockStack>
  );
}

function HistoryTable({ runs }: { runs: DriftRun[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns = {
    checked: t('health.columns.checked'),
    missing: t('health.columns.missing'),
    stale: t('health.columns.stale'),
    extra: t('health.projection.extra'),
    points: t('health.columns.points'),
  };
  const figures = ['checked', 'missing', 'stale', 'extra', 'points'] as const;
  return (
    <div className="rg-scroll">
      <table className="rg-table">
        <thead>
          <tr>
            <th scope="col">{t('health.columns.started')}</th>
            <th scope="col">{t('health.columns.reason')}</th>
            {figures.map((figure) => (
              <th key={figure} scope="col">
                {columns[figure]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.id.toString()}>
              <td>{format.date(run.startedAt, 'dateTime')}</td>
              <td>{run.status === 'done' ? t(`health.reasons.${run.isNightly ? 'nightly' : 'asked'}`) : t(`health.runStates.${run.status}`)}</td>
              {figures.map((figure) => (
                <td key={figure} className="rg-number">
                  {format.number(run[figure])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
