import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { escapeHtml, printed } from './escape.ts';

export type Texts = { [key: string]: string | Texts };
/** The texts of a theme or an extension by locale; `fallback` is the one whose file is called `*.default.json`. */
export interface Translations {
  fallback: string;
  locales: ReadonlyMap<string, Texts>;
}

const fileName = /^([A-Za-z-]+)(\.default)?(\.schema)?\.json$/;

/** Reads `en.default.json`, `zh-CN.json`, … of a folder, or those for the theme editor (`.schema`). @throws when none is the default. */
export function readTranslations(folder: string, kind: '' | '.schema' = ''): Translations {
  const locales = new Map<string, Texts>();
  let fallback: string | undefined;
  for (const file of readdirSync(folder)) {
    const match = fileName.exec(file);
    if (!match?.[1] || (match[3] ?? '') !== kind) continue;
    locales.set(match[1], JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Texts);
    if (match[2]) fallback = match[1];
  }
  if (fallback === undefined) throw new Error(`No *.default.json in ${folder}.`);
  return { fallback, locales };
}

function lookUp(texts: Texts | undefined, key: string): string | Texts | undefined {
  let node: string | Texts | undefined = texts;
  for (const part of key.split('.')) node = typeof node === 'object' ? node[part] : undefined;
  return node;
}

function inLocale(translations: Translations, locale: string, key: string, count: unknown): string | undefined {
  const found = lookUp(translations.locales.get(locale), key);
  if (typeof found !== 'object') return found;
  const form = new Intl.PluralRules(locale).select(Number(count));
  const text = found[form] ?? found.other;
  return typeof text === 'string' ? text : undefined;
}

/**
 * The text of a key with its `{{ names }}` filled in; `count` chooses the plural form. HTML is escaped unless the key
 * ends in `_html`, as Shopify does; `escape: false` is for texts that a template escapes. @throws when no locale has the key, or a name has no value.
 */
export function translate(
  translations: Translations,
  locale: string,
  key: string,
  values: Readonly<Record<string, unknown>> = {},
  options: { escape: boolean } = { escape: true },
): string {
  const text = inLocale(translations, locale, key, values.count) ?? inLocale(translations, translations.fallback, key, values.count);
  if (text === undefined) throw new Error(`translation missing: ${locale}.${key}`);
  const filled = text.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_whole, name: string) => {
    if (!(name in values)) throw new Error(`${key} wants a value for "${name}"`);
    const value = printed(values[name]);
    return key.endsWith('_html') ? escapeHtml(value) : value;
  });
  return key.endsWith('_html') || !options.escape ? filled : escapeHtml(filled);
}
