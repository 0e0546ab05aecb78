import { Button, InlineGrid, InlineStack, Select, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { HAS_VALUE, REWARD_KINDS, type Reward } from '~/domain/loyalty/programme/model';
import { useFormat } from '~/i18n/setting';
import { EditList, freshId } from '../form/edit-list';
import { More } from '../form/more';
import { DecimalField, NumberField, OptionalNumberField } from '../form/number-field';
import { SectionCard } from '../form/section-card';
import { pickResource } from '../pick-resource';
import { useRewardName } from '../use-reward-name';
import { MarginField } from './margin-field';
import { RewardPreview } from './reward-preview';
import type { EarnCardProps } from './rate-card';
import { useMargin } from './use-margin';
import { useReach } from './use-reach';
import { RewardTerms, type RewardFieldsProps } from './reward-terms';

const REWARDS_MAX = 100;
/** Steps of a slider, until the merchant says otherwise. */
const SLIDER_STEPS = 10;

/** What points are spent on. */
export function RewardsCard({ programme, onChange, margin: kept }: EarnCardProps & { margin: bigint | null }) {
  const { rewards, tiers } = programme;
  const reachOf = useReach(rewards);
  const margin = useMargin(kept);
  const { t } = useTranslation();
  const nameOf = useRewardName();
  const make = (): Reward => ({
    id: freshId('reward', rewards),
    name: {},
    kind: 'amount_off',
    points: 100,
    value: '5',
    products: [],
    collections: [],
    tiers: [],
    combinesWith: [],
    returnsUnused: true,
  });
  return (
    <SectionCard title={t('loyaltyForm.rewards')} text={t('loyaltyForm.rewardsText')}>
      {rewards.length > 0 ? <MarginField form={margin} /> : null}
      <EditList
        items={rewards}
        titleOf={(reward) => nameOf(reward)}
        add={{ label: t('loyaltyForm.addReward'), make, max: REWARDS_MAX }}
        onChange={(changed) => onChange({ rewards: changed })}
        empty={t('loyaltyForm.noRewards')}
      >
        {(reward, index, change) => (
          <>
            <RewardFields reward={reward} path={`rewards.${index}`} levels={tiers.levels} onChange={change} />
            <RewardPreview reward={reward} programme={programme} margin={margin.margin} reach={reachOf(index)} />
          </>
        )}
      </EditList>
    </SectionCard>
  );
}

function RewardFields({ reward, path, levels, onChange }: RewardFieldsProps) {
  const { t } = useTranslation();
  const { currency } = useFormat();
  const kinds = REWARD_KINDS.map((value) => ({ value, label: t(`loyaltyForm.rewardKinds.${value}`) }));
  const choose = (chosen: string) => {
    const kind = REWARD_KINDS.find((one) => one === chosen) ?? reward.kind;
    onChange({
      kind,
      value: HAS_VALUE.has(kind) ? (reward.value ?? '5') : undefined,
      product: kind === 'free_product' ? reward.product : undefined,
      maximumPoints: kind === 'slider' ? (reward.maximumPoints ?? reward.points * SLIDER_STEPS) : undefined,
    });
  };
  return (
    <>
      <InlineGrid columns={{ xs: 1, sm: 3 }} gap="300">
        <Select label={t('loyaltyForm.rewardKind')} options={kinds} value={reward.kind} onChange={choose} />
        <NumberField
          label={t(reward.kind === 'slider' ? 'loyaltyForm.sliderPoints' : 'loyaltyForm.rewardPoints')}
          path={`${path}.points`}
          value={reward.points}
          onChange={(points) => onChange({ points })}
        />
        {HAS_VALUE.has(reward.kind) ? (
          <DecimalField
            label={t(reward.kind === 'percent_off' ? 'loyaltyForm.percent' : reward.kind === 'slider' ? 'loyaltyForm.sliderValue' : 'loyaltyForm.value')}
            path={`${path}.value`}
            value={reward.value ?? ''}
            onChange={(value) => onChange({ value })}
            suffix={reward.kind === 'percent_off' ? '%' : currency}
          />
        ) : reward.kind === 'free_product' ? (
          <ProductField reward={reward} onChange={onChange} />
        ) : null}
        {reward.kind === 'slider' ? (
          <OptionalNumberField
            label={t('loyaltyForm.maximumPoints')}
            path={`${path}.maximumPoints`}
            value={reward.maximumPoints}
            onChange={(maximumPoints) => onChange({ maximumPoints })}
          />
        ) : null}
      </InlineGrid>
      <More label={t('loyaltyForm.moreReward')}>
        <RewardTerms reward={reward} path={path} levels={levels} onChange={onChange} />
      </More>
    </>
  );
}

function ProductField({ reward, onChange }: Pick<RewardFieldsProps, 'reward' | 'onChange'>) {
  const { t } = useTranslation();
  const pick = async () => {
    const picked = await pickResource('product');
    if (picked) onChange({ product: picked.id, name: { en: picked.title.slice(0, 200), 'zh-CN': picked.title.slice(0, 200), ...reward.name } });
  };
  return (
    <div>
      <Text as="p">{t('loyaltyForm.targets.product')}</Text>
      <InlineStack gap="200" blockAlign="center">
        <Button onClick={() => void pick()}>{reward.product ? t('loyaltyForm.pickAnother') : t('loyaltyForm.pick')}</Button>
        <Text as="span" tone={reward.product ? 'subdued' : 'critical'}>
          {reward.product ? t('loyaltyForm.numberInStore', { id: reward.product }) : t('loyaltyForm.pickFirst.product')}
        </Text>
      </InlineStack>
    </div>
  );
}
