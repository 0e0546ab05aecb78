import { Banner, BlockStack, Box, InlineGrid, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { Programme, Reward } from '~/domain/loyalty/programme/model';
import { rewardCost, type RewardCost } from '~/domain/loyalty/programme/reward-cost';
import { useFormat } from '~/i18n/setting';
import { minorOf } from '../numbers';
import { useLevelName } from '../use-level-name';
import { usePointsText } from '../use-points-text';
import { useRewardName } from '../use-reward-name';
import type { ReachOfReward } from './use-reach';

interface RewardPreviewProps {
  reward: Reward;
  programme: Programme;
  /** Gross margin, whole percent. */
  margin: bigint;
  reach: ReachOfReward | null;
}

/** A reward as its shoppers see it in the store's panel, and beside it what it costs the shop; both as the form stands. */
export function RewardPreview(props: RewardPreviewProps) {
  const { reward, programme, margin, reach } = props;
  const { t } = useTranslation();
  const { currency } = useFormat();
  const cost = rewardCost(reward, programme, { currency, margin, productPrice: reach?.productPrice ?? null });
  return (
    <BlockStack gap="300">
      <InlineGrid columns={{ xs: 1, md: 2 }} gap="300">
        <Tile {...props} />
        <Cost {...props} cost={cost} />
      </InlineGrid>
      {cost && cost.warnings.length > 0 ? (
        <Banner tone="warning">
          <BlockStack gap="100">
            {cost.warnings.map((warning) => (
              <Text key={warning} as="p">
                {t(`rewardPreview.warnings.${warning}`)}
              </Text>
            ))}
          </BlockStack>
        </Banner>
      ) : null}
    </BlockStack>
  );
}

function Tile({ reward, programme }: RewardPreviewProps) {
  const { t } = useTranslation();
  const nameOf = useRewardName();
  const pointsText = usePointsText(programme);
  const terms = useTerms(reward, programme);
  const price = Number.isNaN(reward.points) ? t('common.notAvailable') : pointsText(reward.points);
  return (
    <Box padding="300" background="bg-surface-secondary" borderRadius="200">
      <BlockStack gap="200">
        <Text as="h4" variant="headingXs" tone="subdued">
          {t('loyaltyPreview.title')}
        </Text>
        <div className="rg-line">
          <Text as="span" fontWeight="semibold">
            <span className="rg-free-text">{nameOf(reward)}</span>
          </Text>
          <Text as="span" numeric>
            {price}
          </Text>
        </div>
        {terms.map((term) => (
          <Text key={term} as="p" tone="subdued" variant="bodySm">
            {term}
          </Text>
        ))}
        {/* A picture of a button: it does nothing here. */}
        <span className="rg-reward-button" aria-hidden>
          {t('rewardPreview.redeem')}
        </span>
      </BlockStack>
    </Box>
  );
}

/** The conditions of which shoppers are told. */
function useTerms(reward: Reward, programme: Programme): string[] {
  const pointsText = usePointsText(programme);
  const { tiers } = programme;
  const { t } = useTranslation();
  const format = useFormat();
  const levelName = useLevelName();
  const minimum = reward.minimumSpend === undefined ? null : minorOf(reward.minimumSpend, format.currency);
  const isDay = (text: string | undefined): text is string => /^\d{4}-\d{2}-\d{2}$/.test(text ?? '');
  const names = tiers.levels.filter(({ id }) => reward.tiers.includes(id)).map(levelName);
  return [
    ...(minimum ? [t('rewardPreview.terms.minimum', { amount: format.money(minimum) })] : []),
    ...(names.length > 0 ? [t('rewardPreview.terms.tiers', { tiers: format.list(names) })] : []),
    ...(reward.kind === 'slider' && reward.maximumPoints ? [t('rewardPreview.terms.slider', { points: pointsText(reward.maximumPoints) })] : []),
    ...(reward.validDays ? [t('rewardPreview.terms.validDays', { count: reward.validDays, n: format.number(reward.validDays) })] : []),
    ...(isDay(reward.to) ? [t('rewardPreview.terms.until', { date: format.day(reward.to) })] : []),
  ];
}

function Cost({ reward, margin, reach, cost }: RewardPreviewProps & { cost: RewardCost | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const lines = cost ? costLines(cost) : [];
  function costLines({ face, goods, spend, rate, pointsWorth }: RewardCost): { key: string; label: string; value: string }[] {
    const money = (amount: bigint | null) => {
      if (amount !== null) return format.money(amount);
      const why = unknownOf(reward);
      return why ? t(`rewardPreview.unknown.${why}`) : t('common.notAvailable');
    };
    return [
      { key: 'points', label: t('rewardPreview.pointsWorth'), value: format.money(pointsWorth) },
      { key: 'face', label: t('rewardPreview.face'), value: money(face) },
      ...(goods === null
        ? []
        : [{ key: 'goods', label: t('rewardPreview.goods', { margin: format.percent(Number(margin) / 100) }), value: format.money(goods) }]),
      ...(spend !== null && rate !== null && face !== null
        ? [
            {
              key: 'rate',
              label: t('rewardPreview.rateText', { spend: format.money(spend), face: format.money(face) }),
              value: format.percent(Number(rate) / 1_000_000),
            },
          ]
        : spend !== null
          ? [{ key: 'spend', label: t('rewardPreview.spend'), value: format.money(spend) }]
          : []),
    ];
  }
  return (
    <Box padding="300" background="bg-surface-secondary" borderRadius="200">
      <BlockStack gap="200">
        <Text as="h4" variant="headingXs" tone="subdued">
          {t(reward.kind === 'slider' ? 'rewardPreview.costOfStep' : 'rewardPreview.cost')}
        </Text>
        {lines.map(({ key, label, value }) => (
          <div key={key} className="rg-line">
            <span>{label}</span>
            <Text as="span" numeric fontWeight="semibold">
              {value}
            </Text>
          </div>
        ))}
        <div className="rg-line">
          <span>{t('rewardPreview.able')}</span>
          <Text as="span" numeric fontWeight="semibold">
            {reach && cost ? t('rewardPreview.ableOf', { n: format.number(reach.able), all: format.number(reach.members) }) : t('common.notAvailable')}
          </Text>
        </div>
      </BlockStack>
    </Box>
  );
}

/** Why nobody can say what a reward is worth; `null`: its form is not finished. */
const unknownOf = ({ kind, product }: Reward): 'percent' | 'shipping' | 'product' | 'custom' | null => {
  if (kind === 'percent_off') return 'percent';
  if (kind === 'free_shipping') return 'shipping';
  if (kind === 'custom') return 'custom';
  return kind === 'free_product' && product ? 'product' : null;
};
