import { useTranslation } from 'react-i18next';
import { SAGA_TROUBLES } from '~/domain/loyalty/rewards/model';

/** What went wrong, in the reader's language; what the store said, in its own. */
export function useTroubleWords(): (trouble: string) => string {
  const { t } = useTranslation();
  return (trouble) => {
    const known = SAGA_TROUBLES.find((one) => one === trouble);
    return known ? t(`member.redemption.troubles.${known}`) : t('member.redemption.storeSaid', { text: trouble });
  };
}
