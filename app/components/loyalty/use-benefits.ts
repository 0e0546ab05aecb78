import { useTranslation } from 'react-i18next';
import type { Programme, TierLevel } from '~/domain/loyalty/programme/model';
import { useFormat } from '~/i18n/setting';
import { usePointsName } from './use-points-name';
import { usePointsText } from './use-points-text';

/** What a tier gives, in the shopper's words. */
export function useBenefits(programme: Programme): (level: TierLevel) => string[] {
  const { t } = useTranslation();
  const format = useFormat();
  const pointsText = usePointsText(programme);
  const name = usePointsName(programme);
  return (level) =>
    [
      level.multiplier !== '1' && t('loyaltyForm.benefitWords.multiplier', { factor: level.multiplier, name }),
      level.discountPercent && t('loyaltyForm.benefitWords.discount', { percent: level.discountPercent }),
      level.freeShipping && t('loyaltyForm.benefitWords.freeShipping'),
      level.entryReward && t('loyaltyForm.benefitWords.entry', { points: pointsText(level.entryReward.points || 0) }),
      level.birthdayReward && t('loyaltyForm.benefitWords.birthday', { points: pointsText(level.birthdayReward.points || 0) }),
      level.earlyAccessTag && t('loyaltyForm.benefitWords.earlyAccess'),
      ...level.benefits.map((named) => named[format.locale] || Object.values(named).find(Boolean)),
    ].filter((words): words is string => Boolean(words));
}
