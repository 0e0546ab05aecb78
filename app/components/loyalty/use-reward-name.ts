import { useTranslation } from 'react-i18next';
import type { Programme } from '~/domain/loyalty/programme/model';
import { useFormat } from '~/i18n/setting';
import { minorOf } from './numbers';

type Reward = Programme['rewards'][number];

/** What a reward is called: as the merchant has named it in that language, else what it is. */
export function useRewardName(): (reward: Reward) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (reward) => {
    const named = reward.name[format.locale];
    if (named) return named;
    const value = reward.value ?? '';
    const amount = minorOf(value, format.currency);
    return t(`loyaltyForm.rewardNames.${reward.kind}`, { value: reward.kind === 'percent_off' || amount === null ? value : format.money(amount) });
  };
}
