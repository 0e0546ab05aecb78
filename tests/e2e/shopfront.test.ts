import { mkdirSync } from 'node:fs';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeInBrowser, useBrowser } from '../support/browser';
import { installInBrowser, openTestStore, type TestStore } from '../support/e2e-store';
import { layoutShift, seriousViolations } from '../support/page-checks';
import { shopper } from '../support/shopper';
import { eventually, useStack } from '../support/stack';

/** Where to put pictures of the pages, for looking at; without it none are taken. */
const PICTURES = process.env['TEST_PICTURES'];
const maya = { firstName: 'Maya', lastName: 'Lindqvist', email: 'maya@example.org' };
const PROGRAMME = JSON.stringify({
  name: 'Leaf Club',
  // As the templates had it: what is simply called points has a singular all the same.
  pointsName: { en: 'points', 'zh-CN': '积分' },
  earn: { pointsPerUnit: '1', pendingDays: 0 },
  expiry: { model: 'lot', months: 1 },
  activities: [{ id: 'account', kind: 'account', points: 700 }],
  rewards: [
    { id: 'five', kind: 'amount_off', points: 100, value: '5', validDays: 30 },
    { id: 'slide', kind: 'slider', points: 50, value: '1', maximumPoints: 400 },
    { id: 'tour', kind: 'custom', points: 100, name: { en: 'A tour of the roastery', 'zh-CN': '参观烘焙坊' }, perMember: 1 },
    { id: 'vip', kind: 'percent_off', points: 10, value: '15', tiers: ['gold'] },
    { id: 'dear', kind: 'gift_card', points: 5000, value: '50', minimumSpend: '20' },
  ],
  tiers: {
    levels: [
      { id: 'silver', name: { en: 'Silver', 'zh-CN': '银卡' }, entry: '20', discountPercent: '10' },
      { id: 'gold', name: { en: 'Gold', 'zh-CN': '金卡' }, entry: '100000', discountPercent: '10' },
    ],
  },
});

describeInBrowser('a shopper and their points', () => {
  const stack = useStack();
  const browser = useBrowser(stack, [/ERR_(FAILED|INTERNET_DISCONNECTED)/, /status of 40[13]/]);
  let store: TestStore;
  let storage: Awaited<ReturnType<BrowserContext['storageState']>>;

  beforeAll(async () => {
    if (PICTURES) mkdirSync(PICTURES, { recursive: true });
    store = await openTestStore(stack, 'leaf-club', { customers: 5 });
    await installInBrowser(browser, stack, store);
    await store.crm(
      "insert into loyalty_programme (shop_id, version, document, effective_at, published_at, published_by) values ($shop, 1, $1, '2020-01-01', now(), '1')",
      PROGRAMME,
    );
  });
  afterAll(() => store?.close());

  const look = async (page: Page, name: string) => {
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/shopfront-${name}.png`, fullPage: true });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), `${name} is too wide`).toBeLessThanOrEqual(0);
    expect(await seriousViolations(page.mainFrame()), name).toEqual([]);
  };

  /** A page that asks us for nothing, does not move, fits, and is accessible. */
  async function visitPage(page: Page, path: string, name: string): Promise<void> {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(store.storefront + path, { waitUntil: 'load' });
    expect((await layoutShift(page.mainFrame())).total, `layout shift on ${path}`).toBe(0);
    expect(asked.filter((address) => address.includes('/apps/'))).toEqual([]);
    await look(page, name);
  }
  /** Comes back to a page until it says so, as the store is told of points a moment later. */
  const sees = (page: Page, text: string, path = '/account') =>
    eventually(`${path} says ${text}`, async () => {
      await page.goto(store.storefront + path);
      return (await page.locator('main').innerText()).includes(text);
    });
  const reward = (within: Locator, name: string) => within.locator('.regulars-rewards > li', { hasText: name });
  const status = (one: Locator) => one.getByRole('status');
  const redemptions = () =>
    store.crm<{ reward: string; points: number; status: string }>(
      'select reward, points::int, status from loyalty_redemption where shop_id = $shop order by id',
    );

  test('joins, earns, redeems in the cart, pays with the code, gives half of it back; an answer is lost on the way', { timeout: 120_000 }, async () => {
    const { page, context } = await browser.visit();
    await page.goto(`${store.storefront}/collections/all`);
    const product = (await page.locator('.card:not(:has(.badge)) .card__link').first().getAttribute('href')) ?? '';
    await sees(page, 'Gold members pay $', product);
    await visitPage(page, product, 'product-guest');
    const person = shopper({ page, context }, store.storefront);
    await person.signUp(maya);
    await sees(page, '700 points');
    await visitPage(page, '/account', 'account');

    const block = page.locator('.regulars-rewards-block');
    const slide = reward(block, 'for every 50 points');
    await slide.locator('summary').click();
    const slideTo = (value: string, step: string) =>
      slide.getByRole('slider').evaluate(
        (input: HTMLInputElement, [to = '', by = '']) => {
          Object.assign(input, { min: by, step: by, value: to });
          input.dispatchEvent(new Event('input', { bubbles: true }));
        },
        [value, step],
      );
    await slideTo('1', '1');
    expect(await slide.getByText('This spends').innerText()).toBe('You have 700 points. This spends 1 point.');
    await slideTo('50', '50');
    await slide.getByRole('slider').focus();
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight');
    expect(await slide.getByText('This spends').innerText()).toBe('You have 700 points. This spends 200 points.');
    expect(await slide.locator('output').innerText()).toBe('$4.00');
    // It was done, and the answer did not come: pressed again, it is the same one.
    await page.route('**/apps/regulars/redeem*', (route) => route.fetch().then(() => route.abort()), { times: 1 });
    await slide.getByRole('button', { name: 'Redeem' }).click();
    await status(slide).getByText('There was no answer.').waitFor();
    await slide.getByRole('button', { name: 'Redeem' }).click();
    const code = await status(slide).locator('code').innerText();
    expect(await redemptions()).toEqual([{ reward: 'slide', points: 200, status: 'committed' }]);
    await page.locator('.regulars-card').getByText('500 points', { exact: true }).waitFor();
    const tour = reward(block, 'A tour of the roastery');
    for (const said of ['We will hand it over to you.', 'as often as a member can']) {
      await tour
        .locator('details:not([open]) > summary')
        .click({ timeout: 500 })
        .catch(() => undefined);
      await tour.getByRole('button', { name: 'Redeem' }).click();
      await status(tour).getByText(said).waitFor();
    }

    await person.fillCart(1);
    await person.fillCart(1);
    await page.goto(`${store.storefront}/cart`);
    const cart = page.locator('.regulars-cart-rewards');
    await cart.locator(':scope > summary').click();
    await reward(cart, '$5.00 off').locator('summary').click();
    await look(page, 'cart-open');
    await reward(cart, '$5.00 off').getByRole('button', { name: 'Redeem' }).dblclick();
    await page.locator('.codes .code').waitFor();
    expect(await page.locator('.codes__refused').count()).toBe(0);
    expect((await redemptions()).map((one) => one.reward)).toEqual(['slide', 'tour', 'five']);

    await page.locator('.regulars-launcher > button').click();
    const panel = page.getByRole('dialog');
    await panel.getByText('My rewards').click();
    await panel.getByText(code).waitFor();
    await panel.getByText('History').click();
    await panel.getByText('+700').waitFor();
    await panel.getByText('Ending soon').click();
    // Points of a month end within 30 days or not, depending on the month.
    await panel
      .locator('[data-rows=expiring]')
      .getByText(/Nothing ends|can be used until/)
      .waitFor();
    await look(page, 'panel');

    const name = await person.pay(maya);
    const order = await store.order(name);
    const line = order.lines[0];
    const paid = Math.floor((2 * (line?.unitPrice ?? 0) - 500) / 100);
    await sees(page, `${300 + paid} points`);
    await page.locator('.regulars-card').getByText('Silver', { exact: true }).waitFor();
    await page.goto(store.storefront + product);
    await page.getByText(`Your price as Silver: $${(((line?.unitPrice ?? 0) * 0.9) / 100).toFixed(2)}`).waitFor();
    await store.operation('refund', order.id, { lines: [{ lineId: line?.id, quantity: 1, restock: true }] });
    await sees(page, `${300 + Math.floor(((line?.unitPrice ?? 0) - 250) / 100) + 50} points`);
    expect(await page.locator('.regulars-card').getByText('Silver', { exact: true }).count()).toBe(0);
    storage = await context.storageState();
    await context.close();
  });

  test('in Chinese on a phone by the keyboard alone, with a session that ends, and without JavaScript', { timeout: 90_000 }, async () => {
    const { page, context } = await browser.visit({ locale: 'zh-CN', width: 390, height: 800 });
    await context.addCookies(storage.cookies);
    await shopper({ page, context }, store.storefront).fillCart(1);
    await visitPage(page, '/cart?locale=zh-CN', 'cart-zh');
    const cart = page.locator('.regulars-cart-rewards');
    // A code that they have had for a while, then one more; both by the keyboard.
    await cart.locator(':scope > summary').focus();
    await page.keyboard.press('Enter');
    await cart.getByText('我的礼遇').focus();
    await page.keyboard.press('Enter');
    await cart.getByRole('button', { name: '立即使用' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('.codes .code').waitFor();
    await cart.locator(':scope > summary').focus();
    await page.keyboard.press('Enter');
    for (const key of ['Tab', 'Enter', 'Tab', 'Enter']) await page.keyboard.press(key);
    // Of two codes that do not go together, the store takes the one that is worth more.
    await page.locator('.codes__refused').waitFor();
    await visitPage(page, '/account', 'account-zh');
    await page.locator('.regulars-launcher > button').click();
    await page.getByRole('dialog').getByText('我的礼遇').click();
    await page.getByRole('dialog').getByText('立减 US$5.00').first().waitFor();
    await page.getByRole('dialog').getByText('积分记录').click();
    await page.getByRole('dialog').getByText('+700').waitFor();
    await look(page, 'panel-zh');
    await page.evaluate(() => (document.documentElement.dir = 'rtl'));
    await look(page, 'panel-rtl');
    await page.keyboard.press('Escape');
    await context.clearCookies();
    const five = reward(page.locator('.regulars-rewards-block'), '立减 $5.00');
    await five.locator('summary').click();
    await five.getByRole('button', { name: '兑换' }).click();
    await status(five).getByRole('link', { name: '登录' }).waitFor();
    await look(page, 'signed-out-zh');
    await context.close();

    const bare = await browser.visit({ javaScript: false });
    await bare.context.addCookies(storage.cookies);
    await bare.page.goto(`${store.storefront}/account?locale=en`);
    await bare.page.locator('.regulars-card dd').first().waitFor();
    await reward(bare.page.locator('.regulars-rewards-block'), '$5.00 off').locator('summary').click();
    await bare.page.getByText('This spends 100 points.').first().waitFor();
    await bare.context.close();
  });
});
