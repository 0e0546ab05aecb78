import { mkdirSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Order } from '../../devstore/state/model';
import { describeInBrowser, useBrowser } from '../support/browser';
import { installInBrowser, openTestStore, type TestStore } from '../support/e2e-store';
import { layoutShift, seriousViolations } from '../support/page-checks';
import { buttonsAreThere, goneInTheMiddle, maya, reward, SHOPFRONT_PROGRAMME, slideTo, status, wish } from '../support/shopfront';
import { shopper } from '../support/shopper';
import { eventually, useStack } from '../support/stack';

/** Where to put pictures of the pages, for looking at; without it none are taken. */
const PICTURES = process.env['TEST_PICTURES'];
describeInBrowser('a shopper and their points', () => {
  const stack = useStack();
  const browser = useBrowser(stack, [/ERR_(FAILED|INTERNET_DISCONNECTED)/, /status of (40[134]|500)/, /^500 .*\/apps\/regulars/]);
  let store: TestStore;
  let storage: Awaited<ReturnType<BrowserContext['storageState']>>;
  /** A page of a product, and the code of a reward that Maya has not used. */
  let product: string;
  let kept: string;

  beforeAll(async () => {
    if (PICTURES) mkdirSync(PICTURES, { recursive: true });
    store = await openTestStore(stack, 'leaf-club', { customers: 5 });
    await installInBrowser(browser, stack, store);
    await store.crm(
      "insert into loyalty_programme (shop_id, version, document, effective_at, published_at, published_by) values ($shop, 1, $1, '2020-01-01', now(), '1')",
      SHOPFRONT_PROGRAMME,
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
  const redemptions = () =>
    store.crm<{ reward: string; points: number; status: string }>(
      'select reward, points::int, status from loyalty_redemption where shop_id = $shop order by id',
    );

  const usedOn = async (order: string) =>
    (
      await store.crm<{ reward: string }>(
        "select reward from loyalty_redemption where shop_id = $shop and order_id = $1 and status = 'used' order by reward",
        order,
      )
    ).map((one) => one.reward);

  test('joins, earns, redeems in the cart, pays with the code, gives half of it back; an answer is lost on the way', { timeout: 120_000 }, async () => {
    const { page, context } = await browser.visit();
    await page.goto(`${store.storefront}/collections/all`);
    product = (await page.locator('.card:not(:has(.badge)) .card__link').first().getAttribute('href')) ?? '';
    await sees(page, 'Gold members pay $', product);
    await visitPage(page, product, 'product-guest');
    const person = shopper({ page, context }, store.storefront);
    await person.signUp(maya);
    await sees(page, '700 points');
    await visitPage(page, '/account', 'account');

    const block = page.locator('.regulars-rewards-block');
    const slide = reward(block, 'for every 50 points');
    await slide.locator('summary').click();
    await slideTo(slide, '1', '1');
    expect(await slide.getByText('This spends').innerText()).toBe('You have 700 points. This spends 1 point.');
    await slideTo(slide, '50', '50');
    await slide.getByRole('slider').focus();
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight');
    expect(await slide.getByText('This spends').innerText()).toBe('You have 700 points. This spends 200 points.');
    expect(await slide.locator('output').innerText()).toBe('$4.00');
    // It was done, and the answer did not come: pressed again, it is the same one.
    await page.route('**/apps/regulars/redeem*', (route) => route.fetch().then(() => route.abort()), { times: 1 });
    await slide.getByRole('button', { name: 'Redeem' }).click();
    await status(slide).getByText('There was no answer.').waitFor();
    await slide.getByRole('button', { name: 'Redeem' }).click();
    kept = await status(slide).locator('code').innerText();
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
    await panel.getByText(kept).waitFor();
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

  test('in Chinese on a phone by the keyboard alone, with a session that ends, and without JavaScript', { timeout: 120_000 }, async () => {
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
    await buttonsAreThere(cart);
    for (const key of ['Tab', 'Enter', 'Tab', 'Enter']) await page.keyboard.press(key);
    // Of two codes that do not go together, the store takes the one that is worth more. Free shipping goes with that.
    await page.locator('.codes__refused').waitFor();
    await cart.locator(':scope > summary').click();
    await reward(cart, '免运费').locator('summary').click();
    await reward(cart, '免运费').getByRole('button', { name: '兑换' }).click();
    await page.locator('.codes li:nth-child(2):not(.codes__refused)').waitFor();
    const person = shopper({ page, context }, store.storefront);
    await person.useCode(kept);
    const both = await store.order(await person.pay(maya));
    expect(both.discountApplications.map(({ code, target }) => [code === kept, target])).toEqual([
      [false, 'line_item'],
      [false, 'shipping_line'],
    ]);
    await eventually('both are used', async () => (await usedOn(both.id)).join() === 'five,ship');
    const [bought] = await store.crm('select discount_total::int as off, discount_codes as codes from sales_order where shop_id = $shop and id = $1', both.id);
    expect(bought).toEqual({ off: 500 + 590, codes: both.discountApplications.map(({ code }) => code) });
    // The other can still be used.
    const again = { lines: [{ variantId: both.lines[0]?.variantId, quantity: 1 }], customerId: both.customerId, email: null, source: 'web' };
    const { id: later, discountApplications: alone } = await store.operation<Order>('placeOrder', { ...again, discountCodes: [kept] }, 'paid');
    expect(alone.map(({ code }) => code)).toEqual([kept]);
    await eventually('the other is used', async () => (await usedOn(later)).join() === 'slide');
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
    await bare.page.getByText('Redeeming needs JavaScript.').first().waitFor();
    expect(await bare.page.getByRole('button', { name: 'Redeem' }).count()).toBe(0);
    await bare.context.close();
  });

  test('in the panel and the block one wish is one reward, whatever happens on the way', { timeout: 120_000 }, async () => {
    const { page, context } = await browser.visit();
    await context.addCookies(storage.cookies);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`${store.storefront}${product}?locale=en`);
    const launcher = page.locator('.regulars-launcher > button');
    const panel = page.getByRole('dialog');
    const block = page.locator('.regulars-rewards-block');
    const cups = async () => (await redemptions()).filter((one) => one.reward === 'cup').length;
    const balance = async () => Number((await launcher.innerText()).replace(/\D/g, ''));
    const before = await balance();

    // By the keyboard: the code is shown, can be copied, is among theirs, and the points follow everywhere.
    await launcher.press('Enter');
    await buttonsAreThere(panel);
    const five = reward(panel, '$5.00 off');
    await five.locator('summary').press('Enter');
    for (const key of ['Tab', 'Enter']) await page.keyboard.press(key);
    const code = await status(five).locator('code').innerText();
    for (const key of ['Tab', 'Enter']) await page.keyboard.press(key);
    await status(five).getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code);
    expect(await balance()).toBe(before - 100);
    expect(await five.locator('[data-regulars-balance]').innerText()).toBe(await launcher.innerText());
    await panel.getByText('My rewards').click();
    await panel.locator('[data-rows=redeemed]').getByText(code).waitFor();
    await look(page, 'panel-redeemed');
    // Where copying is not allowed the code is marked, to be copied by hand.
    await context.clearPermissions();
    await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await panel.locator('[data-rows=redeemed]').getByRole('button', { name: 'Copy' }).first().click();
    const marked = await page.waitForFunction(() => String(getSelection()));
    expect(await marked.jsonValue()).toBe(await panel.locator('[data-rows=redeemed] code').first().innerText());

    // The second half of a double click, or of a key held down, that comes when the first has been answered.
    const cup = reward(panel, 'A cup of tea');
    const answered = () => page.waitForResponse('**/apps/regulars/redeem*').then((response) => response.finished());
    await cup.locator('summary').click();
    await Promise.all([answered(), wish(cup).click()]);
    await status(cup).getByText('We will hand it over').waitFor();
    await wish(cup).dispatchEvent('click', { detail: 2, bubbles: true });
    await wish(cup).focus();
    await Promise.all([answered(), page.keyboard.down('Enter')]);
    await status(cup).getByText('We will hand it over').waitFor();
    await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    expect(await status(cup).innerText()).toContain('We will hand it over');

    // Gone in the middle, by reloading in the panel and by going back in the block: asked again, it is the same wish.
    await page.goto(`${store.storefront}/account`);
    const inPanel = () => launcher.click().then(() => cup);
    const inBlock = () => Promise.resolve(reward(block, 'A cup of tea'));
    expect(await goneInTheMiddle(page, inPanel, () => page.reload(), cups)).toBe(0);
    expect(await goneInTheMiddle(page, inBlock, () => page.goBack().then(() => page.goForward()), cups)).toBe(0);
    expect(await cups()).toBe(4);

    // No answer of ours: an error, a page of somebody else's, none at all. They are told, and can try again.
    const one = reward(block, 'A cup of tea');
    for (const answer of [{ status: 500, body: '{"error":"x"}' }, { status: 404, body: '<p>Gone' }, { status: 200, body: '<p>Sign in to the network' }, null]) {
      // Nobody waits here as long as a shopper would.
      if (!answer)
        await page.evaluate(() => {
          const wait = AbortSignal.timeout.bind(AbortSignal);
          AbortSignal.timeout = () => wait(100);
        });
      await page.route('**/apps/regulars/redeem*', (route) => (answer ? route.fulfill(answer) : undefined), { times: 1 });
      await wish(one).click();
      await status(one).getByText('One moment').waitFor({ state: 'detached' });
      expect(await status(one).innerText()).toMatch(/^There was no answer\./);
    }
    await page.reload();
    await one.locator('summary').click();
    await wish(one).click();
    await status(one).getByText('We will hand it over').waitFor();
    expect(await cups()).toBe(5);
    await launcher.click();
    await page.route('**/apps/regulars/history*', (route) => route.fulfill({ status: 500 }), { times: 1 });
    await panel.getByText('History').click();
    await panel.getByText('This could not be shown.').waitFor();
    await panel.getByText('History').click();
    await panel.getByText('History').click();
    await panel.getByText('A cup of tea').last().waitFor();

    // A browser that keeps our scripts away: everything is told, and no button is there that does nothing.
    const blocked = await browser.visit();
    await blocked.context.addCookies(storage.cookies);
    await blocked.context.route('**/cdn/extensions/**/*.js*', (route) => route.abort());
    await visitPage(blocked.page, `${product}?locale=en`, 'blocked');
    await blocked.page.locator('.regulars-launcher > button').click();
    const bare = reward(blocked.page.getByRole('dialog'), 'A cup of tea');
    await bare.locator('summary').click();
    await bare.getByText('Redeeming needs JavaScript.').waitFor();
    expect(await wish(bare).count()).toBe(0);
    await blocked.context.close();

    // Signed out, and then uninstalled, while the panel is open.
    await context.clearCookies({ name: /session|customer/ });
    await cup.locator('summary').click();
    await wish(cup).click();
    await status(cup).getByRole('link', { name: 'Sign in' }).waitFor();
    await visitPage(page, product, 'product-signed-out');
    await launcher.click();
    await panel.getByRole('link', { name: 'Join for free' }).waitFor();
    await look(page, 'panel-signed-out');
    await context.addCookies(storage.cookies);
    await page.goto(`${store.storefront}/account`);
    await launcher.click();
    await stack.devstore.post(`/${store.domain}/uninstall`);
    await cup.locator('summary').click();
    await wish(cup).click();
    await status(cup).getByText('There was no answer.').waitFor();
    await panel.getByText('History').click();
    await panel.getByText('This could not be shown.').waitFor();
    expect(await cups()).toBe(5);
    for (const path of ['/cart', '/account']) expect(await (await page.request.get(store.storefront + path)).text()).not.toContain('regulars');
    await visitPage(page, product, 'uninstalled');
    expect(await page.locator('[class*=regulars]').count()).toBe(0);
    await context.close();
  });
});
