import { Button, Checkbox, InlineGrid, InlineStack, Select, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { HAS_VALUE, REWARD_KINDS, type Reward } from '~/domain/loyalty/programme/model';
import { useFormat } from '~/i18n/setting';
import { EditList, freshId } from '../form/edit-list';
import { More } from '../form/more';
import { DecimalField, NumberField, OptionalDecimalField, OptionalNumberField } from '../form/number-field';
import { SectionCard } from '../form/section-card';
import { NamesField, PlainField } from '../form/text-fields';
import { pickResource } from '../pick-resource';
import { useRewardName } from '../use-reward-name';
import type { EarnCardProps } from './rate-card';

const REWARDS_MAX = 100;

/** What points are spent on. */
export function RewardsCard({ programme: { rewards }, onChange }: EarnCardProps) {
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
      <EditList
        items={rewards}
        titleOf={(reward) => nameOf(reward)}
        add={{ label: t('loyaltyForm.addReward'), make, max: REWARDS_MAX }}
        onChange={(changed) => onChange({ rewards: changed })}
        empty={t('loyaltyForm.noRewards')}
      >
        {(reward, index, change) => <RewardFields reward={reward} path={`rewards.${index}`} onChange={change} />}
      </EditList>
    </SectionCard>
  );
}

interface FieldsProps {
  reward: Reward;
  path: string;
  onChange: (part: Partial<Reward>) => void;
}

function RewardFields({ reward, path, onChange }: FieldsProps) {
  const { t } = useTranslation();
  const { currency } = useFormat();
  const kinds = REWARD_KINDS.map((value) => ({ value, label: t(`loyaltyForm.rewardKinds.${value}`) }));
  const choose = (chosen: string) => {
    const kind = REWARD_KINDS.find((one) => one === chosen) ?? reward.kind;
    onChange({ kind, value: HAS_VALUE.has(kind) ? (reward.value ?? '5') : undefined, product: kind === 'free_product' ? reward.product : undefined });
  };
  return (
    <>
      <InlineGrid columns={{ xs: 1, sm: 3 }} gap="300">
        <Select label={t('loyaltyForm.rewardKind')} options={kinds} value={reward.kind} onChange={choose} />
        <NumberField label={t('loyaltyForm.rewardPoints')} path={`${path}.points`} value={reward.points} onChange={(points) => onChange({ points })} />
        {HAS_VALUE.has(reward.kind) ? (
          <DecimalField
            label={t(reward.kind === 'percent_off' ? 'loyaltyForm.percent' : 'loyaltyForm.value')}
            path={`${path}.value`}
            value={reward.value ?? ''}
            onChange={(value) => onChange({ value })}
            suffix={reward.kind === 'percent_off' ? '%' : currency}
          />
        ) : reward.kind === 'free_product' ? (
          <ProductField reward={reward} path={path} onChange={onChange} />
        ) : null}
      </InlineGrid>
      <More label={t('loyaltyForm.moreReward')}>
        <RewardTerms reward={reward} path={path} onChange={onChange} />
      </More>
    </>
  );
}

function ProductField({ reward, onChange }: FieldsProps) {
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

function RewardTerms({ reward, path, onChange }: FieldsProps) {
  const { t } = useTranslation();
  const { currency } = useFormat();
  return (
    <>
      <NamesField label={t('loyaltyForm.shownAs')} path={`${path}.name`} value={reward.name} onChange={(name) => onChange({ name })} />
      <InlineGrid columns={{ xs: 1, sm: 3 }} gap="300">
        <OptionalDecimalField
          label={t('loyaltyForm.minimumSpend')}
          path={`${path}.minimumSpend`}
          value={reward.minimumSpend}
          onChange={(minimumSpend) => onChange({ minimumSpend })}
          suffix={currency}
          placeholder={t('common.none')}
        />
        <OptionalNumberField
          label={t('loyaltyForm.validDays')}
          path={`${path}.validDays`}
          value={reward.validDays}
          onChange={(validDays) => onChange({ validDays })}
          suffix={t('loyaltyForm.days')}
          placeholder={t('loyaltyForm.noEnd')}
        />
        <PlainField
          label={t('loyaltyForm.id')}
          path={`${path}.id`}
          value={reward.id}
          onChange={(id) => onChange({ id: id ?? '' })}
          helpText={t('loyaltyForm.idHelp')}
        />
      </InlineGrid>
      <Checkbox label={t('loyaltyForm.returnsUnused')} checked={reward.returnsUnused} onChange={(returnsUnused) => onChange({ returnsUnused })} />
    </>
  );
}
