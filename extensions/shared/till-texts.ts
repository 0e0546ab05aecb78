import en from './texts/till.en.json';
import zh from './texts/till.zh-CN.json';
import type { Texts } from './words';

/** Of the till. */
export const tillTexts: Texts = { en, 'zh-CN': zh };
