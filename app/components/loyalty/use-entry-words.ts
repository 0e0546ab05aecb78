import { useTranslation } from 'react-i18next';
import type { TierRules } from '~/domain/loyalty/programme/model';
import { useFormat } from '~/i18n/setting';
import { minorOf } from './numbers';

/** A threshold in words: $500 spent, 500 points, 5 orders. */
export function useEntryWords(): (threshold: string, basis: TierRules['basis']) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (threshold, basis) => {
    const amount = minorOf(threshold, format.currency);
    if (amount === null) return t('common.notAvailable');
    const count = Number(threshold);
    return t(`loyaltyForm.entryWords.${basis}`, { count, n: basis === 'spend' ? format.money(amount) : format.number(count) });
  };
}
