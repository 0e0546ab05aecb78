import { Hono } from 'hono';
import { isOn, placesOf, readThemeSettings } from '../../storefront/extension/theme-settings.ts';
import { readThemeExtensions } from '../../storefront/extension/theme-extensions.ts';
import type { ExtensionInfo } from '../protocol.ts';
import type { AdminEnv } from '../view.ts';

/** Each store has one theme, and it is published. */
const THEME_ID = 'gid://shopify/OnlineStoreTheme/1';

/** What the admin knows of the theme: which of the app's blocks stand in it, and the way to its editor. */
export function themePages(): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>();
  app.get('/extensions', async (c) => {
    const { ctx, store, locale } = c.get('view');
    const settings = await readThemeSettings(ctx, store.domain);
    return c.json(
      readThemeExtensions(ctx.config.appTomlPath).map((extension): ExtensionInfo => ({
        handle: extension.handle,
        type: 'theme_app_extension',
        activations: extension.blocks.map((block) => {
          const places = placesOf(block.schema).filter((place) => isOn(settings, block, place));
          return {
            target: block.schema.target,
            handle: block.handle,
            name: extension.label(block.schema.name, locale),
            status: places.length > 0 ? 'active' : 'available',
            activations: places.map((place) => ({ target: place, themeId: THEME_ID })),
          };
        }),
      })),
    );
  });
  /** The editor itself is a page of the storefront. `activateAppId` names a block as `{client id}/{handle}`; it is shown, and switched on there. */
  app.get('/themes/current/editor', (c) => {
    const { ctx, store } = c.get('view');
    const origin = ctx.origins?.storefronts.get(store.domain);
    const block = c.req.query('activateAppId')?.split('/')[1];
    return origin ? c.redirect(`${origin}/_theme${block ? `#${encodeURIComponent(block)}` : ''}`) : c.text('This store has no storefront.', 404);
  });
  return app;
}
