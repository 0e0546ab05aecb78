import { useTranslation } from 'react-i18next';
import { activityOf } from '~/domain/loyalty/activities/model';
import type { EntryLine } from '~/domain/loyalty/ledger/model';
import { useFormat } from '~/i18n/setting';

/** Why points moved, in words: of other ways to earn which one it was, of tiers' presents which tier's. */
export function useReasonWords(): (entry: Pick<EntryLine, 'reason' | 'explanation'>) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ reason, explanation }) => {
    const activity = reason === 'activity' || reason === 'birthday' ? activityOf(explanation) : null;
    if (!activity) return t(`loyaltyBooks.reasons.${reason}`);
    const name = activity.name?.[format.locale];
    if (activity.tier) return t('loyaltyBooks.activities.tierBirthday', { tier: name ?? activity.tier });
    if (name) return name;
    if (activity.kind === 'nth_order') return t('loyaltyBooks.activities.nth_order', { n: format.number(activity.n ?? 0) });
    if (activity.kind === 'custom') return t('loyaltyBooks.activities.custom', { event: activity.event ?? '' });
    return t(`loyaltyBooks.activities.${activity.kind}`);
  };
}
