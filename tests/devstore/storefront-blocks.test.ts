import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { findCustomerByEmail } from '../../devstore/state/read.ts';
import { makeProduct } from './state-bench.ts';
import { openStorefrontBench, type Shopper, type StorefrontBench } from './storefront-bench.ts';

let bench: StorefrontBench;
const editor = '/_theme/regulars-theme/member-card';

beforeAll(async () => {
  bench = await openStorefrontBench();
  await makeProduct(bench.state.ops, [1_000], { handle: 'oolong' });
});
afterAll(() => bench.close());
beforeEach(() => bench.install(true));

async function signedIn(email: string, registration: Record<string, string>): Promise<{ shopper: Shopper; id: string }> {
  const shopper = bench.shopper();
  await shopper.enterCode(await shopper.post('/account/register', { last_name: 'Doe', email, ...registration }));
  return { shopper, id: (await findCustomerByEmail(bench.state.pool, bench.state.domain, email))?.id ?? '' };
}

test('invites guests, greets customers, counts orders, then shows what the app projects', async () => {
  expect(await bench.shopper().page('/products/oolong')).toContain('Been to Bench before?');
  const { shopper, id } = await signedIn('card@example.com', { first_name: '<i>Zoë' });
  expect(await shopper.page('/account')).toMatch(/Good to see you, &lt;i&gt;Zoë[\s\S]*Your first order/);
  await bench.state.ops.placeOrder(
    { lines: [{ variantId: null, title: 'Tea', quantity: 1, unitPrice: 500 }], customerId: id, email: null, source: 'pos' },
    'paid',
  );
  expect(await shopper.page('/account')).toContain('You have placed 1 order with us');
  await bench.setMetafield(id, 'tier', 'single_line_text_field', 'Gold & more');
  await bench.setMetafield(id, 'points_balance', 'number_integer', '0');
  const page = await shopper.page('/account?locale=zh-CN');
  expect(page).toMatch(/我的积分<\/dt>\s*<dd>\s*0\s*<[\s\S]*会员等级<\/dt>\s*<dd>Gold &amp; more</);
});

test('stylesheets come with the blocks, once each, from the extension', async () => {
  const shopper = bench.shopper();
  const links = [...(await shopper.page('/cart')).matchAll(/href="(\/cdn\/extensions\/[^"]+)"/g)].map((match) => match[1]);
  const names = links.map((link) => /^\/cdn\/extensions\/regulars-theme\/assets\/([\w-]+\.css)\?v=/.exec(link ?? '')?.[1]);
  expect(names.sort()).toEqual(['earn.css', 'launcher.css', 'member-card.css']);
  const style = await shopper.get(links[0] ?? '');
  expect([style.status, style.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8']);
  for (const outside of ['..%2Fshopify.extension.toml', 'none.css'])
    expect((await shopper.get(`/cdn/extensions/regulars-theme/assets/${outside}`)).status).toBe(404);
});

test('nothing of it is rendered when it is switched off, or the app is not installed', async () => {
  const shopper = bench.shopper();
  await shopper.post(editor, {
    'place.cart': 'on',
    'setting.radius': '99',
    'setting.background': 'red;}',
    'setting.accent': '#123456',
    'setting.heading': '"Members" <b>',
  });
  const [product, cart] = [await shopper.page('/products/oolong'), await shopper.page('/cart')];
  expect(product).not.toMatch(/regulars-(card|facts)|member-card/);
  // 99 is cut to the setting's maximum, what is no colour keeps the default.
  expect(cart).toMatch(/--regulars-back: #2f3d34;[^"]*--regulars-accent: #123456; --regulars-radius: 32px/);
  expect(cart).toMatch(/&(quot|#34);Members&(quot|#34); &lt;b&gt;/);
  await bench.install(false);
  expect(await shopper.page('/cart')).not.toMatch(/regulars-(card|facts)|member-card/);
});

test('a misspelt property, filter or key is an error that names it, not an empty string', async () => {
  const folder = path.join(path.dirname(bench.ctx.config.appTomlPath), 'extensions', 'regulars-theme', 'blocks');
  const { shopper } = await signedIn('strict@example.com', {});
  const complaints = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const schema = '{% schema %}{ "name": "Probe", "target": "body" }{% endschema %}';
  for (const [source, named] of [
    ['{{ customer.fist_name }}', 'fist_name'],
    ['{{ shop.name | shout }}', 'shout'],
    ["{{ 'no.such.key' | t }}", 'no.such.key'],
  ] as const) {
    await writeFile(path.join(folder, 'probe.liquid'), `${source}${schema}`);
    expect(await shopper.page('/', 500)).toContain(named);
  }
  expect(complaints).toHaveBeenCalledTimes(3);
  complaints.mockRestore();
  await writeFile(
    path.join(folder, 'probe.liquid'),
    `{% doc %}x{% enddoc %}{% stylesheet %}.probe{color:red}{% endstylesheet %}<i>{{ app.metafields.plan.level.value }}{{ customer.metafields["$app"].none.value }}|{{ block.settings.none }}</i>${schema}`,
  );
  const page = await shopper.page('/');
  expect(page).toMatch(/<i>\|<\/i><\/div><\/body>/);
  expect(page).toContain('<style>.probe{color:red}</style>');
});
