import { BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReconcileRun } from '~/domain/reconcile/model';
import { useFormat } from '~/i18n/setting';
import { ExportButton } from '../export-button';
import { BarChart } from '../home/bar-chart';

/** A comparison with the store, whatever was compared. */
interface ComparedRun {
  id: bigint;
  startedAt: Date;
  status: ReconcileRun['status'];
}
interface CompareHistoryProps<Run extends ComparedRun> {
  /** Newest first. */
  runs: readonly Run[];
  as: 'h3' | 'h4';
  title: string;
  /** Says what the bars are. */
  label: string;
  driftOf: (run: Run) => number;
  driftWords: (drift: number) => string;
  reasonOf: (run: Run) => ReconcileRun['reason'];
  /** The table's columns of numbers. */
  figures: { label: string; of: (run: Run) => number }[];
  exportTo: { address: string; fileName: string };
}

/** The drift of the latest comparisons, as bars, as a table, and as a file of all that are kept. */
export function CompareHistory<Run extends ComparedRun>(props: CompareHistoryProps<Run>) {
  const { runs, as, title, label, driftOf, driftWords, exportTo } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const [asTable, setAsTable] = useState(false);
  const done = runs.filter((run) => run.status === 'done');
  const bars = [...done].reverse().map((run) => {
    const drift = driftOf(run);
    return { label: `${format.date(run.startedAt, 'dateTime')}: ${driftWords(drift)}`, parts: [drift] };
  });
  return (
    <BlockStack gap="200" inlineAlign="start">
      <Text as={as} variant="bodySm" tone="subdued">
        {title}
      </Text>
      <BarChart bars={bars} label={label} />
      <InlineStack gap="300" blockAlign="center">
        <Button variant="plain" disclosure={asTable ? 'up' : 'down'} onClick={() => setAsTable(!asTable)} ariaExpanded={asTable}>
          {asTable ? t('common.hideTable') : t('common.asTable')}
        </Button>
        <ExportButton {...exportTo} what={title} />
      </InlineStack>
      {asTable ? <HistoryTable {...props} /> : null}
    </BlockStack>
  );
}

function HistoryTable<Run extends ComparedRun>({ runs, reasonOf, figures }: CompareHistoryProps<Run>) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className="rg-scroll">
      <table className="rg-table">
        <thead>
          <tr>
            <th scope="col">{t('health.columns.started')}</th>
            <th scope="col">{t('health.columns.reason')}</th>
            {figures.map(({ label }) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.id.toString()}>
              <td>{format.date(run.startedAt, 'dateTime')}</td>
              <td>{run.status === 'done' ? t(`health.reasons.${reasonOf(run)}`) : t(`health.runStates.${run.status}`)}</td>
              {figures.map(({ label, of }) => (
                <td key={label} className="rg-number">
                  {format.number(of(run))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
