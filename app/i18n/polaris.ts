import en from '@shopify/polaris/locales/en.json';
import zhCN from '@shopify/polaris/locales/zh-CN.json';
import type { Locale } from './locales';

/** Polaris' own texts; English stands in where a translation lacks one. */
export function polarisTranslations(locale: Locale) {
  return locale === 'zh-CN' ? [zhCN, en] : en;
}
