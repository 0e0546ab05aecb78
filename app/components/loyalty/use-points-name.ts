import { useTranslation } from 'react-i18next';
import type { Programme } from '~/domain/loyalty/programme/model';
import { useFormat } from '~/i18n/setting';

/** What points are called, in the reader's language. */
export function usePointsName(programme?: Programme): string {
  const { t } = useTranslation();
  return programme?.pointsName[useFormat().locale] || t('loyaltyForm.points');
}
