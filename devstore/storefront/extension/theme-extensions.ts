import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Liquid } from 'liquidjs';
import { parse } from 'smol-toml';
import { z } from 'zod';
import { createEngine } from '../liquid/engine.ts';
import { readTranslations, translate } from '../liquid/translations.ts';

const setting = z.looseObject({
  type: z.string(),
  id: z.string().optional(),
  label: z.string().optional(),
  default: z.unknown().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  step: z.number().optional(),
  unit: z.string().optional(),
  options: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
  content: z.string().optional(),
});
const blockSchema = z.looseObject({
  name: z.string(),
  target: z.enum(['section', 'head', 'body', 'compliance_head']),
  stylesheet: z.string().optional(),
  javascript: z.string().optional(),
  available_if: z.string().optional(),
  settings: z.array(setting).default([]),
  enabled_on: z.object({ templates: z.array(z.string()).optional() }).optional(),
  disabled_on: z.object({ templates: z.array(z.string()).optional() }).optional(),
});
export type BlockSchema = z.infer<typeof blockSchema>;
export interface ThemeBlock {
  handle: string;
  extension: string;
  source: string;
  schema: BlockSchema;
  style: string;
  script: string;
}
export interface ThemeExtension {
  handle: string;
  folder: string;
  blocks: ThemeBlock[];
  engine: Liquid;
  assetUrl(name: string): string;
  /** A text of the schema: itself, or what "t:…" stands for in the language. */
  label(text: string, locale: string): string;
}

const toml = z.object({ handle: z.string().optional(), name: z.string(), type: z.string() });

function contentOf(source: string, tag: string): string {
  return new RegExp(`\\{%-?\\s*${tag}\\s*-?%\\}([\\s\\S]*?)\\{%-?\\s*end${tag}\\s*-?%\\}`).exec(source)?.[1] ?? '';
}

function readBlock(folder: string, file: string, extension: string): ThemeBlock {
  const source = readFileSync(path.join(folder, 'blocks', file), 'utf8');
  const parsed = blockSchema.safeParse(JSON.parse(contentOf(source, 'schema') || 'null'));
  if (!parsed.success) throw new Error(`blocks/${file}: its {% schema %} is not valid: ${parsed.error.message}`);
  return {
    handle: path.basename(file, '.liquid'),
    extension,
    source,
    schema: parsed.data,
    style: contentOf(source, 'stylesheet'),
    script: contentOf(source, 'javascript'),
  };
}

function readExtension(folder: string, handle: string): ThemeExtension {
  const assetUrl = (name: string) => {
    const file = path.join(folder, 'assets', path.basename(name));
    if (!existsSync(file)) throw new Error(`The extension has no asset "${name}".`);
    return `/cdn/extensions/${handle}/assets/${path.basename(name)}?v=${createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 12)}`;
  };
  const texts = readTranslations(path.join(folder, 'locales'));
  const labels = readTranslations(path.join(folder, 'locales'), '.schema');
  const engine = createEngine({
    templates: [path.join(folder, 'blocks')],
    snippets: [path.join(folder, 'snippets')],
    cache: false,
    translations: () => texts,
    assetUrl,
  });
  const blocks = readdirSync(path.join(folder, 'blocks'))
    .filter((file) => file.endsWith('.liquid'))
    .sort()
    .map((file) => readBlock(folder, file, handle));
  const label = (text: string, locale: string) => (text.startsWith('t:') ? translate(labels, locale, text.slice(2)) : text);
  return { handle, folder, blocks, engine, assetUrl, label };
}

/**
 * The app's theme extensions: every folder of `extensions/` beside the app's TOML whose type is "theme". Read anew for
 * each page, so that an edited block is seen on the next load. @throws naming the file when one is malformed.
 */
export function readThemeExtensions(appTomlPath: string): ThemeExtension[] {
  const root = path.join(path.dirname(path.resolve(appTomlPath)), 'extensions');
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .sort()
    .flatMap((name) => {
      const file = path.join(root, name, 'shopify.extension.toml');
      if (!existsSync(file)) return [];
      const settings = toml.safeParse(parse(readFileSync(file, 'utf8')));
      return settings.success && settings.data.type === 'theme' ? [readExtension(path.join(root, name), settings.data.handle ?? name)] : [];
    });
}
