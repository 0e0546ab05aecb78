import { InlineGrid } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { MetricCard, type MetricCardProps } from '~/components/home/metric-card';
import type { Flows, LoyaltyFigures, Stretch } from '~/domain/loyalty/accounting/model';
import { useFormat } from '~/i18n/setting';
import { useStretchWords } from './use-stretch-words';

const MOVED = ['issued', 'redeemed', 'expired', 'takenBack'] as const satisfies readonly (keyof Flows)[];

/** The numbers of a period, each beside the period before, with its chart and its table. */
export function FigureCards({ figures }: { figures: LoyaltyFigures }) {
  const { t } = useTranslation();
  const format = useFormat();
  const chartOf = useChart(figures);
  const { totals, before, rate, rateBefore, outstanding, outstandingBefore, holdings, cost, costBefore, members, joined, joinedBefore } = figures;
  const n = (points: bigint | number | null) => (points === null ? null : format.number(points));
  const share = (rate: number | null) => (rate === null ? t('common.notAvailable') : format.percent(rate));
  const held = t('loyaltyHome.held', {
    available: format.number(holdings.available),
    pending: format.number(holdings.pending),
    owed: format.number(holdings.owed),
  });
  return (
    <InlineGrid columns={{ xs: 1, sm: 2, lg: 4 }} gap="400" alignItems="start">
      <MetricCard
        title={t('loyaltyHome.figures.members')}
        help={t('loyaltyHome.help.members')}
        value={format.number(members)}
        note={t('loyaltyHome.joined', { n: format.number(joined) })}
        before={n(joinedBefore)}
        change={joinedBefore === null ? null : changeOf(joined, joinedBefore)}
      />
      <MetricCard
        title={t('loyaltyHome.figures.outstanding')}
        help={t('loyaltyHome.help.outstanding')}
        value={format.number(outstanding)}
        note={held}
        before={n(outstandingBefore)}
        change={changeOf(outstanding, outstandingBefore)}
        {...chartOf(t('loyaltyHome.figures.outstanding'), (stretch) => stretch.outstanding)}
      />
      <MetricCard
        title={t('loyaltyHome.figures.cost')}
        help={t('loyaltyHome.help.cost')}
        value={cost === null ? t('common.notAvailable') : format.money(cost)}
        before={costBefore === null ? null : format.money(costBefore)}
        change={changeOf(cost, costBefore)}
      />
      <MetricCard
        title={t('loyaltyHome.figures.rate')}
        help={t('loyaltyHome.help.rate')}
        value={share(rate)}
        before={rateBefore === null ? null : share(rateBefore)}
        change={null}
      />
      {MOVED.map((flow) => (
        <MetricCard
          key={flow}
          title={t(`loyaltyHome.figures.${flow}`)}
          help={t(`loyaltyHome.help.${flow}`)}
          value={format.number(totals[flow])}
          before={before && format.number(before[flow])}
          change={before && changeOf(totals[flow], before[flow])}
          {...chartOf(t(`loyaltyHome.figures.${flow}`), (stretch) => stretch.totals[flow])}
        />
      ))}
    </InlineGrid>
  );
}

function useChart({ bucket, stretches }: LoyaltyFigures) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useStretchWords(bucket);
  const chartFor = (name: string, of: (stretch: Stretch) => bigint): NonNullable<MetricCardProps['chart']> => ({
    label: t(`loyaltyHome.chart.${bucket}`, { name }),
    bars: stretches.map((stretch) => ({ label: `${words(stretch.from)}: ${format.number(of(stretch))}`, parts: [Number(of(stretch))] })),
    columns: [t(`loyaltyHome.bucket.${bucket}`), name],
    rows: stretches.map((stretch) => [words(stretch.from), format.number(of(stretch))]),
  });
  // Where nothing moved there is nothing to draw.
  return (name: string, of: (stretch: Stretch) => bigint): Pick<MetricCardProps, 'chart'> =>
    stretches.every((stretch) => of(stretch) === 0n) ? {} : { chart: chartFor(name, of) };
}

/** Relative; `null` where there is nothing to compare with. */
function changeOf(now: bigint | number | null, before: bigint | number | null): number | null {
  if (now === null || before === null || Number(before) <= 0) return null;
  return (Number(now) - Number(before)) / Number(before);
}
