// Holds the app's two languages together: the same keys and placeholders, the plural forms that each language has, no key
// that nothing asks for, and no text in the JSX of routes and components that is not a key. Any finding fails.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const PLURAL = /_(zero|one|two|few|many|other)$/;
/** Attributes whose text a person reads or hears. */
const SPOKEN = new Set([
  'title',
  'label',
  'content',
  'placeholder',
  'helpText',
  'aria-label',
  'accessibilityLabel',
  'alt',
  'subtitle',
  'description',
  'heading',
  'suffix',
  'prefix',
]);

/** Every text with its key, `customers.title`. */
export function flatten(node, prefix = '') {
  return Object.entries(node).flatMap(([key, value]) => (typeof value === 'string' ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`)));
}

const placeholders = (text) => [...text.matchAll(/\{\{\s*([\w.]+)[^}]*\}\}/g)].map((match) => match[1]).sort();

/** A language's texts by key, plural forms together under the key without its ending. */
function families(texts) {
  const found = new Map();
  for (const [key, text] of texts) {
    const form = PLURAL.exec(key)?.[1] ?? '';
    const base = key.replace(PLURAL, '');
    found.set(base, { ...found.get(base), [form]: text });
  }
  return found;
}

/** What is wrong between two languages, in words. */
export function compareLanguages(languages) {
  const faults = [];
  const sets = languages.map(({ locale, texts }) => ({
    locale,
    keys: families(flatten(texts)),
    forms: new Intl.PluralRules(locale).resolvedOptions().pluralCategories,
  }));
  for (const one of sets) {
    for (const other of sets) for (const key of one.keys.keys()) if (!other.keys.has(key)) faults.push(`${other.locale}: "${key}" is missing`);
    for (const [key, forms] of one.keys) {
      const names = Object.keys(forms);
      if (!names.includes('') && String([...names].sort()) !== String([...one.forms].sort()))
        faults.push(`${one.locale}: "${key}" has the plural forms ${names}, the language has ${one.forms}`);
      for (const [name, text] of Object.entries(forms)) if (!text.trim()) faults.push(`${one.locale}: "${key}${name && `_${name}`}" is empty`);
    }
  }
  const [first, ...rest] = sets;
  for (const other of rest) {
    for (const [key, forms] of first.keys) {
      const wanted = String(placeholders(forms.other ?? forms['']));
      for (const text of Object.values(other.keys.get(key) ?? {}))
        if (String(placeholders(text)) !== wanted)
          faults.push(`${other.locale}: "${key}" has the placeholders {${placeholders(text)}}, ${first.locale} has {${wanted}}`);
    }
  }
  return [...new Set(faults)];
}

/** The keys a file asks for, as patterns (a template's holes match one part of a key), and the raw texts in its JSX. */
export function readSource(file, source) {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const patterns = [];
  const raw = [];
  const place = (node) => `${file}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
  const visit = (node) => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) patterns.push(escape(node.text));
    if (ts.isTemplateExpression(node)) patterns.push(escape(node.head.text) + node.templateSpans.map((span) => `[^.]+${escape(span.literal.text)}`).join(''));
    if (ts.isTemplateLiteralTypeNode(node))
      patterns.push(escape(node.head.text) + node.templateSpans.map((span) => `[^.]+${escape(span.literal.text)}`).join(''));
    if (ts.isJsxText(node) && /\p{L}/u.test(node.text)) raw.push(`${place(node)}: text in JSX: "${node.text.trim()}"`);
    if (
      ts.isJsxAttribute(node) &&
      SPOKEN.has(node.name.getText()) &&
      node.initializer &&
      ts.isStringLiteral(node.initializer) &&
      /\p{L}/u.test(node.initializer.text)
    )
      raw.push(`${place(node)}: text in ${node.name.getText()}: "${node.initializer.text}"`);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return { patterns, raw };
}

const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function sourcesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.(test|d)\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
}

/** All findings about the app in `root`. */
export function checkTranslations(root) {
  const languages = ['en', 'zh-CN'].map((locale) => ({ locale, texts: JSON.parse(readFileSync(path.join(root, `app/i18n/${locale}.json`), 'utf8')) }));
  const faults = compareLanguages(languages);
  const patterns = new Set();
  for (const file of ['routes', 'components', 'i18n'].flatMap((folder) => sourcesIn(path.join(root, 'app', folder)))) {
    const found = readSource(path.relative(root, file), readFileSync(file, 'utf8'));
    for (const pattern of found.patterns) if (pattern.includes('.')) patterns.add(pattern);
    if (file.endsWith('x')) faults.push(...found.raw);
  }
  const asked = new RegExp(`^(?:${[...patterns].join('|')})$`);
  for (const key of families(flatten(languages[0].texts)).keys()) if (!asked.test(key)) faults.push(`en: nothing asks for "${key}"`);
  return faults;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const faults = checkTranslations(fileURLToPath(new URL('..', import.meta.url)));
  for (const fault of faults) console.error(fault);
  console.log(`translations: ${faults.length === 0 ? 'nothing to object to' : `${faults.length} findings`}`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
