import { useTranslation } from 'react-i18next';
import { useFormat } from '~/i18n/setting';
import type { FieldFault } from './field-faults';

/** A fault as a person is told of it, with the bound where there is one. */
export function useFaultWords(): (fault: FieldFault) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ code, limit }) => {
    if ((code === 'too_small' || code === 'too_big' || code === 'too_long') && limit !== undefined)
      return t(`loyaltyForm.bounds.${code}`, { n: format.number(limit) });
    return t(`loyaltyForm.faults.${code}`);
  };
}
