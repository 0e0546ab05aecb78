import { Badge, BlockStack, Button, Card, Collapsible, InlineStack, Text } from '@shopify/polaris';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '~/i18n/setting';
import { FactLabel } from '../facts';
import { BarChart, type Bar } from './bar-chart';

export interface MetricCardProps {
  title: string;
  help: string;
  value: string;
  /** What the value is made of. */
  note?: string;
  before: string | null;
  /** Relative change against the period before. */
  change: number | null;
  legend?: [string, string];
  chart?: { bars: Bar[]; label: string; columns: string[]; rows: string[][] };
}

/** A figure with its change, a small chart, and the chart's numbers as a table. */
export function MetricCard({ title, help, value, note, before, change, legend, chart }: MetricCardProps) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="bodyMd">
          <FactLabel label={title} help={help} />
        </Text>
        <InlineStack gap="200" blockAlign="center">
          <Text as="p" variant="headingLg">
            <span className="rg-number">{value}</span>
          </Text>
          <Change change={change} />
        </InlineStack>
        {note ? (
          <Text as="p" variant="bodySm">
            {note}
          </Text>
        ) : null}
        <Text as="p" tone="subdued" variant="bodySm">
          {before === null ? t('home.noComparison') : t('home.before', { value: before })}
        </Text>
        {legend ? (
          <InlineStack gap="300">
            <span className="rg-legend">
              <Text as="span" variant="bodySm">
                {legend[0]}
              </Text>
            </span>
            <span className="rg-legend rg-legend-second">
              <Text as="span" variant="bodySm">
                {legend[1]}
              </Text>
            </span>
          </InlineStack>
        ) : null}
        {chart && chart.bars.length > 1 ? <Chart {...chart} /> : null}
      </BlockStack>
    </Card>
  );
}

function Change({ change }: { change: number | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (change === null) return null;
  const size = format.percent(Math.abs(change));
  if (Math.abs(change) < 0.0005) return <Badge>{t('home.same')}</Badge>;
  return change > 0 ? (
    <Badge tone="success" toneAndProgressLabelOverride={t('home.up', { change: size })}>{`▲ ${size}`}</Badge>
  ) : (
    <Badge tone="warning" toneAndProgressLabelOverride={t('home.down', { change: size })}>{`▼ ${size}`}</Badge>
  );
}

function Chart({ bars, label, columns, rows }: NonNullable<MetricCardProps['chart']>) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <BlockStack gap="200">
      <BarChart bars={bars} label={label} />
      <div>
        <Button variant="plain" onClick={() => setOpen(!open)} ariaExpanded={open} ariaControls={id} disclosure={open ? 'up' : 'down'}>
          {open ? t('common.hideTable') : t('common.asTable')}
        </Button>
      </div>
      <Collapsible id={id} open={open}>
        <table className="rg-table">
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells) => (
              <tr key={cells[0]}>
                {cells.map((cell, index) => (
                  <td key={columns[index]} className="rg-number">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Collapsible>
    </BlockStack>
  );
}
