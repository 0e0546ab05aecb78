import { Checkbox, InlineGrid } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { TierLevel, TierRules } from '~/domain/loyalty/programme/model';
import { useFormat } from '~/i18n/setting';
import { EditList, freshId } from '../form/edit-list';
import { More } from '../form/more';
import { DecimalField, OptionalDecimalField, OptionalNumberField } from '../form/number-field';
import { SectionCard } from '../form/section-card';
import { NamesField, PlainField } from '../form/text-fields';
import { scaleOf } from '../templates';
import { useEntryWords } from '../use-entry-words';
import { useLevelName } from '../use-level-name';
import { BenefitTexts } from './benefit-texts';
import { thresholdOf, thresholdText } from './level-steps';

const LEVELS_MAX = 12;

/** The tiers from the lowest to the highest, each with its thresholds and what it gives. */
export function LevelsCard({ rules, onChange }: { rules: TierRules; onChange: (part: Partial<TierRules>) => void }) {
  const { t } = useTranslation();
  const { currency } = useFormat();
  const levelName = useLevelName();
  const entryWords = useEntryWords();
  const { basis, levels } = rules;
  const make = (): TierLevel => {
    const last = levels[levels.length - 1];
    const first = { spend: (200n * scaleOf(currency)).toString(), points: '500', orders: '3' }[basis];
    const entry = last ? thresholdText(thresholdOf(last.entry, basis, currency) * 2n, basis, currency) : first;
    return { id: freshId('tier', levels), name: {}, entry: entry === '0' ? first : entry, multiplier: '1', freeShipping: false, benefits: [] };
  };
  return (
    <SectionCard title={t('loyaltyTiers.levels')} text={t('loyaltyTiers.levelsText')}>
      <EditList
        items={levels}
        titleOf={(level) => t('common.list', { first: levelName(level), second: entryWords(level.entry, basis) })}
        add={{ label: t('loyaltyTiers.addLevel'), make, max: LEVELS_MAX }}
        onChange={(changed) => onChange({ levels: changed })}
        empty={t('loyaltyTiers.noLevels')}
      >
        {(level, index, change) => <LevelFields level={level} rules={rules} path={`tiers.levels.${index}`} onChange={change} />}
      </EditList>
    </SectionCard>
  );
}

interface FieldsProps {
  level: TierLevel;
  path: string;
  onChange: (part: Partial<TierLevel>) => void;
}

function LevelFields({ level, rules, path, onChange }: FieldsProps & { rules: TierRules }) {
  const { t } = useTranslation();
  const { currency } = useFormat();
  const suffix = rules.basis === 'spend' ? currency : t(`loyaltyTiers.units.${rules.basis}`);
  return (
    <>
      <NamesField label={t('loyaltyTiers.name')} path={`${path}.name`} value={level.name} onChange={(name) => onChange({ name })} />
      <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
        <DecimalField label={t('loyaltyTiers.entry')} path={`${path}.entry`} value={level.entry} onChange={(entry) => onChange({ entry })} suffix={suffix} />
        {rules.window.kind === 'lifetime' ? null : (
          <OptionalDecimalField
            label={t('loyaltyTiers.retain')}
            path={`${path}.retain`}
            value={level.retain}
            onChange={(retain) => onChange({ retain })}
            suffix={suffix}
            placeholder={t('loyaltyTiers.retainSame')}
          />
        )}
      </InlineGrid>
      <More label={t('loyaltyTiers.benefits')}>
        <Benefits level={level} path={path} onChange={onChange} />
      </More>
    </>
  );
}

function Benefits({ level, path, onChange }: FieldsProps) {
  const { t } = useTranslation();
  const points = (reward: { points: number } | undefined) => reward?.points;
  return (
    <>
      <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
        <DecimalField
          label={t('loyaltyTiers.multiplier')}
          path={`${path}.multiplier`}
          value={level.multiplier}
          onChange={(multiplier) => onChange({ multiplier })}
          prefix="×"
        />
        <OptionalDecimalField
          label={t('loyaltyTiers.discount')}
          path={`${path}.discountPercent`}
          value={level.discountPercent}
          onChange={(discountPercent) => onChange({ discountPercent })}
          suffix="%"
          placeholder={t('common.none')}
        />
        <OptionalNumberField
          label={t('loyaltyTiers.entryReward')}
          path={`${path}.entryReward.points`}
          value={points(level.entryReward)}
          onChange={(value) =>
            onChange({ entryReward: value === undefined ? undefined : { whenSkipped: level.entryReward?.whenSkipped ?? false, points: value } })
          }
          suffix={t('loyaltyForm.points')}
          placeholder={t('common.none')}
        />
        <OptionalNumberField
          label={t('loyaltyTiers.birthdayReward')}
          path={`${path}.birthdayReward.points`}
          value={points(level.birthdayReward)}
          onChange={(value) => onChange({ birthdayReward: value === undefined ? undefined : { points: value } })}
          suffix={t('loyaltyForm.points')}
          placeholder={t('common.none')}
        />
        <PlainField
          label={t('loyaltyTiers.earlyAccess')}
          path={`${path}.earlyAccessTag`}
          value={level.earlyAccessTag}
          onChange={(earlyAccessTag) => onChange({ earlyAccessTag })}
          placeholder={t('common.none')}
          helpText={t('loyaltyTiers.earlyAccessHelp')}
        />
        <PlainField
          label={t('loyaltyForm.id')}
          path={`${path}.id`}
          value={level.id}
          onChange={(id) => onChange({ id: id ?? '' })}
          helpText={t('loyaltyForm.idHelp')}
        />
      </InlineGrid>
      <Checkbox label={t('loyaltyTiers.freeShipping')} checked={level.freeShipping} onChange={(freeShipping) => onChange({ freeShipping })} />
      {level.entryReward ? (
        <Checkbox
          label={t('loyaltyTiers.whenSkipped')}
          checked={level.entryReward.whenSkipped}
          onChange={(whenSkipped) => onChange({ entryReward: { points: level.entryReward?.points ?? 0, whenSkipped } })}
        />
      ) : null}
      <BenefitTexts level={level} path={path} onChange={onChange} />
    </>
  );
}
