import { BlockStack, Button, InlineStack } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { TierLevel } from '~/domain/loyalty/programme/model';
import { useFormat } from '~/i18n/setting';
import { NamesField } from '../form/text-fields';

const BENEFITS_MAX = 10;

export interface BenefitTextsProps {
  level: TierLevel;
  path: string;
  onChange: (part: Partial<TierLevel>) => void;
}

/** What a tier gives beyond what the shop's software can give by itself, in the merchant's words. */
export function BenefitTexts({ level: { benefits }, path, onChange }: BenefitTextsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const set = (index: number, named: Record<string, string>) => onChange({ benefits: benefits.map((one, at) => (at === index ? named : one)) });
  return (
    <BlockStack gap="200">
      {benefits.map((named, index) => (
        <BlockStack key={index} gap="100">
          <NamesField
            label={t('loyaltyTiers.benefitText', { n: format.number(index + 1) })}
            path={`${path}.benefits.${index}`}
            value={named}
            onChange={(changed) => set(index, changed)}
          />
          <InlineStack align="end">
            <Button variant="plain" tone="critical" onClick={() => onChange({ benefits: benefits.filter((_one, at) => at !== index) })}>
              {t('loyaltyForm.remove', { what: t('loyaltyTiers.benefitText', { n: format.number(index + 1) }) })}
            </Button>
          </InlineStack>
        </BlockStack>
      ))}
      {benefits.length < BENEFITS_MAX ? (
        <div>
          <Button variant="plain" onClick={() => onChange({ benefits: [...benefits, {}] })}>
            {t('loyaltyTiers.addBenefit')}
          </Button>
        </div>
      ) : null}
    </BlockStack>
  );
}
