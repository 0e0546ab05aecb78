import { useTranslation } from 'react-i18next';
import type { Programme } from '~/domain/loyalty/programme/model';
import { useFormat } from '~/i18n/setting';
import { usePointsName } from './use-points-name';

/** Points in words: 1 point, 1,200 points; as a programme calls them where that is not simply points, which have a singular. */
export function usePointsText(programme?: Programme): (points: bigint | number) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const name = usePointsName(programme);
  return (points) => {
    const n = format.number(points);
    return name === t('loyaltyForm.points') ? t('loyaltyBooks.points', { count: Number(points), n }) : `${n} ${name}`;
  };
}
