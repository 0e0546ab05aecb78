import { Hono } from 'hono';
import { isOn, placesOf, readThemeSettings, saveThemeSettings, settingsOf, withBlock, type ThemeSettings } from '../extension/theme-settings.ts';
import { readThemeExtensions, type ThemeBlock, type ThemeExtension } from '../extension/theme-extensions.ts';
import { readForm } from '../form.ts';
import { Lenient } from '../liquid/lenient.ts';
import { notFound, renderPage } from '../page.ts';
import { themeText } from '../theme-texts.ts';
import type { StorefrontEnv, Visit } from '../visit.ts';

function blockObject(visit: Visit, extension: ThemeExtension, block: ThemeBlock, settings: ThemeSettings) {
  const label = (text: string | undefined) => (text === undefined ? '' : extension.label(text, visit.locale));
  const values = settingsOf(settings, block);
  return {
    extension: extension.handle,
    handle: block.handle,
    name: label(block.schema.name),
    places: placesOf(block.schema).map((place) => ({ name: place, label: themeText(visit, `theme_editor.places.${place}`), on: isOn(settings, block, place) })),
    settings: block.schema.settings.map(
      (setting) =>
        new Lenient({
          id: setting.id ?? '',
          type: setting.type,
          label: label(setting.label ?? setting.content),
          unit: setting.unit ?? '',
          min: setting.min,
          max: setting.max,
          step: setting.step,
          value: setting.id === undefined ? '' : (values[setting.id] ?? ''),
          options: (setting.options ?? []).map((option) => ({ value: option.value, label: label(option.label) })),
        }),
    ),
  };
}

/** A plain theme editor: which of the app's blocks are shown where, and how they look. */
export function themeEditorPages(): Hono<StorefrontEnv> {
  const app = new Hono<StorefrontEnv>();
  app.get('/_theme', async (c) => {
    const visit = c.get('visit');
    const settings = await readThemeSettings(visit.ctx, visit.domain);
    const blocks = readThemeExtensions(visit.ctx.config.appTomlPath).flatMap((extension) =>
      extension.blocks.map((block) => blockObject(visit, extension, block, settings)),
    );
    return renderPage(c, {
      template: 'theme-editor',
      type: 'theme_editor',
      title: themeText(visit, 'theme_editor.title'),
      objects: { app_blocks: blocks, app_installed: visit.installed },
    });
  });
  app.post('/_theme/:extension/:block', async (c) => {
    const visit = c.get('visit');
    const block = readThemeExtensions(visit.ctx.config.appTomlPath)
      .flatMap((one) => one.blocks)
      .find((one) => one.extension === c.req.param('extension') && one.handle === c.req.param('block'));
    if (!block) return notFound(c);
    await saveThemeSettings(visit.ctx, visit.domain, withBlock(await readThemeSettings(visit.ctx, visit.domain), block, await readForm(c)));
    return c.redirect('/_theme', 303);
  });
  return app;
}
