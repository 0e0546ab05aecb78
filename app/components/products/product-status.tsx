import { Badge } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';

const STATES = ['active', 'draft', 'archived', 'unlisted'] as const;
const TONES = { active: 'success', draft: 'info', archived: undefined, unlisted: 'attention', unknown: undefined } as const;

export function ProductStatus({ status }: { status: string }) {
  const { t } = useTranslation();
  const known = STATES.find((state) => state === status) ?? 'unknown';
  const tone = TONES[known];
  return <Badge {...(tone && { tone })}>{t(`products.status.${known}`)}</Badge>;
}
