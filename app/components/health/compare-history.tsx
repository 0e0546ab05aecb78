import { BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { driftOf, type ReconcilePart, type ReconcileRun } from '~/domain/reconcile/model';
import { useFormat } from '~/i18n/setting';
import { ExportButton } from '../export-button';
import { BarChart } from '../home/bar-chart';

const sum = (run: ReconcileRun, figure: keyof Pick<ReconcilePart, 'checked' | 'missing' | 'stale' | 'extra' | 'repaired'>) =>
  run.parts.reduce((total, part) => total + part[figure], 0);

/** The drift of the latest comparisons, as bars and as a table. */
export function CompareHistory({ runs }: { runs: ReconcileRun[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [asTable, setAsTable] = useState(false);
  const done = runs.filter((run) => run.status === 'done');
  const bars = [...done].reverse().map((run) => {
    const drift = driftOf(run);
    return { label: `${format.date(run.startedAt, 'dateTime')}: ${t('health.drift', { count: drift, n: format.number(drift) })}`, parts: [drift] };
  });
  return (
    <BlockStack gap="200" inlineAlign="start">
      <Text as="h3" variant="bodySm" tone="subdued">
        {t('health.history')}
      </Text>
      <BarChart bars={bars} label={t('health.historyLabel')} />
      <InlineStack gap="300" blockAlign="center">
        <Button variant="plain" disclosure={asTable ? 'up' : 'down'} onClick={() => setAsTable(!asTable)} ariaExpanded={asTable}>
          {asTable ? t('common.hideTable') : t('common.asTable')}
        </Button>
        <ExportButton address="/app/health/comparisons" fileName="comparisons.csv" what={t('health.history')} />
      </InlineStack>
      {asTable ? (
        <div className="rg-scroll">
          <table className="rg-table">
            <thead>
              <tr>
                <th scope="col">{t('health.columns.started')}</th>
                {(['reason', 'checked', 'missing', 'stale', 'extra', 'repaired', 'points'] as const).map((column) => (
                  <th key={column} scope="col">
                    {t(`health.columns.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {runs.map((run) => (
                <tr key={run.id.toString()}>
                  <td>{format.date(run.startedAt, 'dateTime')}</td>
                  <td>{run.status === 'done' ? t(`health.reasons.${run.reason}`) : t(`health.runStates.${run.status}`)}</td>
                  {(['checked', 'missing', 'stale', 'extra', 'repaired'] as const).map((figure) => (
                    <td key={figure} className="rg-number">
                      {format.number(sum(run, figure))}
                    </td>
                  ))}
                  <td className="rg-number">{format.number(run.points)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </BlockStack>
  );
}
