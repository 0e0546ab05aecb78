import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adminOf, describeInBrowser, useBrowser, type Admin, type Visit } from '../support/browser';
import { installInBrowser, openTestStore, type TestStore } from '../support/e2e-store';
import { layoutShift, pageFaults, seriousViolations } from '../support/page-checks';
import { givePoints, spendPoints } from '../support/points-past';
import { eventually, useStack } from '../support/stack';

/** A folder for a picture of every page, for whoever wants to look at them; of a test that fails there is one anyway. */
const PICTURES = process.env['TEST_PICTURES'];
const WIDTHS = [1280, 380];
const LOCALES = ['en', 'zh-CN'] as const;
const SHIFT_MAX = 0.1;
/** The page of a customer who is not there is answered with that status; the browser calls it an error. */
const NOT_FOUND = /status of 404 .*\/app\/customers\/1\?/;
/** Figures that a test holds back, and then does not let through. */
const FIGURES = '**/app/loyalty/rewards/overview*';
const NOT_LET_THROUGH = /ERR_FAILED .*\/loyalty\/rewards\/overview/;
/** A line on which a page arrives in many pieces, a second. */
const SLOW_BYTES = 40_000;
/** Until a window that has grown is drawn whole. */
const SETTLE_MS = 300;
const TALLEST = 2400;

const LONG_NAME = 'Wolfeschlegelsteinhausenbergerdorff'.repeat(6);
const PEOPLE = {
  nothing: { firstName: 'Nobody' },
  long: {
    firstName: LONG_NAME,
    lastName: 'Featherstonehaugh-Cholmondeley '.repeat(5).trim(),
    email: `${'long.'.repeat(11)}name@${'example'.repeat(8)}.org`,
    tags: ['t'.repeat(200), 'ordinary'],
    note: 'n'.repeat(2000),
  },
  rightToLeft: { firstName: 'محمد', lastName: 'بن عبد الله (VIP)', email: 'rtl@example.org', note: 'مرحبا بالعالم 123', tags: ['صديق'] },
  emoji: { firstName: '👩🏽‍🌾🌻', lastName: '🏳️‍🌈', email: 'emoji@example.org', tags: ['💚 tea'], note: '🍵'.repeat(300) },
};

/** A programme that is being edited: with something of everything. */
const DRAFT = JSON.stringify({
  earn: { multipliers: [{ factor: '2', tag: 'tea', from: '2026-12-01' }] },
  activities: [{ id: 'birthday', kind: 'birthday', points: 50 }],
  expiry: { model: 'lot', months: 12 },
  rewards: [
    { id: 'off', kind: 'amount_off', points: 100, value: '5' },
    { id: 'lavish', kind: 'slider', points: 10, maximumPoints: 500, value: '25', minimumSpend: '20', tiers: ['gold'], validDays: 30 },
  ],
  tiers: {
    window: { kind: 'rolling', months: 12 },
    levels: [
      { id: 'silver', entry: '50' },
      { id: 'gold', entry: '200', retain: '150', benefits: [{ en: 'A tea party', 'zh-CN': '茶会' }] },
    ],
  },
});

describeInBrowser('every page', () => {
  const stack = useStack();
  const browser = useBrowser(stack, [NOT_FOUND, NOT_LET_THROUGH]);
  const shifts: Record<string, number> = {};
  let full: TestStore;
  let empty: TestStore;
  const people: Record<string, string> = {};
  const orders: Record<string, string> = {};
  let visits: { locale: (typeof LOCALES)[number]; width: number; visit: Visit }[] = [];

  beforeAll(async () => {
    if (PICTURES) mkdirSync(PICTURES, { recursive: true });
    full = await openTestStore(stack, 'full-store', { customers: 120 });
    const [variantId] = await full.variants();
    for (const [name, input] of Object.entries(PEOPLE)) {
      people[name] = (await full.operation<{ id: string }>('createCustomer', input)).id;
      orders[name] = (
        await full.operation<{ id: string }>(
          'placeOrder',
          { lines: [{ variantId, quantity: 2 }], customerId: people[name], email: null, source: 'web' },
          'paid',
        )
      ).id;
    }
    // A customer cannot be made without a name, but be left without one.
    await full.operation('updateCustomer', people['nothing'], { firstName: null });
    empty = await openTestStore(stack, 'empty-store', { customers: 0 });
    await installInBrowser(browser, stack, full, 60_000);
    await installInBrowser(browser, stack, empty, 60_000);
    await full.crm("insert into loyalty_draft (shop_id, document, updated_at, updated_by) values ($shop, $1, now(), '1')", DRAFT);
    await full.crm(
      "insert into loyalty_programme (shop_id, version, document, effective_at, published_at, published_by) values ($shop, 1, $1, now() - interval '1 year', now() - interval '1 year', '1')",
      DRAFT,
    );
    await eventually(
      'every order has its points',
      async () =>
        (
          await full.crm(
            'select from loyalty_programme where shop_id = $shop and applied_at is not null and not exists (select from loyalty_queue where shop_id = $shop)',
          )
        ).length > 0,
      120_000,
    );
    await givePoints(full);
    await spendPoints(full);
    visits = await Promise.all(
      LOCALES.flatMap((locale) => WIDTHS.map(async (width) => ({ locale, width, visit: await browser.visit({ locale, width, height: 900 }) }))),
    );
  });
  afterAll(async () => {
    console.log(
      `Layout shift by page (at most ${SHIFT_MAX}):\n${Object.entries(shifts)
        .map(([name, value]) => `  ${value.toFixed(4)} ${name}`)
        .join('\n')}`,
    );
    await Promise.all([full?.close(), empty?.close()]);
  });

  /** Looks at one page in both languages and widths. */
  async function look(store: TestStore, name: string, path: string): Promise<void> {
    const faults: string[] = [];
    const looks = visits.map(async ({ locale, width, visit }) => {
      const admin = adminOf(visit, stack, store.handle);
      await admin.open(path);
      const title = `${name}-${locale}-${width}`;
      faults.push(...(await check(admin, locale, width, title)).map((fault) => `${title}: ${fault}`));
      if (PICTURES) await picture(admin, title, PICTURES);
    });
    await Promise.all(looks);
    expect(faults).toEqual([]);
  }
  async function check(admin: Admin, locale: string, width: number, title: string): Promise<string[]> {
    const frame = await admin.frame();
    await frame.waitForLoadState('networkidle');
    const shift = await layoutShift(frame);
    shifts[title] = shift.total;
    return [
      ...(shift.total > SHIFT_MAX ? [`the layout shifts by ${shift.total.toFixed(3)}: ${shift.moved.join(' | ')}`] : []),
      ...(await pageFaults(frame, locale)),
      // Each language and each width once: what else could differ is dear to look for.
      ...((locale === 'en') === (width === 1280) ? await seriousViolations(frame) : []),
      ...((await admin.page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth))
        ? ['the admin around it scrolls sideways']
        : []),
    ];
  }
  /** The whole page: the frame scrolls by itself, so the window is made as tall as what is in it. */
  async function picture(admin: Admin, title: string, folder: string): Promise<void> {
    const { page } = admin;
    const size = page.viewportSize() ?? { width: 1280, height: 900 };
    const height = await (await admin.frame()).evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width: size.width, height: Math.min(TALLEST, Math.max(size.height, height + 120)) });
    await page.waitForTimeout(SETTLE_MS);
    await page.screenshot({ path: `${folder}/${title}.png` });
    await page.setViewportSize(size);
  }
  const first = async (table: string, order: string, id = 'id') =>
    (await full.crm<{ id: string }>(`select ${id} from ${table} where shop_id = $shop order by ${order} limit 1`))[0]?.id ?? '';

  describe('of a store with a past', () => {
    const pages: [string, () => Promise<string>][] = [
      ['home', async () => ''],
      ['customers', async () => '/customers'],
      ['customers-filtered', async () => '/customers?orders=2%2B&query=a'],
      ['customers-no-match', async () => '/customers?query=nobody-is-called-so'],
      ['duplicates', async () => '/customers/duplicates'],
      ['customer', async () => `/customers/${await first('customer', 'orders_count desc')}`],
      ['customer-merge', async () => `/customers/${await first('customer', 'orders_count desc')}/merge?query=an`],
      ['orders', async () => '/orders'],
      ['order', async () => `/orders/${await first('sales_order', 'refunded_total desc')}`],
      ['products', async () => '/products'],
      ['product', async () => `/products/${await first('product', 'id')}`],
      ['loyalty', async () => '/loyalty'],
      ['loyalty-accounting', async () => '/loyalty/accounting'],
      ['loyalty-activity', async () => '/loyalty/activity?within=365d'],
      ['loyalty-rewards', async () => '/loyalty/rewards'],
      ['loyalty-programme', async () => '/loyalty/programme'],
      ['members', async () => '/loyalty/members'],
      ['member', async () => `/loyalty/members/${await first('loyalty_redemption', "status <> 'reserved', loyalty_redemption.id", 'customer_id as id')}`],
      ['loyalty-tiers', async () => '/loyalty/tiers'],
      ['loyalty-replay', async () => '/loyalty/replay'],
      ['loyalty-versions', async () => '/loyalty/versions'],
      ['loyalty-moving', async () => '/loyalty/moving'],
      ['settings', async () => '/settings'],
      ['not-found', async () => '/customers/1'],
    ];
    test.each(pages)('%s', async (name, path) => look(full, name, await path()));
  });

  test('a token of the API is shown once, copied and revoked', async () => {
    const [first] = visits;
    if (!first) throw new Error('Nobody looks.');
    const admin = adminOf(first.visit, stack, full.handle);
    const { app } = admin;
    await admin.open('/settings');
    await (await admin.frame()).waitForLoadState('networkidle');
    await app.locator('input[name="name"]').fill('Till');
    await app.getByRole('button', { name: 'Make token' }).click();
    expect(await app.locator('code').innerText()).toMatch(/^rg_\d+_\d+_[\w-]{20,}$/);
    await app.getByRole('button', { name: 'Copy' }).click();
    await app.getByRole('button', { name: /^(Copied|Selected)/ }).waitFor();
    await app.getByRole('button', { name: 'Revoke', exact: false }).first().click();
    await app.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await app.getByText('No system can report events yet.').waitFor();
    expect(await app.locator('code').count()).toBe(0);
  });

  test('what a lost answer leaves open is decided where it is shown', async () => {
    const [first] = visits;
    if (!first) throw new Error('Nobody looks.');
    const admin = adminOf(first.visit, stack, full.handle);
    const { app } = admin;
    await admin.open('/loyalty/rewards');
    await (await admin.frame()).waitForLoadState('networkidle');
    await app.getByRole('heading', { name: '12 rewards need attention' }).waitFor();
    await app.getByRole('button', { name: 'It is there', exact: true }).first().press('Enter');
    await admin.page.locator('.toast', { hasText: 'Tried' }).waitFor();
    await app.getByRole('heading', { name: '11 rewards need attention' }).waitFor();
    const decided = await full.crm<{ status: string }>(
      "select status from loyalty_redemption where shop_id = $shop and detail -> 'steps' -> 0 ->> 'what' = 'there'",
    );
    expect(decided).toEqual([{ status: 'committed' }]);
    // An order in the list opens as itself, and not as the member to whom its line leads.
    await app.locator('.rg-list td a[href*="/orders/"]').first().click();
    await eventually('the order is open', async () => (await admin.frame()).url().includes('/orders/'));
    await app.locator('h1', { hasText: '#' }).waitFor();
  });

  test('rewards are listed before their figures are there, whose place is kept, and which can be asked for again', async () => {
    const narrow = visits.find(({ width, locale }) => width === 380 && locale === 'zh-CN');
    if (!narrow) throw new Error('Nobody looks at a narrow page.');
    const { page } = narrow.visit;
    const admin = adminOf(narrow.visit, stack, full.handle);
    const coming = admin.app.locator('.rg-scroll[aria-busy="true"]');
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    await page.route(FIGURES, (route) => held.then(() => route.continue()), { times: 1 });
    await admin.open('/loyalty/rewards?period=all');
    await coming.waitFor();
    expect(await admin.app.locator('.rg-list tbody tr').count()).toBeGreaterThan(9);
    const frame = await admin.frame();
    expect(await seriousViolations(frame)).toEqual([]);
    if (PICTURES) await picture(admin, 'loyalty-rewards-coming', PICTURES);
    const height = () => frame.evaluate(() => document.documentElement.scrollHeight);
    const kept = await height();
    letGo();
    await coming.waitFor({ state: 'detached' });
    expect(await height()).toBe(kept);

    await page.route(FIGURES, (route) => route.abort(), { times: 1 });
    await admin.open('/loyalty/rewards');
    const failed = admin.app.getByRole('alert');
    await failed.waitFor();
    if (PICTURES) await picture(admin, 'loyalty-rewards-failed', PICTURES);
    await failed.getByRole('button').press('Enter');
    await admin.app.locator('.rg-scroll[aria-busy="false"]').waitFor();
    // The keyboard's place is kept, too.
    expect(await (await admin.frame()).evaluate(() => document.activeElement?.tagName)).toBe('DIV');
  });

  /** What is seen first of a page that arrives piece by piece must stay where it is. */
  test.each([
    ['customer', async () => `/customers/${await first('customer', 'orders_count desc')}`],
    ['order', async () => `/orders/${await first('sales_order', 'refunded_total desc')}`],
    ['product', async () => `/products/${await first('product', 'id')}`],
    ['loyalty-tiers', async () => '/loyalty/tiers'],
    ['settings', async () => '/settings'],
  ])('%s over a slow line', async (name, path) => {
    const wide = visits.find(({ width, locale }) => width === 1280 && locale === 'en');
    if (!wide) throw new Error('Nobody looks at a wide page.');
    const line = await wide.visit.context.newCDPSession(wide.visit.page);
    await line.send('Network.enable');
    await line.send('Network.emulateNetworkConditions', { offline: false, latency: 40, downloadThroughput: SLOW_BYTES, uploadThroughput: SLOW_BYTES });
    const admin = adminOf(wide.visit, stack, full.handle);
    await admin.open(await path());
    const frame = await admin.frame();
    await frame.waitForLoadState('networkidle');
    const shift = await layoutShift(frame);
    await line.detach();
    shifts[`${name}-slow`] = shift.total;
    expect(shift.total, shift.moved.join('\n')).toBeLessThan(SHIFT_MAX);
  });

  describe('of an empty store', () => {
    test.each([
      ['home', ''],
      ['customers', '/customers'],
      ['duplicates', '/customers/duplicates'],
      ['orders', '/orders'],
      ['products', '/products'],
      ['loyalty', '/loyalty'],
      ['members', '/loyalty/members'],
      ['loyalty-accounting', '/loyalty/accounting'],
      ['loyalty-activity', '/loyalty/activity'],
      ['loyalty-rewards', '/loyalty/rewards'],
      ['loyalty-replay', '/loyalty/replay'],
      ['loyalty-versions', '/loyalty/versions'],
      ['settings', '/settings'],
    ])('%s', (name, path) => look(empty, `empty-${name}`, path));
  });

  describe('of somebody', () => {
    test.each([
      ['with nothing but an id', 'nothing'],
      ['with a very long name', 'long'],
      ['whose name is written from right to left', 'rightToLeft'],
      ['who is called by emoji', 'emoji'],
    ])('%s', async (_words, name) => {
      await look(full, `customer-${name}`, `/customers/${people[name] ?? ''}`);
      await look(full, `order-${name}`, `/orders/${orders[name] ?? ''}`);
    });
  });
});
