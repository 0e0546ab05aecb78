import { Button, InlineGrid } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { useFormat } from '~/i18n/setting';
import { DecimalField } from '../form/number-field';
import { SectionCard } from '../form/section-card';
import { suggestedCost } from '../numbers';
import type { EarnCardProps } from './rate-card';

/** What a point costs the shop, for the trial run and the books; offered from the rewards. */
export function CostCard({ programme, onChange }: EarnCardProps) {
  const { t } = useTranslation();
  const { currency } = useFormat();
  const suggested = suggestedCost(programme);
  return (
    <SectionCard title={t('loyaltyForm.cost')} text={t('loyaltyForm.costText')}>
      <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300" alignItems="end">
        <DecimalField
          label={t('loyaltyForm.costPerPoint')}
          path="costPerPoint"
          value={programme.costPerPoint}
          onChange={(costPerPoint) => onChange({ costPerPoint })}
          suffix={currency}
        />
        {suggested && suggested !== programme.costPerPoint ? (
          <div>
            <Button onClick={() => onChange({ costPerPoint: suggested })}>{t('loyaltyForm.takeCost', { cost: `${suggested} ${currency}` })}</Button>
          </div>
        ) : null}
      </InlineGrid>
    </SectionCard>
  );
}
