import { Badge, InlineStack, type BadgeProps } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { confidenceOf, type Confidence, type Evidence } from '~/domain/duplicates/model';

const TONES: Record<Confidence, BadgeProps['tone']> = { high: 'success', medium: 'attention', low: 'info' };

/** How sure it is that two are one, and everything that speaks for it. */
export function EvidenceList({ evidence, strength }: { evidence: Evidence[]; strength?: number }) {
  const { t } = useTranslation();
  const confidence = strength === undefined ? null : confidenceOf(strength);
  const tone = confidence && TONES[confidence];
  return (
    <InlineStack gap="100">
      {confidence ? <Badge {...(tone && { tone })}>{t(`duplicates.confidence.${confidence}`)}</Badge> : null}
      {evidence.map((one) => (
        <Badge key={one}>{t(`duplicates.evidence.${one}`)}</Badge>
      ))}
    </InlineStack>
  );
}
