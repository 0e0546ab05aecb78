import { useTranslation } from 'react-i18next';
import { useFormat } from '~/i18n/setting';
import { consentState } from '../customers/consent-state';

/** A wish about marketing in words, with the day since when it holds. */
export function useConsentText(): (state: string | null | undefined, at: string | null | undefined) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (state, at) => {
    const wish = t(`customer.consentStates.${consentState(state)}`);
    return at ? t('common.list', { first: wish, second: t('customer.consentSince', { date: format.date(new Date(at)) }) }) : wish;
  };
}
