import { i18nFor } from './i18n';
import { isLocale } from './locales';

interface Match {
  id: string;
  data?: unknown;
}

type TitleKey = `${'home' | 'customers' | 'customer' | 'orders' | 'order' | 'products' | 'settings'}.title`;

/** The document's title, in the language that the layout's loader found. For a route's `meta`. */
export function pageTitle(matches: readonly (Match | undefined)[], key: TitleKey, values: { name: string } = { name: '' }) {
  const data = matches.find((match) => match?.id === 'routes/app')?.data;
  const locale = data && typeof data === 'object' && 'locale' in data && isLocale(data.locale) ? data.locale : 'en';
  const { t } = i18nFor(locale);
  return [{ title: t('app.title', { page: t(key, values) }) }];
}
