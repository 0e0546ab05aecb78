import { locales, type Locale, type Visit } from '../visit.ts';
import { lazyMetafields } from './metafields.ts';

const localeNames: Record<Locale, { name: string; endonym: string }> = {
  en: { name: 'English', endonym: 'English' },
  'zh-CN': { name: 'Chinese (Simplified)', endonym: '简体中文' },
};

/** A link to the same page in another language. */
function languageUrl(url: URL, locale: Locale): string {
  const query = new URLSearchParams(url.search);
  query.set('locale', locale);
  return `${url.pathname}?${query.toString()}`;
}
const localeObject = (locale: Locale, visit: Visit) => ({
  iso_code: locale,
  name: localeNames[locale].name,
  endonym_name: localeNames[locale].endonym,
  primary: locale === visit.store.locale,
  root_url: '/',
  url: languageUrl(visit.url, locale),
});

function currencyObject(code: string, locale: Locale) {
  const parts = new Intl.NumberFormat(locale, { style: 'currency', currency: code, currencyDisplay: 'narrowSymbol' }).formatToParts(0);
  return {
    iso_code: code,
    name: new Intl.DisplayNames(locale, { type: 'currency' }).of(code) ?? code,
    symbol: parts.find((part) => part.type === 'currency')?.value ?? code,
  };
}

export function shopObject({ store, ctx, domain, url, locale }: Visit) {
  const currencies = [store.currency, ...store.presentmentCurrencies.map((one) => one.currency)];
  return {
    id: store.id,
    name: store.name,
    email: store.email,
    description: null,
    currency: store.currency,
    domain: url.host,
    permanent_domain: domain,
    url: url.origin,
    secure_url: url.origin,
    money_format: '{{amount}}',
    money_with_currency_format: `{{amount}} ${store.currency}`,
    taxes_included: store.taxesIncluded,
    locale: store.locale,
    phone: null,
    enabled_currencies: [...new Set(currencies)].map((code) => currencyObject(code, locale)),
    customer_accounts_enabled: true,
    customer_accounts_optional: true,
    metafields: lazyMetafields(ctx.pool, domain, 'SHOP', store.id),
  };
}

/** `localization`; a country stands for the currency that is chosen with it. */
export function localizationObject(visit: Visit) {
  const country = {
    iso_code: visit.store.country,
    name: new Intl.DisplayNames(visit.locale, { type: 'region' }).of(visit.store.country) ?? visit.store.country,
    currency: currencyObject(visit.purse.currency, visit.locale),
  };
  return {
    language: localeObject(visit.locale, visit),
    available_languages: locales.map((locale) => localeObject(locale, visit)),
    country,
    available_countries: [country],
  };
}

export const requestObject = (visit: Visit, pageType: string) => ({
  design_mode: false,
  visual_preview_mode: false,
  page_type: pageType,
  host: visit.url.host,
  origin: visit.url.origin,
  path: visit.url.pathname,
  locale: localeObject(visit.locale, visit),
});

export const routesObject = {
  root_url: '/',
  account_url: '/account',
  account_login_url: '/account/login',
  account_logout_url: '/account/logout',
  account_register_url: '/account/register',
  account_addresses_url: '/account/addresses',
  account_profile_url: '/account/profile',
  collections_url: '/collections',
  all_products_collection_url: '/collections/all',
  search_url: '/search',
  cart_url: '/cart',
  cart_add_url: '/cart/add',
  cart_change_url: '/cart/change',
  cart_clear_url: '/cart/clear',
  cart_update_url: '/cart/update',
  storefront_login_url: '/account/login',
};
