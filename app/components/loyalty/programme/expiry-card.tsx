import { InlineGrid, Select } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { NumberField } from '../form/number-field';
import { SectionCard } from '../form/section-card';
import type { EarnCardProps } from './rate-card';

const MODELS = ['none', 'lot', 'inactivity'] as const;
const MONTHS_FIRST = 12;

/** When points that nobody spends end. */
export function ExpiryCard({ programme: { expiry, returnGraceDays }, onChange }: EarnCardProps) {
  const { t } = useTranslation();
  const months = expiry.model === 'none' ? MONTHS_FIRST : expiry.months;
  const choose = (chosen: string) => {
    const model = MODELS.find((one) => one === chosen) ?? 'none';
    onChange({ expiry: model === 'none' ? { model } : { model, months } });
  };
  return (
    <SectionCard title={t('loyaltyForm.expiry')} text={t(`loyaltyForm.expiryWords.${expiry.model}`, { count: Number.isNaN(months) ? 0 : months })}>
      <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
        <Select
          label={t('loyaltyForm.expiryModel')}
          options={MODELS.map((value) => ({ value, label: t(`loyaltyForm.expiryModels.${value}`) }))}
          value={expiry.model}
          onChange={choose}
        />
        {expiry.model === 'none' ? null : (
          <NumberField
            label={t('loyaltyForm.expiryMonths')}
            path="expiry.months"
            value={expiry.months}
            onChange={(changed) => onChange({ expiry: { model: expiry.model, months: changed } })}
            suffix={t('loyaltyForm.months')}
          />
        )}
        <NumberField
          label={t('loyaltyForm.returnGrace')}
          path="returnGraceDays"
          value={returnGraceDays}
          onChange={(days) => onChange({ returnGraceDays: days })}
          suffix={t('loyaltyForm.days')}
          helpText={t('loyaltyForm.returnGraceHelp')}
        />
      </InlineGrid>
    </SectionCard>
  );
}
