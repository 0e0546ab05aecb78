import { useTranslation } from 'react-i18next';
import type { TierName } from '~/domain/loyalty/members/model';
import { useLevelName } from '../use-level-name';

/** A tier's name by its id, also of one that the programme no longer has; `null` is no tier. */
export function useTierName(tiers: readonly TierName[]): (tier: string | null) => string {
  const { t } = useTranslation();
  const nameOf = useLevelName();
  return (tier) => (tier === null ? t('loyaltyBooks.noTier') : nameOf(tiers.find(({ id }) => id === tier) ?? { id: tier, name: {} }));
}
