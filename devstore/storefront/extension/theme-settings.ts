import { z } from 'zod';
import type { Context } from '../../context.ts';
import type { BlockSchema, ThemeBlock } from './theme-extensions.ts';

/** Where the theme has room for app blocks, and the name of the template there. */
export const slots = { product: 'product', cart: 'cart', account: 'customers/account' } as const;
export type Slot = keyof typeof slots;
export type Place = Slot | 'head' | 'body';

const value = z.union([z.string(), z.number(), z.boolean()]);
const themeSettings = z.object({
  blocks: z
    .record(z.string(), z.object({ places: z.record(z.string(), z.boolean()).default({}), settings: z.record(z.string(), value).default({}) }))
    .default({}),
});
/** What the merchant chose in the theme editor: by block, the places it is switched on or off in, and its settings. */
export type ThemeSettings = z.infer<typeof themeSettings>;

export async function readThemeSettings(ctx: Context, domain: string): Promise<ThemeSettings> {
  const { rows } = await ctx.pool.query<{ doc: unknown }>('select doc from devstore.theme_setting where domain = $1', [domain]);
  return themeSettings.parse(rows[0]?.doc ?? {});
}

export async function saveThemeSettings(ctx: Context, domain: string, settings: ThemeSettings): Promise<void> {
  await ctx.pool.query('insert into devstore.theme_setting (domain, doc) values ($1, $2) on conflict (domain) do update set doc = excluded.doc', [
    domain,
    JSON.stringify(themeSettings.parse(settings)),
  ]);
}

/** The places a block may stand in, by its target and its `enabled_on` and `disabled_on`. */
export function placesOf(schema: BlockSchema): Place[] {
  if (schema.target === 'body') return ['body'];
  if (schema.target !== 'section') return ['head'];
  const allowed = schema.enabled_on?.templates;
  const refused = schema.disabled_on?.templates ?? [];
  const covers = (templates: string[], name: string) => templates.includes('*') || templates.includes(name);
  return (Object.keys(slots) as Slot[]).filter((slot) => (!allowed || covers(allowed, slots[slot])) && !covers(refused, slots[slot]));
}

const keyOf = (block: ThemeBlock): string => `${block.extension}/${block.handle}`;
export const isOn = (settings: ThemeSettings, block: ThemeBlock, place: Place): boolean =>
  placesOf(block.schema).includes(place) && (settings.blocks[keyOf(block)]?.places[place] ?? true);

/** A block's settings: what the merchant chose, else the schema's default. */
export function settingsOf(settings: ThemeSettings, block: ThemeBlock): Record<string, unknown> {
  const chosen = settings.blocks[keyOf(block)]?.settings ?? {};
  return Object.fromEntries(
    block.schema.settings.flatMap(({ id, default: standard, type }) =>
      id === undefined ? [] : [[id, chosen[id] ?? standard ?? (type === 'checkbox' ? false : null)]],
    ),
  );
}

/** What a submitted form of the theme page says about a block; anything that is no valid value keeps the default. */
export function withBlock(settings: ThemeSettings, block: ThemeBlock, form: URLSearchParams): ThemeSettings {
  const places = Object.fromEntries(placesOf(block.schema).map((place) => [place, form.has(`place.${place}`)]));
  const chosen: Record<string, string | number | boolean> = {};
  for (const { id, type, min = -Infinity, max = Infinity } of block.schema.settings) {
    const text = id === undefined ? null : form.get(`setting.${id}`);
    if (id === undefined) continue;
    if (type === 'checkbox') chosen[id] = text !== null;
    else if (type === 'range' || type === 'number') {
      if (text && Number.isFinite(Number(text))) chosen[id] = Math.min(max, Math.max(min, Number(text)));
    } else if (type === 'color') {
      if (text && /^#[0-9a-f]{3,8}$/i.test(text)) chosen[id] = text;
    } else if (text !== null) chosen[id] = text.slice(0, 2000);
  }
  return { blocks: { ...settings.blocks, [keyOf(block)]: { places, settings: chosen } } };
}
