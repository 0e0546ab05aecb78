import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

/** What the CLI reads without a word and Shopify refuses, or shows nobody, at the deploy: so all of it is said here. */
const surfaces = path.resolve('node_modules/@shopify/ui-extensions/build/ts/surfaces');
const filesIn = (where: string) => readdirSync(where, { recursive: true, encoding: 'utf8' }).map((file) => path.join(where, file));
const targets = new Set(
  filesIn(surfaces)
    .filter((file) => /\/targets\/[^/]+\.d\.ts$/.test(file))
    .map((file) => path.basename(file, '.d.ts')),
);
const ours = (url: string) => existsSync(`app/routes/${new URL(url).pathname.slice(1).replaceAll('/', '.')}.ts`);
const runtimeUrl = z.url({ protocol: /^https$/ }).refine(ours, 'has no route');
const handle = z.string().regex(/^[a-z0-9-]{1,30}$/);
const name = z.string().max(50);
const reference = z.strictObject({ type: z.literal('customer_reference'), required: z.literal(true).optional() });
const configField = (types: [string, ...string[]], key: RegExp) =>
  z.strictObject({
    type: z.enum(types),
    key: z.string().regex(key),
    name: name.optional(),
    description: z.string().optional(),
    required: z.boolean().optional(),
  });
const triggerField = configField(['boolean', 'email', 'single_line_text_field', 'url', 'number_decimal'], /^[a-zA-Z ]+$/);
const actionField = configField(['boolean', 'email', 'multi_line_text_field', 'number_integer', 'single_line_text_field', 'url', 'number_decimal'], /^[\w-]+$/);
const settings = (field: z.ZodType) => z.strictObject({ fields: z.array(z.union([reference, field])).min(1) });
const alone = <T extends z.ZodType>(extension: T) => z.tuple([extension]);

const uiExtension = z.strictObject({
  type: z.literal('ui_extension'),
  name,
  description: z.string(),
  handle,
  targeting: z.array(z.strictObject({ module: z.string(), target: z.string().refine((target) => targets.has(target), 'is no target') })).min(1),
  capabilities: z.strictObject({ network_access: z.literal(true) }).optional(),
});
const toml = z.union([
  z.strictObject({ name: z.string(), handle, type: z.literal('theme') }),
  z.strictObject({ api_version: z.literal('2026-07'), extensions: z.array(uiExtension).min(1) }),
  z.strictObject({
    extensions: alone(z.strictObject({ name, type: z.literal('flow_trigger'), handle, description: z.string() })),
    settings: settings(triggerField),
  }),
  z.strictObject({
    extensions: alone(z.strictObject({ name, type: z.literal('flow_action'), handle, description: z.string(), runtime_url: runtimeUrl })),
    settings: settings(actionField),
  }),
  z.strictObject({ extensions: alone(z.strictObject({ name, type: z.literal('flow_trigger_lifecycle_callback'), handle, url: runtimeUrl })) }),
]);

const files = filesIn('extensions').filter((file) => file.endsWith('/shopify.extension.toml'));
const read = (file: string) => toml.parse(parse(readFileSync(file, 'utf8')));
const uiExtensions = () =>
  files.flatMap((file) => {
    const read_ = read(file);
    return 'api_version' in read_ ? read_.extensions.map((one) => ({ ...one, folder: path.dirname(file) })) : [];
  });
const json = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;

describe('the extensions', () => {
  it.each(files)('%s says what Shopify takes', (file) => {
    expect(() => read(file)).not.toThrow();
  });

  it('have handles of their own, and texts in both languages', () => {
    const handles = files.flatMap((file) => {
      const one = read(file);
      return 'extensions' in one ? one.extensions.map((extension) => extension.handle) : [one.handle];
    });
    expect(new Set(handles).size).toBe(handles.length);
    for (const one of uiExtensions()) {
      const [english, chinese] = [json(`${one.folder}/locales/en.default.json`), json(`${one.folder}/locales/zh-CN.json`)];
      expect(Object.keys(chinese)).toEqual(Object.keys(english));
      for (const text of [one.name, one.description]) expect(english[text.replace(/^t:/, '')], text).toBeTruthy();
      // Where texts of views are chosen by.
      expect([english['language'], chinese['language']]).toEqual(['en', 'zh-CN']);
    }
  });
});

describe('the texts of their views', () => {
  const textsOf = (language: string) =>
    Object.assign({}, ...['common', 'spending', 'staff', 'till'].map((group) => json(`extensions/shared/texts/${group}.${language}.json`))) as Record<
      string,
      string
    >;
  const [en, zh] = [textsOf('en'), textsOf('zh-CN')];
  const keys = Object.keys(en);
  const code = filesIn('extensions')
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');

  it('are there in both languages, with the same places to fill', () => {
    const withoutOne = keys.filter((key) => !key.endsWith('_one'));
    expect(Object.keys(zh)).toEqual(withoutOne);
    const places = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map(([place]) => place).sort();
    for (const key of withoutOne) expect(places(zh[key] ?? ''), key).toEqual(places(en[key] ?? ''));
  });

  it('are those that are used', () => {
    const used = [...code.matchAll(/words\(\s*(?:'([\w.]+)'|`([\w.]+)\$\{)/g)].map(([, whole, start]) => whole ?? start ?? '');
    // Chosen between, or looked up.
    const chosen = [...code.matchAll(/[?:] '([a-z]+\.\w+)'/g)].map(([, key = '']) => key);
    const byDefault = [...code.matchAll(/\?\? '([a-z]+\.\w+)'/g)].map(([, key = '']) => key);
    const stems = new Set(keys.map((key) => key.replace(/_(one|other)$/, '')));
    const all = [...used, ...chosen, ...byDefault];
    expect(all.filter((key) => !(key.endsWith('.') ? [...stems].some((stem) => stem.startsWith(key)) : stems.has(key)))).toEqual([]);
    expect([...stems].filter((stem) => !all.some((key) => (key.endsWith('.') ? stem.startsWith(key) : stem === key)))).toEqual([]);
  });
});
