export const LOCALES = ['en', 'zh-CN'] as const;
export type Locale = (typeof LOCALES)[number];

/** Each language's own name, for the one who does not read the current one. */
export const LOCALE_NAMES: Record<Locale, string> = { en: 'English', 'zh-CN': '简体中文' };

/** The language we speak to somebody whose admin has `text` (a BCP 47 tag); `null` when there is none. */
export function pickLocale(text: string | null | undefined): Locale | null {
  if (!text) return null;
  return /^zh\b/i.test(text) ? 'zh-CN' : 'en';
}

export function isLocale(text: unknown): text is Locale {
  return LOCALES.some((locale) => locale === text);
}
