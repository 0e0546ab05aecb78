import { BlockStack, Button, Collapsible, InlineStack, RangeSlider, Spinner, Text } from '@shopify/polaris';
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Programme } from '~/domain/loyalty/programme/model';
import type { Distribution } from '~/domain/loyalty/tiers/model';
import { useFormat } from '~/i18n/setting';
import { SectionCard } from '../form/section-card';
import { minorOf } from '../numbers';
import { scaleOf } from '../templates';
import { useEntryWords } from '../use-entry-words';
import { useLevelName } from '../use-level-name';
import { barsOf, membersByTier, stopAt, stopsBetween } from './histogram';
import { LadderChart } from './ladder-chart';
import { stepsFor, thresholdOf, thresholdText } from './level-steps';

/** One bar for nine stops: ten bars from 1 to 10 times as much. */
const STOPS_A_BAR = 9;

export interface LadderCardProps {
  programme: Programme;
  distribution: Distribution;
  loading: boolean;
  onEntry: (level: number, entry: string) => void;
}

/** The shop's own customers along the tiers: move a threshold and see how many are on each. */
export function LadderCard({ programme, distribution, loading, onEntry }: LadderCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { basis, levels } = programme.tiers;
  const levelName = useLevelName();
  const entryWords = useEntryWords();
  const steps = useMemo(() => stepsFor(programme, distribution, format.currency), [programme, distribution, format.currency]);
  const stops = useStops(programme, steps);
  const thresholds = levels.map((level) => thresholdOf(level.entry, basis, format.currency));
  const counts = membersByTier(steps, thresholds);
  const wordsOf = (value: bigint) => entryWords(thresholdText(value, basis, format.currency), basis);
  const bars = useMemo(() => barsOf(steps, stops, STOPS_A_BAR), [steps, stops]);
  const total = counts.reduce((sum, count) => sum + count, 0);
  return (
    <SectionCard title={t('loyaltyTiers.ladder')} text={t(`loyaltyTiers.ladderText.${basis}`, { count: total, n: format.number(total) })}>
      {total === 0 ? (
        <Text as="p" tone="subdued">
          {t('loyaltyTiers.nobody')}
        </Text>
      ) : (
        <LadderChart
          bars={bars}
          titles={bars.map((bar) => t('loyaltyTiers.bar', { from: wordsOf(bar.from), to: wordsOf(bar.to), count: bar.members, n: format.number(bar.members) }))}
          marks={levels.map((level, index) => ({ label: levelName(level), place: stopAt(stops, thresholds[index] ?? 0n) / Math.max(1, stops.length - 1) }))}
          label={t('loyaltyTiers.chartLabel')}
        />
      )}
      {loading ? <Spinner size="small" accessibilityLabel={t('common.loading')} /> : null}
      <BlockStack gap="200">
        {levels.map((level, index) => (
          <RangeSlider
            key={index}
            label={t('loyaltyTiers.slider', {
              tier: levelName(level),
              entry: entryWords(level.entry, basis),
              count: counts[index + 1] ?? 0,
              n: format.number(counts[index + 1] ?? 0),
            })}
            min={0}
            max={stops.length - 1}
            value={stopAt(stops, thresholds[index] ?? 0n)}
            onChange={(place) => onEntry(index, thresholdText(stops[Number(place)] ?? 0n, basis, format.currency))}
          />
        ))}
      </BlockStack>
      <TierTable
        names={[t('loyaltyTiers.below'), ...levels.map(levelName)]}
        froms={['', ...levels.map((level) => entryWords(level.entry, basis))]}
        counts={counts}
      />
    </SectionCard>
  );
}

/** From a tenth of the smallest to the largest there is, and wide enough for a shop without orders to set sensible numbers. */
function useStops({ tiers: { basis, levels } }: Programme, steps: readonly { floor: bigint }[]): bigint[] {
  const { currency } = useFormat();
  const highest = levels.reduce((most, level) => (thresholdOf(level.entry, basis, currency) > most ? thresholdOf(level.entry, basis, currency) : most), 0n);
  // Rounded up to a power of ten, so that the scale stands still while a slider is moved.
  const highestPower = 10n ** BigInt(highest.toString().length);
  const low = steps[0]?.floor;
  const high = steps[steps.length - 1]?.floor;
  return useMemo(() => {
    const usual =
      basis === 'orders'
        ? [1n, 50n]
        : basis === 'points'
          ? [10n, 5_000n]
          : [10n, 5_000n].map((n) => minorOf((n * scaleOf(currency)).toString(), currency) ?? n);
    const [usualLow = 1n, usualHigh = 100n] = usual;
    const tops = [high ?? usualHigh, highestPower];
    return stopsBetween(
      low ?? usualLow,
      tops.reduce((most, one) => (one > most ? one : most)),
    );
  }, [basis, currency, low, high, highestPower]);
}

function TierTable({ names, froms, counts }: { names: string[]; froms: string[]; counts: number[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const id = useId();
  const total = Math.max(
    1,
    counts.reduce((sum, count) => sum + count, 0),
  );
  return (
    <BlockStack gap="200">
      <InlineStack>
        <Button variant="plain" onClick={() => setOpen(!open)} ariaExpanded={open} ariaControls={id} disclosure={open ? 'up' : 'down'}>
          {open ? t('common.hideTable') : t('common.asTable')}
        </Button>
      </InlineStack>
      <Collapsible id={id} open={open}>
        <table className="rg-table">
          <thead>
            <tr>
              {(['tier', 'from', 'members', 'share'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`loyaltyTiers.columns.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {counts.map((count, index) => (
              <tr key={index}>
                <th scope="row">{names[index]}</th>
                <td>{froms[index]}</td>
                <td className="rg-number">{format.number(count)}</td>
                <td className="rg-number">{format.percent(count / total)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Collapsible>
    </BlockStack>
  );
}
