import type { TierLevel } from '~/domain/loyalty/programme/model';
import { useFormat } from '~/i18n/setting';

/** A tier's name in the reader's language, else in any, else its id. */
export function useLevelName(): (level: Pick<TierLevel, 'id' | 'name'>) => string {
  const { locale } = useFormat();
  return ({ id, name }) => name[locale] || Object.values(name).find(Boolean) || id;
}
