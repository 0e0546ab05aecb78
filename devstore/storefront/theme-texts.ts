import { readTranslations, translate } from './liquid/translations.ts';
import type { Visit } from './visit.ts';

/** From the project's folder, where the devstore is started. */
export const themeFolder = 'devstore/storefront/theme';
export const themeTexts = readTranslations(`${themeFolder}/locales`);

/** A text of the theme, for messages made outside its templates; plain, to be escaped where it is shown. */
export const themeText = (visit: Pick<Visit, 'locale'>, key: string, values: Record<string, unknown> = {}): string =>
  translate(themeTexts, visit.locale, key, values, { escape: false });
