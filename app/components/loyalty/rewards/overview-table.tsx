import { BlockStack, Button, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reward } from '~/domain/loyalty/programme/model';
import type { OverviewOutline, RewardFigures, RewardOverview } from '~/domain/loyalty/rewards/model';
import { useFormat } from '~/i18n/setting';
import { FactLabel, Facts } from '../../facts';
import { useRedeemedName } from './use-redeemed-name';

const COLUMNS = ['given', 'used', 'rate', 'expired', 'cancelled', 'outstanding', 'points', 'returned', 'value', 'orders', 'revenue'] as const;
type Column = (typeof COLUMNS)[number];
const HEADLINES = ['given', 'rate', 'outstanding', 'value', 'revenue'] as const satisfies readonly Column[];
/** Of what is still to come: about as wide as it will be. */
const EXPECTED: RewardFigures = {
  given: 1000,
  used: 500,
  expired: 100,
  cancelled: 100,
  outstanding: 100,
  refused: 10,
  points: 10_000n,
  returned: 1000n,
  value: 100_000n,
  orders: 100,
  revenue: 100_000n,
};

interface OverviewTableProps {
  /** `null`: still to come. */
  overview: RewardOverview | null;
  outline: OverviewOutline;
  rewards: readonly Reward[];
  onReward: (reward: string) => void;
}

/** What became of the rewards, all together and of each; while the figures are still to come, bars where they will stand. */
export function OverviewTable({ overview, outline, rewards, onReward }: OverviewTableProps) {
  const { t } = useTranslation();
  const cell = useCell();
  const nameOf = useRedeemedName(rewards);
  const isComing = overview === null;
  const { rewards: rows, total } = overview ?? expected(outline);
  const shown = (content: ReactNode) => (isComing ? <ToCome>{content}</ToCome> : content);
  const rowOf = (figures: RewardFigures) => COLUMNS.map((column) => ({ column, content: shown(cell(column, figures)) }));
  const labels = COLUMNS.map((column) => ({ column, label: t(`rewards.columns.${column}`), help: t(`rewards.help.${column}`) }));
  return (
    <BlockStack gap="400">
      <Facts
        facts={labels.flatMap(({ column, label, help }) =>
          HEADLINES.some((one) => one === column) ? [{ label, help, value: shown(cell(column, total)) }] : [],
        )}
      />
      {/* Wider than a phone: with the keyboard it scrolls when it has the focus. */}
      <div className="rg-scroll" role="region" aria-label={t('rewards.overview.title')} aria-busy={isComing} tabIndex={0}>
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
            {rows.map(({ reward, figures }) => (
              // What comes stands in another order: it takes the bars' place, and does not move with them.
              <Row key={`${isComing ? 'to come' : 'here'} ${reward}`} cells={rowOf(figures)}>
                {isComing ? (
                  <ToCome>{nameOf({ reward })}</ToCome>
                ) : (
                  <Button variant="plain" textAlign="start" onClick={() => onReward(reward)}>
                    {nameOf({ reward })}
                  </Button>
                )}
              </Row>
            ))}
            {rows.length > 1 ? <Row cells={rowOf(total)}>{t('rewards.overview.total')}</Row> : null}
          </tbody>
        </table>
      </div>
      {total.refused > 0 ? (
        <Text as="p" tone="subdued">
          {shown(t('rewards.overview.refused', { count: total.refused, n: cell('given', { ...total, given: total.refused }) }))}
        </Text>
      ) : null}
    </BlockStack>
  );
}

const expected = ({ rewards, refused }: OverviewOutline): RewardOverview => ({
  rewards: rewards.map((reward) => ({ reward, figures: EXPECTED })),
  total: { ...EXPECTED, refused: refused ? EXPECTED.refused : 0 },
});

/** A bar as large as what will stand there, which nobody is told. */
function ToCome({ children }: { children: ReactNode }) {
  return (
    <span className="rg-to-come" aria-hidden>
      <span>{children}</span>
    </span>
  );
}

function Row({ cells, children }: { cells: { column: Column; content: ReactNode }[]; children: ReactNode }) {
  return (
    <tr>
      <th scope="row">{children}</th>
      {cells.map(({ column, content }) => (
        <td key={column} className="rg-number">
          {content}
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
