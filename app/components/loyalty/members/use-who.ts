import { useTranslation } from 'react-i18next';

/** Who of the staff, by their number. */
export function useWho(me: string): (by: string) => string {
  const { t } = useTranslation();
  return (by) => (by === me ? t('privacy.you') : t('privacy.staff', { id: by }));
}
