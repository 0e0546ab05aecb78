import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'smol-toml';
import { z } from 'zod';
import type { Context } from '../context.ts';

const uiExtensions = z.object({
  extensions: z.array(z.object({ type: z.literal('ui_extension'), handle: z.string(), targeting: z.array(z.object({ target: z.string() })) })),
});
const texts = z.record(z.string(), z.string());

/** A view of the app at a place of Shopify's: its script as the CLI has built it, and its own texts. */
export interface ExtensionView {
  script: string;
  texts: Record<string, string>;
}

/** The app's view for a target; `null` when it has none, or none is built. */
export async function viewFor({ config }: Context, target: string, locale: string): Promise<ExtensionView | null> {
  const folder = path.join(config.extensionsPath, 'extensions');
  for (const name of await readdir(folder).catch(() => [])) {
    const toml = await readFile(path.join(folder, name, 'shopify.extension.toml'), 'utf8').catch(() => null);
    const read = toml === null ? null : uiExtensions.safeParse(parse(toml));
    const extension = read?.data?.extensions.find(({ targeting }) => targeting.some((one) => one.target === target));
    if (!extension) continue;
    const script = await readFile(path.join(folder, name, 'dist', `${extension.handle}.js`), 'utf8').catch(() => null);
    const file = path.join(folder, name, 'locales', locale === 'en' ? 'en.default.json' : `${locale}.json`);
    return script === null ? null : { script, texts: texts.parse(JSON.parse(await readFile(file, 'utf8'))) };
  }
  return null;
}
