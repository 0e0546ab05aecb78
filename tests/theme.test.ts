import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readThemeExtensions } from '../devstore/storefront/extension/theme-extensions';
import { checkBlockSchemas, checkTheme } from '../scripts/check-theme.mjs';
import { REWARD_KINDS } from '~/domain/loyalty/programme/model';
import { REWARD_REFUSALS } from '~/domain/loyalty/rewards/model';
import { REDEEMED_STATES, SHOPPER_REASONS } from '~/domain/loyalty/shopper/model';

const root = path.resolve('extensions/regulars-theme');
let copy: string;
beforeAll(async () => {
  copy = await mkdtemp(path.join(tmpdir(), 'theme-'));
  await cp(root, copy, { recursive: true });
});
afterAll(() => rm(copy, { recursive: true }));

test('theme-check and the setting schemas have nothing to object to', async () => {
  expect(await checkTheme(root)).toEqual([]);
  expect(await checkBlockSchemas(root)).toEqual([]);
});

test('the checks see what Shopify would refuse', async () => {
  const settings =
    '[{ "type": "colour", "id": "a", "label": "A" }, { "type": "text", "id": "b", "label": "t:gone" }, { "type": "text", "id": "b", "label": "B" }]';
  await writeFile(
    path.join(copy, 'blocks', 'bad.liquid'),
    `{{ 'none' | t }}{{ 1 | shout }}{% schema %}{ "name": "A name that is far too long for it", "target": "sidebar", "settings": ${settings} }{% endschema %}`,
  );
  const [offenses, faults] = [(await checkTheme(copy)).join('\n'), (await checkBlockSchemas(copy)).join('\n')];
  expect(offenses).toMatch(/bad\.liquid:1: error:.*shout/);
  expect(offenses).toContain('none');
  for (const fault of ['/target', '/settings/0/type', '"b" is used twice', 'longer than 25', 'has no "gone"']) expect(faults).toContain(fault);
});

test('no file costs a page more than 4 KB of script or 3 KB of style, and no block brings any of its own', async () => {
  for (const file of await readdir(path.join(root, 'assets')))
    expect((await readFile(path.join(root, 'assets', file))).byteLength, file).toBeLessThanOrEqual(file.endsWith('.js') ? 4_096 : 3_072);
  for (const { handle, schema, source } of readThemeExtensions('shopify.app.toml').flatMap(({ blocks }) => blocks)) {
    // What stands in the page itself would escape the measure, and a strict content policy.
    expect(source, handle).not.toMatch(/<script|<style|{% (stylesheet|javascript) %}/);
    const styles = [schema.stylesheet, ...[...source.matchAll(/'([\w-]+\.css)' \| asset_url/g)].map(([, file]) => file)].flatMap((file) => file ?? []);
    const sizes = await Promise.all(styles.map(async (file) => (await readFile(path.join(root, 'assets', file))).byteLength));
    expect(
      sizes.reduce((sum, size) => sum + size, 0),
      `styles of ${handle}`,
    ).toBeLessThanOrEqual(3_072);
  }
});

test('whatever a shopper can be answered stands in the page in words', async () => {
  const named = async (snippet: string) => {
    const source = await readFile(path.join(root, 'snippets', `${snippet}.liquid`), 'utf8');
    return [...source.matchAll(/= '([\w,]+)' \| split/g)].flatMap(([, list = '']) => list.split(','));
  };
  expect(await named('redeem-says')).toEqual(
    expect.arrayContaining([...REWARD_REFUSALS, ...REDEEMED_STATES, 'working', 'card', 'offline', 'not_signed_in', 'failed']),
  );
  expect(await named('redeemed-list')).toEqual(expect.arrayContaining([...REWARD_KINDS, ...REDEEMED_STATES]));
  expect(await named('history-list')).toEqual([...SHOPPER_REASONS]);
});
