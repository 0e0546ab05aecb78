import { InlineGrid } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { OptionalNumberField } from '../form/number-field';
import { SectionCard } from '../form/section-card';
import type { EarnCardProps } from './rate-card';

/** How much can be earned at most. */
export function CapsCard({ programme: { earn }, onChange }: EarnCardProps) {
  const { t } = useTranslation();
  return (
    <SectionCard title={t('loyaltyForm.caps')} text={t('loyaltyForm.capsText')}>
      <InlineGrid columns={{ xs: 1, sm: 3 }} gap="300">
        {(['perOrder', 'perDay', 'perMember'] as const).map((cap) => (
          <OptionalNumberField
            key={cap}
            label={t(`loyaltyForm.cap.${cap}`)}
            path={`earn.caps.${cap}`}
            value={earn.caps[cap]}
            onChange={(value) => onChange({ earn: { ...earn, caps: { ...earn.caps, [cap]: value } } })}
            placeholder={t('loyaltyForm.noLimit')}
          />
        ))}
      </InlineGrid>
    </SectionCard>
  );
}
