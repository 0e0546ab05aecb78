import { useTranslation } from 'react-i18next';
import type { Programme, ProgrammeChange } from '~/domain/loyalty/programme/model';
import { LOCALES, LOCALE_NAMES } from '~/i18n/locales';
import { useFormat } from '~/i18n/setting';
import { useLevelName } from '../use-level-name';
import { useRewardName } from '../use-reward-name';
import { FIELD_NAMES, useValueWords } from './use-value-words';

export interface ChangeWords {
  /** What has changed. */
  what: string;
  before: string | null;
  after: string | null;
}

/** A difference between two programmes as a merchant would say it. */
export function useChangeWords(before: Programme, after: Programme): (change: ProgrammeChange) => ChangeWords {
  const { t } = useTranslation();
  const place = usePlace(before, after);
  const valueWords = useValueWords(after);
  return ({ path, kind, before: old, after: now }) => {
    const { thing, rest } = place(path);
    const field = fieldOf(rest);
    const language = LOCALES.find((locale) => locale === rest[rest.length - 1]);
    if (thing && rest.length === 0 && kind === 'added') return { what: t('loyaltyVersions.added', { thing }), before: null, after: null };
    if (thing && rest.length === 0 && kind === 'removed') return { what: t('loyaltyVersions.removed', { thing }), before: null, after: null };
    if (kind === 'reordered') return { what: t('loyaltyVersions.reordered', { thing: t(`loyaltyVersions.lists.${listOf(path)}`) }), before: null, after: null };
    const name = field ? t(`loyaltyVersions.fields.${field}`) : rest.join(' · ');
    const told = language ? t('loyaltyForm.inLanguage', { label: name, language: LOCALE_NAMES[language] }) : name;
    const words = (value: unknown) => (value === null || value === undefined || value === '' ? t('common.none') : valueWords(field, value, path));
    return { what: thing ? t('common.list', { first: thing, second: told }) : told, before: words(old), after: words(now) };
  };
}

/** The last part of the path that names a field. */
const fieldOf = (path: string[]) => [...path].reverse().flatMap((part) => FIELD_NAMES.find((field) => field === part) ?? [])[0];

const LISTS = ['levels', 'rewards', 'activities', 'multipliers', 'benefits'] as const;
const listOf = (path: string[]) => LISTS.find((list) => list === path[path.length - 1]) ?? 'benefits';

/** Of which thing in a list a path speaks, by its name in either programme, and what of it. */
function usePlace(before: Programme, after: Programme): (path: string[]) => { thing: string | null; rest: string[] } {
  const { t } = useTranslation();
  const { locale } = useFormat();
  const levelName = useLevelName();
  const rewardName = useRewardName();
  const byId = <T extends { id?: string | undefined }>(list: (programme: Programme) => readonly T[], id: string) =>
    [...list(after), ...list(before)].find((one) => one.id === id);
  return (path) => {
    const [first, second, third = '', ...deeper] = path;
    if (first === 'tiers' && second === 'levels' && path.length > 2) {
      const level = byId(({ tiers }) => tiers.levels, third);
      return { thing: t('loyaltyVersions.things.levels', { name: level ? levelName(level) : third }), rest: deeper };
    }
    if (first === 'earn' && second === 'multipliers' && path.length > 2) {
      const rule = byId(({ earn }) => earn.multipliers, third);
      return { thing: t('loyaltyVersions.things.multipliers', { name: rule?.name || third }), rest: deeper };
    }
    const rest = path.slice(2);
    if (first === 'rewards' && second) {
      const reward = byId(({ rewards }) => rewards, second);
      return { thing: t('loyaltyVersions.things.rewards', { name: reward ? rewardName(reward) : second }), rest };
    }
    if (first === 'activities' && second) {
      const way = byId(({ activities }) => activities, second);
      return { thing: t('loyaltyVersions.things.activities', { name: way ? way.name[locale] || t(`loyaltyForm.activityKinds.${way.kind}`) : second }), rest };
    }
    return { thing: null, rest: path };
  };
}
