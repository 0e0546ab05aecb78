import { useTranslation } from 'react-i18next';
import { BY_FLOW } from '~/domain/loyalty/members/model';

/** A name is the same in every language. */
const FLOW = 'Shopify Flow';

/** Who of the staff, by their number; or what has done it in their place. */
export function useWho(me: string): (by: string) => string {
  const { t } = useTranslation();
  return (by) => (by === BY_FLOW ? FLOW : by === me ? t('privacy.you') : t('privacy.staff', { id: by }));
}
