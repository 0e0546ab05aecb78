import commonEn from './texts/common.en.json';
import commonZh from './texts/common.zh-CN.json';

/** Texts by language; each view takes along those that it says. */
export type Texts = Record<'en' | 'zh-CN', Record<string, string>>;
const COMMON: Texts = { en: commonEn, 'zh-CN': commonZh };

export interface Words {
  /** As the app's doors are told it. */
  language: string;
  /** A text by its key; `count` chooses between `…_one` and `…_other`. */
  (key: string, values?: Record<string, string | number>, count?: string): string;
  /** Whole number, given as text, as it is written in this language. */
  number(digits: string): string;
}

/** Texts of a language: those in common and `more`. @param language as the extension's own `language` text says it; English where we have none */
export function wordsIn(language: string, ...more: Texts[]): Words {
  const known = language === 'zh-CN' ? language : 'en';
  const texts: Record<string, string> = Object.fromEntries([COMMON, ...more].flatMap((group) => Object.entries(group[known])));
  const numbers = new Intl.NumberFormat(language);
  const plurals = new Intl.PluralRules(language);
  const number = (digits: string) => numbers.format(BigInt(digits));
  const say = (key: string, values: Record<string, string | number> = {}, count?: string) => {
    const found = count === undefined ? texts[key] : (texts[`${key}_${plurals.select(Number(count))}`] ?? texts[`${key}_other`]);
    const filled: Record<string, string | number> = count === undefined ? values : { ...values, count: number(count) };
    // A key that is not there says nothing wrong.
    return (found ?? '').replace(/\{\{(\w+)\}\}/g, (_all, name: string) => String(filled[name] ?? ''));
  };
  return Object.assign(say, { language, number });
}
