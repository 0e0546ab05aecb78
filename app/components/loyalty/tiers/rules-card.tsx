import { Checkbox, InlineGrid, Select } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { TierRules } from '~/domain/loyalty/programme/model';
import { More } from '../form/more';
import { NumberField } from '../form/number-field';
import { SectionCard } from '../form/section-card';

const BASES = ['spend', 'points', 'orders'] as const;
const WINDOWS = ['lifetime', 'calendarYear', 'rolling'] as const;
const MONTHS_FIRST = 12;

/** What tiers are counted in, over how long, and what happens at the end. */
export function TierRulesCard({ rules, onChange }: { rules: TierRules; onChange: (part: Partial<TierRules>) => void }) {
  const { t } = useTranslation();
  const { window } = rules;
  const chooseWindow = (chosen: string) => {
    const kind = WINDOWS.find((one) => one === chosen) ?? 'lifetime';
    onChange({ window: kind === 'rolling' ? { kind, months: MONTHS_FIRST } : { kind } });
  };
  return (
    <SectionCard
      title={t('loyaltyTiers.rules')}
      text={t(`loyaltyTiers.windowWords.${window.kind}`, { count: window.kind === 'rolling' ? window.months || 0 : 0 })}
    >
      <InlineGrid columns={{ xs: 1, sm: 3 }} gap="300">
        <Select
          label={t('loyaltyTiers.basis')}
          options={BASES.map((value) => ({ value, label: t(`loyaltyTiers.bases.${value}`) }))}
          value={rules.basis}
          onChange={(chosen) => onChange({ basis: BASES.find((one) => one === chosen) ?? 'spend' })}
        />
        <Select
          label={t('loyaltyTiers.window')}
          options={WINDOWS.map((value) => ({ value, label: t(`loyaltyTiers.windows.${value}`) }))}
          value={window.kind}
          onChange={chooseWindow}
        />
        {window.kind === 'rolling' ? (
          <NumberField
            label={t('loyaltyTiers.windowMonths')}
            path="tiers.window.months"
            value={window.months}
            onChange={(months) => onChange({ window: { kind: 'rolling', months } })}
            suffix={t('loyaltyForm.months')}
          />
        ) : null}
      </InlineGrid>
      {window.kind === 'lifetime' ? null : (
        <More label={t('loyaltyTiers.moreRules')}>
          <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
            <NumberField
              label={t('loyaltyTiers.grace')}
              path="tiers.graceDays"
              value={rules.graceDays}
              onChange={(graceDays) => onChange({ graceDays })}
              suffix={t('loyaltyForm.days')}
              helpText={t('loyaltyTiers.graceHelp')}
            />
            <Select
              label={t('loyaltyTiers.downgrade')}
              options={(['to-earned', 'one-step'] as const).map((value) => ({ value, label: t(`loyaltyTiers.downgrades.${value}`) }))}
              value={rules.downgrade}
              onChange={(chosen) => onChange({ downgrade: chosen === 'one-step' ? 'one-step' : 'to-earned' })}
            />
          </InlineGrid>
        </More>
      )}
      {rules.basis === 'points' ? (
        <Checkbox label={t('loyaltyTiers.countPending')} checked={rules.countPending} onChange={(countPending) => onChange({ countPending })} />
      ) : null}
    </SectionCard>
  );
}
