/** What something is called in a language: as written for it, for its like (`en` for `en-GB`), else in any language, else `otherwise`. */
export const nameIn = (names: Record<string, string>, locale: string, otherwise = ''): string =>
  names[locale] || names[locale.split('-')[0] ?? ''] || Object.values(names).find(Boolean) || otherwise;
