import { i18nFor } from './i18n';
import { isLocale, type Locale } from './locales';

interface Match {
  id: string;
  data?: unknown;
}

type TitleKey =
  `${'home' | 'customers' | 'customer' | 'orders' | 'order' | 'products' | 'health' | 'settings' | 'privacy' | 'fileImport' | 'duplicates' | 'loyaltyForm' | 'loyaltyTiers' | 'loyaltyVersions' | 'loyaltyReplay' | 'members' | 'member' | 'loyaltyMoving' | 'loyaltyHome' | 'loyaltyFeed' | 'loyaltyAccounting' | 'rewards'}.title`;

/** The title of a page that could not be shown. */
export function appTitle(matches: readonly (Match | undefined)[]) {
  return [{ title: i18nFor(localeIn(matches)).t('app.name') }];
}

function localeIn(matches: readonly (Match | undefined)[]): Locale {
  const data = matches.find((match) => match?.id === 'routes/app')?.data;
  return data && typeof data === 'object' && 'locale' in data && isLocale(data.locale) ? data.locale : 'en';
}

/** The document's title, in the language that the layout's loader found. For a route's `meta`. */
export function pageTitle(matches: readonly (Match | undefined)[], key: TitleKey, values: { name: string } = { name: '' }) {
  const { t } = i18nFor(localeIn(matches));
  return [{ title: t('app.title', { page: t(key, values) }) }];
}
