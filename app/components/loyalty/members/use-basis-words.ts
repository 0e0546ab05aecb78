import { useTranslation } from 'react-i18next';
import type { TierRules } from '~/domain/loyalty/programme/model';
import { useFormat } from '~/i18n/setting';

/** An amount of what tiers count, in words: $500 spent, 500 points, 5 orders. */
export function useBasisWords(): (amount: bigint, basis: TierRules['basis']) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (amount, basis) => t(`member.amounts.${basis}`, { count: Number(amount), n: basis === 'spend' ? format.money(amount) : format.number(amount) });
}
