// `node scripts/screenshots.mjs http://127.0.0.1:4400`: takes the README's pictures from a running demo.
import { existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { devstoreApi } from './lib/devstore-api.mjs';
import { fail } from './lib/fail.mjs';
import { ROOT } from './lib/paths.mjs';

const FOLDER = path.join(ROOT, 'docs/screenshots');
const BYTES_MAX = 250_000;
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((file) => existsSync(file));

async function openPage(browser, origin, locale) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, userAgent: BROWSER, locale });
  await context.addCookies([{ name: 'devstore_locale', value: locale, url: origin }]);
  return context.newPage();
}

/** Waits until a page of the app stands inside the admin's frame. */
async function openApp(page, address) {
  await page.goto(address);
  const app = page.frameLocator('iframe.app');
  await app.locator('main h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  return app;
}

async function take(page, name) {
  const file = path.join(FOLDER, `${name}.png`);
  await page.screenshot({ path: file });
  const bytes = statSync(file).size;
  console.log(`${path.relative(ROOT, file)}  ${Math.round(bytes / 1000)} KB`);
  if (bytes > BYTES_MAX) throw new Error(`${name}.png has more than ${BYTES_MAX / 1000} KB.`);
}

/** A demo has no loyalty programme at first: the one with points and tiers, as it is proposed, after its trial run. */
async function publishProgramme(page, app) {
  const frame = await openApp(page, `${app}/loyalty`);
  const choose = frame.getByRole('button', { name: 'Begin with this: Points and three tiers' });
  if (!(await choose.isVisible())) return;
  await choose.click();
  await frame.getByRole('link', { name: 'Trial run', exact: true }).click();
  await frame.getByRole('button', { name: 'Run my orders through it' }).click();
  const publish = frame.getByRole('button', { name: 'Publish now', disabled: false });
  await publish.click({ timeout: 120_000 });
  await frame.getByRole('dialog').getByRole('button', { name: 'Publish now' }).click();
  await page.locator('.toast').waitFor();
}

async function takeAll(browser, origin) {
  const [store] = await devstoreApi(origin).get('/stores');
  if (!store) throw new Error(`There is no store at ${origin}.`);
  const app = `${origin}/admin/${store.domain.split('.')[0]}/apps/regulars`;
  const page = await openPage(browser, origin, 'en');
  await publishProgramme(page, app);
  for (const [name, below] of [
    ['home-en', ''],
    ['customers-en', '/customers'],
    ['orders-en', '/orders'],
    ['loyalty-en', '/loyalty'],
  ]) {
    await openApp(page, `${app}${below}`);
    await take(page, name);
  }
  // The store hears of a programme seconds after it was published.
  const launcher = page.locator('.regulars-launcher button').first();
  do await page.goto(store.storefront, { waitUntil: 'networkidle' });
  while (!(await launcher.isVisible()));
  await take(page, 'storefront');
  await launcher.click();
  await page.locator('#regulars-panel').waitFor();
  await take(page, 'storefront-panel');

  const chinese = await openPage(browser, origin, 'zh-CN');
  const list = await openApp(chinese, `${app}/customers?sort=${encodeURIComponent('orders desc')}`);
  await list.locator('tbody a').first().click();
  await list.locator('.rg-timeline').waitFor();
  await chinese.waitForLoadState('networkidle');
  await take(chinese, 'customer-zh');
}

async function main() {
  const origin = process.argv[2];
  if (!origin || !URL.canParse(origin)) fail('Say where the demo runs: node scripts/screenshots.mjs http://127.0.0.1:4400');
  if (!CHROMIUM) fail('Chromium is not installed (apt-get install chromium).');
  mkdirSync(FOLDER, { recursive: true });
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  try {
    await takeAll(browser, new URL(origin).origin);
  } finally {
    await browser.close();
  }
}

await main().catch((error) => fail(error.message));
