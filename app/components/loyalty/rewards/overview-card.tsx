import { Button, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { Reward } from '~/domain/loyalty/programme/model';
import type { RewardFigures, RewardOverview } from '~/domain/loyalty/rewards/model';
import { useFormat } from '~/i18n/setting';
import { FactLabel, Facts } from '../../facts';
import { SectionCard } from '../form/section-card';
import { useRedeemedName } from './use-redeemed-name';

const COLUMNS = ['given', 'used', 'rate', 'expired', 'cancelled', 'outstanding', 'points', 'returned', 'value', 'orders', 'revenue'] as const;
type Column = (typeof COLUMNS)[number];
const HEADLINES = ['given', 'rate', 'outstanding', 'value', 'revenue'] as const satisfies readonly Column[];

/** What became of the rewards of a period: all together, and of each. Pressing one narrows the list down to it. */
export function OverviewCard({ overview, rewards, onReward }: { overview: RewardOverview; rewards: readonly Reward[]; onReward: (reward: string) => void }) {
  const { t } = useTranslation();
  const cell = useCell();
  const nameOf = useRedeemedName(rewards);
  const title = t('rewards.overview.title');
  if (overview.total.given + overview.total.refused === 0) {
    return (
      <SectionCard title={title}>
        <Text as="p" tone="subdued">
          {t('rewards.overview.none')}
        </Text>
      </SectionCard>
    );
  }
  const labels = COLUMNS.map((column) => ({ column, label: t(`rewards.columns.${column}`), help: t(`rewards.help.${column}`) }));
  return (
    <SectionCard title={title} text={t('rewards.overview.text')}>
      <Facts
        facts={labels.flatMap(({ column, label, help }) =>
          HEADLINES.some((one) => one === column) ? [{ label, help, value: cell(column, overview.total) }] : [],
        )}
      />
      {/* Wider than a phone: with the keyboard it scrolls when it has the focus. */}
      <div className="rg-scroll" role="region" aria-label={title} tabIndex={0}>
        <table className="rg-table rg-one-line">
          <thead>
            <tr>
              <th scope="col">{t('rewards.columns.reward')}</th>
              {labels.map(({ column, label, help }) => (
                <th key={column} scope="col">
                  <FactLabel label={label} help={help} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {overview.rewards.map(({ reward, figures }) => (
              <Row key={reward} figures={figures}>
                <Button variant="plain" textAlign="start" onClick={() => onReward(reward)}>
                  {nameOf({ reward })}
                </Button>
              </Row>
            ))}
            {overview.rewards.length > 1 ? <Row figures={overview.total}>{t('rewards.overview.total')}</Row> : null}
          </tbody>
        </table>
      </div>
      {overview.total.refused > 0 ? (
        <Text as="p" tone="subdued">
          {t('rewards.overview.refused', { count: overview.total.refused, n: cell('given', { ...overview.total, given: overview.total.refused }) })}
        </Text>
      ) : null}
    </SectionCard>
  );
}

function Row({ figures, children }: { figures: RewardFigures; children: React.ReactNode }) {
  const cell = useCell();
  return (
    <tr>
      <th scope="row">{children}</th>
      {COLUMNS.map((column) => (
        <td key={column} className="rg-number">
          {cell(column, figures)}
        </td>
      ))}
    </tr>
  );
}

function useCell(): (column: Column, figures: RewardFigures) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (column, figures) => {
    if (column === 'rate') return figures.given === 0 ? t('common.notAvailable') : format.percent(figures.used / figures.given);
    if (column === 'value' || column === 'revenue') return format.money(figures[column]);
    return format.number(figures[column]);
  };
}
