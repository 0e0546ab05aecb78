import { escapeHtml } from '../liquid/escape.ts';
import { Lenient } from '../liquid/lenient.ts';
import { lazyMetafields } from '../objects/metafields.ts';
import type { Visit } from '../visit.ts';
import { readThemeExtensions, type ThemeBlock, type ThemeExtension } from './theme-extensions.ts';
import { isOn, readThemeSettings, settingsOf, slots, type Place, type Slot, type ThemeSettings } from './theme-settings.ts';

/** HTML of the app's blocks for the places of one page, and what its head needs for them. */
export interface RenderedBlocks {
  slot: string;
  head: string;
  body: string;
}
const nothing: RenderedBlocks = { slot: '', head: '', body: '' };

type Globals = Readonly<Record<string, unknown>>;

/** The installation's own id, the owner of app-data metafields. */
async function installationId({ ctx, domain }: Visit): Promise<string> {
  const { rows } = await ctx.pool.query<{ id: string }>('select id from devstore.installation where domain = $1', [domain]);
  return rows[0]?.id ?? '0';
}

async function isAvailable(extension: ThemeExtension, block: ThemeBlock, globals: Globals): Promise<boolean> {
  const expression = /^\{\{(.*)\}\}$/.exec(block.schema.available_if?.trim() ?? '')?.[1];
  if (expression === undefined) return true;
  const answer: unknown = await extension.engine.parseAndRender(`{% if ${expression.trim()} %}yes{% endif %}`, {}, { globals });
  return answer === 'yes';
}

async function renderBlock(extension: ThemeExtension, block: ThemeBlock, place: Place, settings: ThemeSettings, globals: Globals): Promise<string> {
  const id = `${extension.handle}-${block.handle}-${place}`;
  const objects = {
    ...globals,
    section: { id: `main-${place}`, settings: new Lenient(), index: 1, index0: 0, location: 'template', blocks: [] },
    block: { id, type: `shopify://apps/regulars/blocks/${block.handle}`, settings: new Lenient(settingsOf(settings, block)), shopify_attributes: '' },
  };
  const html: unknown = await extension.engine.parseAndRender(block.source, {}, { globals: objects });
  const tag = typeof block.schema.tag === 'string' ? block.schema.tag : 'div';
  return place === 'head' ? String(html) : `<${tag} id="shopify-block-${escapeHtml(id)}" class="shopify-block shopify-app-block">${String(html)}</${tag}>`;
}

/** What Shopify puts into the head for the blocks on a page: each file once. */
function headOf(shown: { extension: ThemeExtension; block: ThemeBlock }[]): string {
  const parts = shown.flatMap(({ extension, block }) => [
    block.schema.stylesheet ? `<link rel="stylesheet" href="${extension.assetUrl(block.schema.stylesheet)}">` : '',
    block.schema.javascript ? `<script src="${extension.assetUrl(block.schema.javascript)}" defer></script>` : '',
    block.style.trim() ? `<style>${block.style}</style>` : '',
    block.script.trim() ? `<script type="module">${block.script}</script>` : '',
  ]);
  return [...new Set(parts)].join('');
}

/** Renders the app's blocks that are switched on for a page; nothing at all when the app is not installed. */
export async function renderBlocks(visit: Visit, slot: Slot | null, globals: Globals): Promise<RenderedBlocks> {
  if (!visit.installed) return nothing;
  const settings = await readThemeSettings(visit.ctx, visit.domain);
  const owner = await installationId(visit);
  const objects = { ...globals, app: { metafields: lazyMetafields(visit.ctx.pool, visit.domain, 'APPINSTALLATION', owner) } };
  const places: Place[] = [...(slot && slot in slots ? [slot] : []), 'head', 'body'];
  const html = new Map<Place, string>();
  const shown: { extension: ThemeExtension; block: ThemeBlock }[] = [];
  for (const extension of readThemeExtensions(visit.ctx.config.appTomlPath)) {
    for (const block of extension.blocks) {
      for (const place of places) {
        if (!isOn(settings, block, place) || !(await isAvailable(extension, block, objects))) continue;
        html.set(place, (html.get(place) ?? '') + (await renderBlock(extension, block, place, settings, objects)));
        shown.push({ extension, block });
      }
    }
  }
  return { slot: slot ? (html.get(slot) ?? '') : '', head: headOf(shown) + (html.get('head') ?? ''), body: html.get('body') ?? '' };
}
