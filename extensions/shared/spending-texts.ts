import en from './texts/spending.en.json';
import zh from './texts/spending.zh-CN.json';
import type { Texts } from './words';

/** Of spending points, and of what came of them. */
export const spendingTexts: Texts = { en, 'zh-CN': zh };
