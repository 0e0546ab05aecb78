import type { AddressInfo } from 'node:net';
import { serve, type ServerType } from '@hono/node-server';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findCustomerByEmail } from '../../devstore/state/read';
import { storefrontRoutes } from '../../devstore/storefront/routes';
import { programmeDocument } from '~/domain/loyalty/programme/model';
import { wantedProjection } from '~/domain/loyalty/projection/wanted';
import { programmeView, viewText } from '~/domain/loyalty/storefront/programme-view';
import { makeProduct } from '../devstore/state-bench';
import { openStorefrontBench, type StorefrontBench } from '../devstore/storefront-bench';
import { describeInBrowser, useBrowser } from '../support/browser';
import { layoutShift, seriousViolations } from '../support/page-checks';
import { shopper } from '../support/shopper';

const maya = { firstName: 'Maya', lastName: 'Lindqvist', email: 'maya@example.org' };
const programme = programmeDocument.parse({
  name: 'Leaf Club',
  earn: { pointsPerUnit: '1.5' },
  activities: [
    { id: 'account', kind: 'account', points: 50 },
    { id: 'birthday', kind: 'birthday', points: 1200 },
    { id: 'nth', kind: 'nth_order', n: 5, points: 100 },
    { id: 'visit', kind: 'custom', event: 'visit', points: 20, name: { en: 'Visit our tea house', 'zh-CN': '光临茶室' } },
  ],
  tiers: {
    levels: [
      { id: 'silver', name: { en: 'Silver', 'zh-CN': '银卡' }, entry: '100' },
      {
        id: 'gold',
        name: { en: 'Gold', 'zh-CN': '金卡' },
        entry: '1500',
        multiplier: '2',
        freeShipping: true,
        benefits: [{ en: 'First pick of the harvest', 'zh-CN': '新茶优先选购' }],
      },
    ],
  },
});
const shop = { currency: 'USD', zone: 'America/New_York', locale: 'en' };
const facts = { available: 1234n, pending: 30n, owed: 0n, tier: 'silver', tierSince: null, tierUntil: null, amount: 65_050n };

describeInBrowser('what shoppers see of the programme', () => {
  const stack = { devstoreUrl: 'http://127.0.0.1' };
  // No app answers here.
  const browser = useBrowser(stack, [/\b502\b/]);
  let bench: StorefrontBench;
  let server: ServerType;
  let url: string;

  beforeAll(async () => {
    bench = await openStorefrontBench();
    await bench.install(true);
    await makeProduct(bench.state.ops, [1_000, 2_550], { handle: 'oolong', title: 'Oolong' });
    const { rows } = await bench.state.pool.query<{ id: string }>("select doc->>'id' as id from devstore.store where domain = $1", [bench.state.domain]);
    const view = viewText(programmeView({ version: 1, programme }, shop, new Date()));
    await bench.setMetafield(rows[0]?.id ?? '', 'programme', 'json', view, 'SHOP');
    server = serve({ fetch: (request) => storefrontRoutes(bench.ctx, bench.state.domain).fetch(request), hostname: '127.0.0.1', port: 0 });
    await new Promise((resolve) => server.once('listening', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.close();
    await bench.close();
  });

  /** A page that is accessible, does not move, fits, and asks us for nothing. */
  async function visitPage(page: Page, path: string, name: string): Promise<void> {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(url + path, { waitUntil: 'load' });
    expect(asked.filter((address) => address.includes('/apps/'))).toEqual([]);
    expect((await layoutShift(page.mainFrame())).total, `layout shift on ${path}`).toBe(0);
    await looksRight(page, name);
  }
  async function looksRight(page: Page, name: string): Promise<void> {
    await page.screenshot({ path: `.data/screenshots/storefront-${name}.png`, fullPage: true });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), `${name} is too wide`).toBeLessThanOrEqual(0);
    expect(await seriousViolations(page.mainFrame()), name).toEqual([]);
  }
  const points = (page: Page) => page.locator('[data-regulars-product] p');
  const launcher = (page: Page) => page.locator('.regulars-launcher > button');
  const panel = (page: Page) => page.getByRole('dialog');

  test('guests and members, by mouse and keyboard, in both languages, narrow, right to left, and without JavaScript', { timeout: 60_000 }, async () => {
    const { page, context } = await browser.visit();
    await visitPage(page, '/products/oolong', 'product-guest');
    expect(await points(page).innerText()).toBe('Members earn at least 15 points with this');
    await page.locator('.choice').nth(1).click();
    await points(page).getByText('Members earn at least 38 points with this').waitFor();
    await launcher(page).focus();
    await page.keyboard.press('Enter');
    await panel(page).getByRole('link', { name: 'Join for free' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('regulars-panel-title');
    await panel(page).getByText('Tiers').click();
    await looksRight(page, 'panel-guest');
    await page.keyboard.press('Escape');
    await panel(page).waitFor({ state: 'hidden' });
    expect(await launcher(page).evaluate((button) => button === document.activeElement)).toBe(true);

    await shopper({ page, context }, url).signUp(maya);
    const id = (await findCustomerByEmail(bench.state.pool, bench.state.domain, maya.email))?.id ?? '';
    const { values } = wantedProjection({ ...facts, expiring: { points: 200n, at: new Date('2027-01-01T05:00:00Z') } }, programme, shop);
    await bench.setMetafield(id, 'tier', 'single_line_text_field', values.tier ?? '');
    await bench.setMetafield(id, 'points_balance', 'number_integer', values.points_balance ?? '');
    await bench.setMetafield(id, 'loyalty', 'json', values.loyalty ?? '');
    await visitPage(page, '/account', 'account');
    const card = page.locator('.regulars-card');
    for (const text of [
      '1,234 points',
      'Silver',
      'Spend $849.50 more to reach Gold',
      '30 points more on their way',
      '200 points can be used until December 31, 2026',
    ])
      await card.getByText(text, { exact: true }).waitFor();
    await page.goto(`${url}/products/oolong`);
    expect(await points(page).innerText()).toBe('Earn 15 points with this');
    await page.locator('.buy button').click();
    await page.waitForURL('**/cart');
    await visitPage(page, '/cart', 'cart');
    await page.locator('.regulars-earn').getByText('This order brings you 15 points').waitFor();
    await page.evaluate(() => fetch('/cart/update.js', { method: 'POST', body: new URLSearchParams({ 'updates[]': '3' }) }));
    await page.locator('.regulars-earn').getByText('This order brings you 45 points').waitFor();
    const storageState = await context.storageState();
    await context.close();

    const phone = await browser.visit({ locale: 'zh-CN', width: 390, height: 800 });
    await phone.context.addCookies(storageState.cookies);
    await visitPage(phone.page, '/account?locale=zh-CN', 'account-zh');
    await phone.page.locator('.regulars-card').getByText('再消费 $849.50 即可升级为金卡').waitFor();
    await visitPage(phone.page, '/products/oolong', 'product-zh');
    await launcher(phone.page).click();
    await panel(phone.page).getByText('光临茶室').waitFor();
    await panel(phone.page).getByText('会员等级').last().click();
    await panel(phone.page).getByLabel('月', { exact: true }).selectOption('2');
    await panel(phone.page).getByLabel('日', { exact: true }).selectOption('29');
    const told = phone.page.waitForRequest('**/apps/regulars/birthday');
    await panel(phone.page).getByRole('button', { name: '保存' }).click();
    expect((await told).postData()).toBe('{"birthday":"02-29"}');
    await panel(phone.page).getByText('未能保存').waitFor();
    await looksRight(phone.page, 'panel-zh');
    await phone.page.evaluate(() => (document.documentElement.dir = 'rtl'));
    await looksRight(phone.page, 'panel-rtl');
    expect((await launcher(phone.page).boundingBox())?.x).toBe(16);
    await phone.context.close();

    const bare = await browser.visit({ javaScript: false });
    await bare.context.addCookies(storageState.cookies);
    await bare.page.goto(`${url}/products/oolong?locale=en`);
    for (const text of ['1,234 points', 'Silver']) await bare.page.locator('.regulars-card').getByText(text, { exact: true }).waitFor();
    await launcher(bare.page).click();
    await panel(bare.page).getByText('Spend $849.50 more to reach Gold').waitFor();
    await bare.context.close();
  });
});
