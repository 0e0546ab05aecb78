import en from './texts/staff.en.json';
import zh from './texts/staff.zh-CN.json';
import type { Texts } from './words';

/** Of what staff do in the admin. */
export const staffTexts: Texts = { en, 'zh-CN': zh };
