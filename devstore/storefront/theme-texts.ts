import { fileURLToPath } from 'node:url';
import { readTranslations, translate } from './liquid/translations.ts';
import type { Visit } from './visit.ts';

export const themeFolder = fileURLToPath(new URL('./theme', import.meta.url));
export const themeTexts = readTranslations(`${themeFolder}/locales`);

/** A text of the theme, for messages made outside its templates; plain, to be escaped where it is shown. */
export const themeText = (visit: Pick<Visit, 'locale'>, key: string, values: Record<string, unknown> = {}): string =>
  translate(themeTexts, visit.locale, key, values, { escape: false });
