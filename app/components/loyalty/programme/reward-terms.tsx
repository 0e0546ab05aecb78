import { Button, Checkbox, ChoiceList, InlineGrid, InlineStack, Select, Tag, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { COMBINED, REWARD_PERIODS, type Reward, type TierLevel } from '~/domain/loyalty/programme/model';
import { useFormat } from '~/i18n/setting';
import { useFault } from '../form/form-context';
import { OptionalDecimalField, OptionalNumberField } from '../form/number-field';
import { NamesField, PlainField } from '../form/text-fields';
import { pickResource } from '../pick-resource';
import { useLevelName } from '../use-level-name';

export interface RewardFieldsProps {
  reward: Reward;
  path: string;
  levels: readonly TierLevel[];
  onChange: (part: Partial<Reward>) => void;
}

/** Kinds of which the store makes a discount code. */
const isCode = ({ kind }: Reward) => kind !== 'gift_card' && kind !== 'store_credit' && kind !== 'custom';

/** Name, conditions, limits and end of a reward; what its kind does not have is not asked for. */
export function RewardTerms(props: RewardFieldsProps) {
  const { reward, path, onChange } = props;
  const { t } = useTranslation();
  return (
    <>
      <NamesField label={t('loyaltyForm.shownAs')} path={`${path}.name`} value={reward.name} onChange={(name) => onChange({ name })} />
      <WhenFields {...props} />
      <LimitFields {...props} />
      {isCode(reward) ? <CodeFields {...props} /> : null}
      <PlainField
        label={t('loyaltyForm.id')}
        path={`${path}.id`}
        value={reward.id}
        onChange={(id) => onChange({ id: id ?? '' })}
        helpText={t('loyaltyForm.idHelp')}
      />
    </>
  );
}

function WhenFields({ reward, path, onChange }: RewardFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <InlineGrid columns={{ xs: 1, sm: 3 }} gap="300">
        <PlainField type="date" label={t('loyaltyForm.from')} path={`${path}.from`} value={reward.from} onChange={(from) => onChange({ from })} />
        <PlainField type="date" label={t('loyaltyForm.to')} path={`${path}.to`} value={reward.to} onChange={(to) => onChange({ to })} />
        {reward.kind === 'custom' ? null : (
          <OptionalNumberField
            label={t('loyaltyForm.validDays')}
            path={`${path}.validDays`}
            value={reward.validDays}
            onChange={(validDays) => onChange({ validDays })}
            suffix={t('loyaltyForm.days')}
            placeholder={t('loyaltyForm.noEnd')}
          />
        )}
      </InlineGrid>
      {isCode(reward) ? (
        <Checkbox label={t('loyaltyForm.returnsUnused')} checked={reward.returnsUnused} onChange={(returnsUnused) => onChange({ returnsUnused })} />
      ) : null}
    </>
  );
}

function LimitFields({ reward, path, levels, onChange }: RewardFieldsProps) {
  const { t } = useTranslation();
  const levelName = useLevelName();
  const number = { placeholder: t('common.none') };
  const setTimes = (times: number | undefined) =>
    onChange({ perPeriod: times === undefined ? undefined : { times, period: reward.perPeriod?.period ?? 'month' } });
  return (
    <>
      <InlineGrid columns={{ xs: 1, sm: 3 }} gap="300">
        <OptionalNumberField {...number} label={t('loyaltyForm.stock')} path={`${path}.stock`} value={reward.stock} onChange={(stock) => onChange({ stock })} />
        <OptionalNumberField
          {...number}
          label={t('loyaltyForm.rewardPerMember')}
          path={`${path}.perMember`}
          value={reward.perMember}
          onChange={(perMember) => onChange({ perMember })}
        />
        <OptionalNumberField
          {...number}
          label={t('loyaltyForm.perPeriod')}
          path={`${path}.perPeriod.times`}
          value={reward.perPeriod?.times}
          onChange={setTimes}
        />
        {reward.perPeriod ? (
          <Select
            label={t('loyaltyForm.period')}
            options={REWARD_PERIODS.map((value) => ({ value, label: t(`loyaltyForm.periods.${value}`) }))}
            value={reward.perPeriod.period}
            onChange={(chosen) =>
              onChange({ perPeriod: { times: reward.perPeriod?.times ?? 1, period: REWARD_PERIODS.find((one) => one === chosen) ?? 'month' } })
            }
          />
        ) : null}
      </InlineGrid>
      {levels.length > 0 ? (
        <ChoiceList
          allowMultiple
          title={t('loyaltyForm.rewardTiers')}
          choices={levels.map((level) => ({ value: level.id, label: levelName(level) }))}
          selected={reward.tiers}
          onChange={(tiers: string[]) => onChange({ tiers })}
        />
      ) : null}
    </>
  );
}

function CodeFields({ reward, path, onChange }: RewardFieldsProps) {
  const { t } = useTranslation();
  const { currency } = useFormat();
  return (
    <>
      <InlineGrid columns={{ xs: 1, sm: 3 }} gap="300">
        <OptionalDecimalField
          label={t('loyaltyForm.minimumSpend')}
          path={`${path}.minimumSpend`}
          value={reward.minimumSpend}
          onChange={(minimumSpend) => onChange({ minimumSpend })}
          suffix={currency}
          placeholder={t('common.none')}
        />
        <PlainField
          label={t('loyaltyForm.codePrefix')}
          path={`${path}.codePrefix`}
          value={reward.codePrefix}
          onChange={(codePrefix) => onChange({ codePrefix: codePrefix?.toUpperCase() })}
          helpText={t('loyaltyForm.codePrefixHelp')}
        />
      </InlineGrid>
      {reward.kind === 'free_shipping' || reward.kind === 'free_product' ? null : (
        <>
          <Things kind="product" ids={reward.products} path={`${path}.products`} onChange={(products) => onChange({ products })} />
          <Things kind="collection" ids={reward.collections} path={`${path}.collections`} onChange={(collections) => onChange({ collections })} />
        </>
      )}
      <ChoiceList
        allowMultiple
        title={t('loyaltyForm.combinesWith')}
        choices={COMBINED.map((value) => ({ value, label: t(`loyaltyForm.combined.${value}`) }))}
        selected={reward.combinesWith}
        onChange={(chosen: string[]) => onChange({ combinesWith: COMBINED.filter((one) => chosen.includes(one)) })}
      />
    </>
  );
}

interface ThingsProps {
  kind: 'product' | 'collection';
  ids: readonly string[];
  path: string;
  onChange: (ids: string[]) => void;
}

/** Products or collections that a discount is for, by their numbers in the store. */
function Things({ kind, ids, path, onChange }: ThingsProps) {
  const { t } = useTranslation();
  const fault = useFault(path);
  const pick = async () => {
    const picked = await pickResource(kind);
    if (picked && !ids.includes(picked.id)) onChange([...ids, picked.id]);
  };
  return (
    <div>
      <InlineStack gap="200" blockAlign="center">
        <Button onClick={() => void pick()}>{t(`loyaltyForm.onlyFor.${kind}`)}</Button>
        {ids.map((id) => (
          <Tag key={id} onRemove={() => onChange(ids.filter((one) => one !== id))}>
            {t('loyaltyForm.numberInStore', { id })}
          </Tag>
        ))}
      </InlineStack>
      {fault ? (
        <Text as="p" tone="critical">
          {fault}
        </Text>
      ) : null}
    </div>
  );
}
