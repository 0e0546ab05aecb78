import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from './en.json';
import type { Locale } from './locales';
import zhCN from './zh-CN.json';

const resources = { en: { translation: en }, 'zh-CN': { translation: zhCN } };

/** An instance of its own for each request and each browser, ready at once: nothing is loaded, so nothing flashes. */
export function createI18n(locale: Locale): i18n {
  const instance = i18next.createInstance();
  void instance.use(initReactI18next).init({
    lng: locale,
    fallbackLng: 'en',
    resources,
    initAsync: false,
    returnNull: false,
    // React escapes what it renders.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  return instance;
}

const instances = new Map<Locale, i18n>();

/** The shared instance of a language: texts never change while the process runs. */
export function i18nFor(locale: Locale): i18n {
  const existing = instances.get(locale) ?? createI18n(locale);
  instances.set(locale, existing);
  return existing;
}
