import { mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildExtensions } from '../../scripts/lib/extensions.mjs';
import { describeInBrowser, useBrowser } from '../support/browser';
import { installInBrowser, openTestStore, type TestStore } from '../support/e2e-store';
import { seriousViolations } from '../support/page-checks';
import { eventually, useStack } from '../support/stack';

/** What Shopify takes of a UI extension. */
const LIMIT = 64 * 1024;
const APP_URL = 'https://regulars.test';
const PROGRAMME = JSON.stringify({
  earn: { pointsPerUnit: '2', pendingDays: 5 },
  rewards: [{ id: 'five', kind: 'amount_off', points: 100, value: '5', validDays: 30 }],
  tiers: { levels: [{ id: 'gold', name: { en: 'Gold', 'zh-CN': '金卡' }, entry: '100000' }] },
});

const folder = mkdtempSync(path.join(tmpdir(), 'extensions-'));
Object.assign(process.env, { DEVSTORE_EXTENSIONS: folder, SHOPIFY_APP_URL: APP_URL });
const building = buildExtensions(folder);
afterAll(() => rm(folder, { recursive: true, force: true }));

test('the extensions are built by the CLI, without a network, each within the limit', async () => {
  const bundles = await building;
  expect(bundles.map(({ handle }) => handle)).toEqual([
    'regulars-account-page',
    'regulars-adjust-points',
    'regulars-customer-card',
    'regulars-order-status',
    'regulars-pos',
  ]);
  for (const { handle, bytes, file } of bundles) {
    expect(bytes, handle).toBeLessThan(LIMIT);
    expect(readFileSync(file, 'utf8'), handle).not.toContain('process.env');
    if (/account|order/.test(handle)) expect(readFileSync(file, 'utf8'), handle).toContain(APP_URL);
  }
});

describeInBrowser('extensions in a browser', () => {
  const stack = useStack();
  const browser = useBrowser(stack);
  let store: TestStore;
  let customer: string;

  const hostUrl = (name: string, more: Record<string, string> = {}) =>
    `${stack.devstoreUrl}/extension-host/${store.handle}/${name}?${new URLSearchParams({ customer, ...more }).toString()}`;
  const member = async () =>
    (
      await store.crm<{ available: number; tier: string | null }>(
        'select available::int, tier from loyalty_member where shop_id = $shop and customer_id = $1',
        customer,
      )
    )[0];

  beforeAll(async () => {
    store = await openTestStore(stack, 'extension-store', { customers: 6 });
    await installInBrowser(browser, stack, store);
    await store.crm(
      "insert into loyalty_programme (shop_id, version, document, effective_at, published_at, published_by) values ($shop, 1, $1, '2020-01-01', now(), '1')",
      PROGRAMME,
    );
    customer =
      (
        await store.crm<{ id: string }>(
          "select id::text from customer where shop_id = $shop and status = 'active' and id > 0 order by orders_count, id limit 1",
        )
      )[0]?.id ?? '';
    await building;
    // What is asserted below is what happens there, not what settles meanwhile.
    await eventually('what they had ordered has been settled', async () => ((await member())?.available ?? 0) > 0);
  });
  afterAll(() => store?.close());

  test('in the admin staff see the balance and give points, in the account the customer redeems', async () => {
    const { page } = await browser.visit();
    await stack.devstore.post('/views', { state: 'building' });
    await page.goto(`${stack.devstoreUrl}/admin/${store.handle}/customers/${customer}`);
    const card = page.frameLocator('iframe[title=Regulars]');
    await card.getByText('views are being built').waitFor();
    await stack.devstore.post('/views', { state: 'settled' });
    await card.getByRole('heading', { name: 'Loyalty points' }).waitFor();
    await card.getByRole('button', { name: 'Adjust points' }).click();
    await card.getByRole('button', { name: 'Save' }).click();
    await card.getByText('Enter a whole number above 0.').waitFor();
    await card.getByLabel('Points', { exact: true }).fill('500');
    await card.getByLabel('Reason').fill('A wrong delivery');
    await card.getByRole('button', { name: 'Save' }).press('Enter');
    const given = async () => [await member()].find((one) => one && one.available >= 300);
    const before = (await eventually('points are given', given)).available;
    await card.getByText(`Saved. Available now: ${before.toLocaleString('en')} points`).waitFor();
    await card.getByRole('button', { name: 'Close' }).click();
    await card.getByText(`${before.toLocaleString('en')} points`, { exact: true }).waitFor();

    await page.goto(hostUrl('view', { target: 'customer-account.page.render' }));
    await page.getByRole('button', { name: 'Redeem $5.00 off' }).click();
    await page.getByText('Spend 100 points?').waitFor();
    await page.getByRole('button', { name: 'Yes, redeem' }).click();
    await page.getByText(/Code: \S+ Enter it at the checkout\./).waitFor();
    await page.getByText('Adjusted by the store').waitFor();
    expect((await member())?.available).toBe(before - 100);
    expect(await seriousViolations(page.mainFrame())).toEqual([]);
    await page.screenshot({ path: '.data/screenshots/extension-account.png', fullPage: true });
    const chinese = await browser.visit({ locale: 'zh-CN', width: 390 });
    await chinese.page.goto(hostUrl('view', { target: 'customer-account.page.render' }));
    // In Chinese, on a phone, pressed twice: one redemption.
    await chinese.page.getByRole('button', { name: '兑换立减 US$5.00' }).click();
    await chinese.page.getByText('确定使用 100 积分？').waitFor();
    await chinese.page.getByRole('button', { name: '确定兑换' }).dblclick();
    const said = await chinese.page.getByText(/优惠码：\S+ 结账时输入即可。/).innerText();
    const left = (await member())?.available.toLocaleString('en') ?? '';
    await chinese.page.getByText(`${left} 积分`, { exact: true }).first().waitFor();
    const codes = 'select code from loyalty_redemption where shop_id = $shop and customer_id = $1 order by id desc';
    const [newest, ...older] = await store.crm<{ code: string }>(codes, customer);
    expect([said.includes(newest?.code ?? 'none'), older.length]).toEqual([true, 1]);
    expect(await seriousViolations(chinese.page.mainFrame())).toEqual([]);
    expect(await chinese.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    await chinese.page.screenshot({ path: '.data/screenshots/extension-account-zh.png', fullPage: true });
  });

  test('at the till a clerk redeems, the code lowers the sale, and the order says what it earns', async () => {
    const { page } = await browser.visit();
    await page.goto(hostUrl('till'));
    const total = page.locator('#total');
    await page.waitForFunction(() => document.querySelector('#total')?.textContent);
    const full = await total.innerText();
    const details = page.frameLocator('#details');
    await details.getByRole('button', { name: 'Redeem rewards' }).click();
    const before = (await member())?.available ?? 0;
    const modal = page.frameLocator('#modal-frame');
    await modal.getByRole('button', { name: 'Redeem $5.00 off' }).click();
    await modal.getByRole('button', { name: 'Yes, redeem' }).click();
    await modal.getByText('$5.00 off is in the cart.').waitFor();
    // Nobody has to come back to the customer for what they have now.
    await details.getByText(`${(before - 100).toLocaleString('en')} points`).waitFor();
    expect(await page.locator('#discount').innerText()).toBe('$5.00');
    // A second one does not go with it: the till refuses the code, the clerk is told, and it is kept.
    await modal.getByRole('button', { name: 'Redeem $5.00 off' }).click();
    await modal.getByRole('button', { name: 'Yes, redeem' }).click();
    await modal.getByText(/The cart does not take the code now.* another: \S+$/).waitFor();
    expect(await page.locator('#discount').innerText()).toBe('$5.00');
    expect(await total.innerText()).not.toBe(full);
    await page.screenshot({ path: '.data/screenshots/extension-till.png', fullPage: true });
    await page.getByRole('button', { name: 'Take payment' }).click();
    await page.waitForFunction(() => document.querySelector('#sold')?.textContent);
    const { id } = await store.order(await page.locator('#sold').innerText());
    // The page is there before the order has been settled, and says so when it is.
    await page.goto(hostUrl('view', { target: 'customer-account.order-status.block.render', order: id }));
    await page.getByText(/You earn [\d,]+ points with this order, to spend from /).waitFor();
    const chinese = await browser.visit({ locale: 'zh-CN', width: 390 });
    await chinese.page.goto(hostUrl('view', { target: 'customer-account.order-status.block.render', order: id }));
    await chinese.page.getByText(/此订单可得 [\d,]+ 积分，\d{4}年\d{1,2}月\d{1,2}日起可用。/).waitFor();
    expect(await seriousViolations(chinese.page.mainFrame())).toEqual([]);
    const states = 'select status from loyalty_redemption where shop_id = $shop and customer_id = $1 order by status desc';
    await eventually('one code is known to be used', async () => {
      const found = await store.crm<{ status: string }>(states, customer);
      return found.map(({ status }) => status).join() === 'used,committed,committed,committed';
    });
  });
});
