import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Order } from '../../devstore/state/model';
import { adminOf, describeInBrowser, revisitUntil, useBrowser, type Admin, type Visit } from '../support/browser';
import { openTestStore, type TestStore } from '../support/e2e-store';
import { shopper } from '../support/shopper';
import { eventually, useStack } from '../support/stack';

const CUSTOMERS = 80;
const maya = { firstName: 'Maya', lastName: 'Lindqvist', email: 'maya.lindqvist@example.org' };
const guest = { firstName: 'Gus', lastName: 'Passerby', email: 'gus.passerby@example.org' };
const CODE = 'TENOFF';
const TEST_MS = 120_000;

const usd = (cents: number) => new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' }).format(cents / 100);
const receivedOf = (order: Order) =>
  order.transactions
    .filter((one) => one.status === 'SUCCESS')
    .reduce((sum, one) => sum + (one.kind === 'REFUND' ? -one.amount : one.kind === 'SALE' || one.kind === 'CAPTURE' ? one.amount : 0), 0);
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

describeInBrowser('from the store to the CRM', () => {
  const stack = useStack();
  const browser = useBrowser(stack);
  let store: TestStore;
  let staff: Visit;
  let admin: Admin;
  let shopping: Visit;
  let orderName = '';

  beforeAll(async () => {
    store = await openTestStore(stack, 'e2e-store', { customers: CUSTOMERS });
    await store.operation('saveDiscount', {
      title: CODE,
      code: CODE,
      automatic: false,
      kind: 'percentage',
      value: 1000,
      minimumSubtotal: null,
      usageLimit: null,
      oncePerCustomer: false,
      customerIds: [],
      startsAt: '2020-01-01T00:00:00.000Z',
      endsAt: null,
    });
    staff = await browser.visit();
    shopping = await browser.visit();
    admin = adminOf(staff, stack, store.handle);
    staff.page.on('dialog', (dialog) => void dialog.accept());
  }, 180_000);
  afterAll(() => store?.close());

  const slowDownloads = (bytesPerSecond: number | null) =>
    fetch(`${stack.devstoreUrl}/_devstore/bulk-faults`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ domain: store.domain, bytesPerSecond }),
    });
  const customerPath = async (email: string) => `/customers/${(await store.customer(email)).id}`;
  const openOrder = async (name: string) => {
    await admin.open(`/orders?query=${name.slice(1)}`);
    await admin.app.getByRole('link', { name, exact: true }).first().click();
    await admin.app.getByRole('heading', { name: 'Summary' }).waitFor();
  };

  test('staff installs the app, sees the import run, and finds as much as the store has', { timeout: TEST_MS }, async () => {
    const { page } = staff;
    await slowDownloads(100_000);
    await admin.staff('');
    await page.locator('#nav').getByRole('link', { name: 'Regulars' }).click();
    await page.getByRole('heading', { name: 'Regulars will be able to' }).waitFor();
    await page.getByRole('button', { name: 'Install' }).click();
    await admin.app.getByText('Importing', { exact: true }).waitFor();
    await admin.app
      .getByText(/^[\d,]+ of [\d,]+$/)
      .first()
      .waitFor();
    await admin.app.getByText(/^About .+ left$/).waitFor();
    await slowDownloads(null);
    // The page follows by itself.
    await admin.app.getByText('Up to date', { exact: true }).waitFor({ timeout: 60_000 });
    const counts = await store.counts();
    expect(counts.customers).toBe(CUSTOMERS);
    await page.locator('[data-app-nav]').getByRole('link', { name: 'Customers' }).click();
    await admin.app.getByText(`${counts.customers} customers`, { exact: true }).waitFor();
    await page.locator('[data-app-nav]').getByRole('link', { name: 'Orders' }).click();
    await admin.app.getByText(`${counts.orders} orders`, { exact: true }).waitFor();
    await page.locator('[data-app-nav]').getByRole('link', { name: 'Products' }).click();
    await admin.app.getByText(`${counts.products} products`, { exact: true }).waitFor();
  });

  test('a new customer signs up and buys two products with a code; the CRM shows both within seconds', { timeout: TEST_MS }, async () => {
    const person = shopper(shopping, store.storefront);
    await person.signUp(maya);
    await person.fillCart(2);
    await person.useCode(CODE);
    orderName = await person.pay(maya);
    const orderMs = await revisitUntil(admin, `/orders?query=${orderName.slice(1)}`, (app) => app.getByRole('link', { name: orderName, exact: true }));
    const personMs = await revisitUntil(admin, `/customers?query=${maya.email}`, (app) => app.getByText('Maya Lindqvist'));
    console.log(`in the CRM after the payment: the order ${seconds(orderMs)}, the customer ${seconds(orderMs + personMs)} (opening the pages included)`);

    const order = await store.order(orderName);
    const total = receivedOf(order);
    expect(order.lines).toHaveLength(2);
    await openOrder(orderName);
    for (const text of [CODE, usd(total), 'Paid', 'Unfulfilled', ...order.lines.map((line) => line.title)]) await admin.app.getByText(text).first().waitFor();
    await admin.open(await customerPath(maya.email));
    await admin.app.getByText(usd(total)).first().waitFor();
    await admin.app.getByText(`Placed order ${orderName}`).waitFor();
  });

  test('a refund of one line shows in net spent, on the order and in the timeline', { timeout: TEST_MS }, async () => {
    const { page } = staff;
    const before = await store.order(orderName);
    await admin.staff('/orders');
    await page.getByRole('link', { name: orderName, exact: true }).click();
    await page.locator('summary', { hasText: 'Refund' }).click();
    await page.locator('form#refund input.qty').first().fill('1');
    await page.locator('form#refund button', { hasText: 'Refund' }).click();
    await page.getByText('Refunded.').waitFor();
    const after = await store.order(orderName);
    const net = receivedOf(after);
    expect(net).toBeGreaterThan(0);
    expect(net).toBeLessThan(receivedOf(before));

    const ms = await revisitUntil(admin, await customerPath(maya.email), (app) => app.getByText(usd(net), { exact: true }));
    console.log(`net spent after the refund: ${seconds(ms)}`);
    await admin.app
      .getByText(`${usd(receivedOf(before) - net)} refunded`)
      .first()
      .waitFor();
    await admin.app.getByText(`Refund for order ${orderName}`).waitFor();
    await admin.app.getByText(`Refund for order ${orderName}`).click();
    await admin.app.getByText('Partly refunded').first().waitFor();
    await admin.app.getByRole('heading', { name: 'Refunds' }).waitFor();
    await admin.app.getByText('After refunds').waitFor();
  });

  test('tags that are edited in Regulars are in the store', { timeout: TEST_MS }, async () => {
    await admin.open(await customerPath(maya.email));
    await admin.app.getByPlaceholder('Add a tag').fill('tea-lover');
    await admin.app.getByPlaceholder('Add a tag').press('Enter');
    await staff.page.locator('.save-bar').getByRole('button', { name: 'Save' }).click();
    await staff.page.locator('.toast', { hasText: 'Tags saved' }).waitFor();
    await staff.page.locator('.save-bar').waitFor({ state: 'hidden' });
    expect((await store.customer(maya.email)).tags).toContain('tea-lover');
    await revisitUntil(admin, await customerPath(maya.email), (app) => app.getByText('Tagged tea-lover'));
  });

  test('a tag is added to everyone a filter finds, with progress, and taken back', { timeout: TEST_MS }, async () => {
    const { app } = admin;
    await admin.open('/customers');
    await app.getByRole('tab', { name: 'Ordered again' }).click();
    await app.getByText(/^\d+ customers$/).waitFor();
    await eventually(
      'the filter applies',
      async () =>
        (await store.crm<{ n: number }>('select count(*)::int n from customer where shop_id = $shop and orders_count >= 2'))[0]?.n ===
        Number((await app.getByText(/^\d+ customers$/).innerText()).split(' ')[0]),
    );
    const found = Number((await app.getByText(/^\d+ customers$/).innerText()).split(' ')[0]);
    await app.locator('thead input[type=checkbox]').first().check({ force: true });
    const everyone = app.getByRole('button', { name: 'Select everyone in this list' });
    if (await everyone.isVisible()) await everyone.click();
    await app.getByRole('button', { name: 'Add tags' }).first().click();
    await app.getByRole('dialog').getByLabel('Tags').fill('came back');
    // So few are done before anybody can look; the worker is held while the page shows how far it is.
    const worker = stack.program('worker').pid ?? 0;
    process.kill(worker, 'SIGSTOP');
    await app.getByRole('dialog').getByRole('button', { name: 'Add tags' }).click();
    await app
      .getByText('Adding tags: came back')
      .waitFor()
      .finally(() => process.kill(worker, 'SIGCONT'));
    await app.getByText(`0 of ${found} customers`).waitFor();
    await app.getByText(`Tags added to ${found} customers`).waitFor({ timeout: 60_000 });
    expect(await store.tagged('came back')).toBe(found);
    await app.getByRole('button', { name: 'Undo' }).click();
    await app.getByText(/^Tags removed from/).waitFor({ timeout: 60_000 });
    expect(await store.tagged('came back')).toBe(0);
  });

  test('the exported file says what the database says', { timeout: TEST_MS }, async () => {
    await admin.open('/customers');
    await admin.app.getByRole('button', { name: 'Columns' }).click();
    await admin.app.getByLabel('Status', { exact: true }).check();
    await admin.app.getByRole('columnheader', { name: 'Status' }).waitFor();
    const [download] = await Promise.all([staff.page.waitForEvent('download'), admin.app.getByRole('button', { name: 'Export', exact: true }).click()]);
    expect(download.suggestedFilename()).toBe('customers.csv');
    const rows: Record<string, string>[] = parse(await readFile(await download.path()), { bom: true, columns: true });
    const held = await store.crm<{ id: string; orders: number; spent: string; status: string }>(
      "select id, orders_count orders, (spent_net / 100.0)::numeric(20, 2)::text spent, status from customer where shop_id = $shop and status in ('active', 'stub')",
    );
    const byId = new Map(held.map((row) => [row.id, row]));
    const columns = Object.keys(rows[0] ?? {});
    const named = (start: string) => columns.find((column) => column.startsWith(start)) ?? start;
    const read = rows.map((row) => ({
      id: row[columns[0] ?? ''],
      orders: Number(row[named('Orders')]),
      spent: row[named('Spent')],
      status: row[named('Status')],
    }));
    expect(read.length).toBe(CUSTOMERS + 1);
    for (const row of read) expect(row).toEqual(byId.get(row.id ?? ''));
    expect(rows.find((row) => Object.values(row).includes(maya.email))).toBeDefined();
  });

  test('a guest, the till, a draft and a merge arrive as what they are', { timeout: TEST_MS }, async () => {
    const { page } = staff;
    const passerby = await browser.visit();
    const person = shopper(passerby, store.storefront);
    await person.fillCart(1);
    const guestOrder = await person.pay(guest);
    await passerby.context.close();
    const sell = async (kind: string, email: string) => {
      await admin.staff('/orders/new');
      await page.locator('select[name=kind]').selectOption(kind);
      await page.locator('form#new input[name=email]').fill(email);
      await page.locator('select[name=variant0]').selectOption({ index: 2 });
      await page.locator('form#new button').click();
      await page.locator('.banner.done').waitFor();
      return /#\d+/.exec((await page.locator('h1').last().innerText()) ?? '')?.[0] ?? '';
    };
    const nameless = await sell('pos', '');
    const atTill = await sell('pos', maya.email);
    const drafted = await sell('draft-paid', maya.email);
    for (const [name, words] of [
      [guestOrder, ['Gus Passerby', 'Online store']],
      [nameless, ['Bought as a guest', 'Point of sale']],
      [atTill, ['Maya Lindqvist', 'Point of sale']],
      [drafted, ['Maya Lindqvist', 'Draft order']],
    ] as const) {
      await revisitUntil(admin, `/orders?query=${name.slice(1)}`, (app) => app.getByRole('link', { name, exact: true }));
      await openOrder(name);
      for (const word of words) await admin.app.getByText(word).first().waitFor();
    }

    const gone = await store.customer(guest.email);
    await admin.staff(`/customers/${gone.id}`);
    await page.locator('summary', { hasText: 'Merge' }).click();
    await page.locator('form#merge input[name=into]').fill(maya.email);
    await page.locator('form#merge button').click();
    await page.getByText('The customers were merged').waitFor();
    await revisitUntil(admin, `/customers/${gone.id}`, (app) => app.getByText('This customer was merged into another one.'));
    await admin.app.getByText('Open that customer').click();
    await admin.app.getByRole('heading', { name: 'Maya Lindqvist' }).waitFor();
    await revisitUntil(admin, `${await customerPath(maya.email)}`, (app) => app.getByText(`Placed order ${guestOrder}`));
    const [sums] = await store.crm<{ orders: number; spent: string }>(
      'select orders_count orders, spent_net spent from customer where shop_id = $shop and id = $1',
      (await store.customer(maya.email)).id,
    );
    expect(sums?.orders).toBe(4);
    expect(Number(sums?.spent)).toBe((await store.customer(maya.email)).amountSpent);
  });

  test("when the store's time moves, the app's dates follow", { timeout: TEST_MS }, async () => {
    const { page } = staff;
    // The last 30 days end with yesterday.
    const lastDay = async () => {
      await admin.open();
      return (await admin.app.getByRole('img', { name: /^Orders by day/ }).getAttribute('aria-label')) ?? '';
    };
    const day = (offsetDays: number) =>
      new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'America/New_York' }).format(Date.now() + offsetDays * 86_400_000);
    const shortDay = (offsetDays: number) => day(offsetDays).replace(/, \d+$/, '');
    expect(await lastDay()).toContain(shortDay(-1));
    await admin.staff('/time');
    await page.getByRole('button', { name: '1 week' }).click();
    await page.getByText('Moved forward by 7 days.').waitFor();
    expect(await lastDay()).toContain(shortDay(6));
    await shopper(shopping, store.storefront).fillCart(1);
    const name = await shopper(shopping, store.storefront).pay(maya);
    await revisitUntil(admin, `/orders?query=${name.slice(1)}`, (app) => app.getByRole('link', { name, exact: true }));
    await openOrder(name);
    await admin.app.getByText(`Placed on ${day(7)}`).waitFor();
  });

  test('uninstalled, Regulars is gone and holds no token; installed again, it finds its data', { timeout: TEST_MS }, async () => {
    const { page } = staff;
    const people = () =>
      store.crm<{ n: number; orders: number }>(
        'select (select count(*)::int from customer where shop_id = $shop) n, (select count(*)::int from sales_order where shop_id = $shop) orders',
      );
    const tokens = async () => (await store.crm('select from session where shop_id = $shop')).length;
    const before = await people();
    expect(await tokens()).toBeGreaterThan(0);
    await admin.staff('/app');
    await page.getByRole('button', { name: 'Uninstall' }).click();
    await page.getByRole('button', { name: 'Install again' }).waitFor();
    await eventually('the tokens are gone', async () => (await tokens()) === 0);
    await page.goto(`${stack.devstoreUrl}/admin/${store.handle}/apps/regulars/customers`);
    await page.getByRole('heading', { name: 'Regulars will be able to' }).waitFor();
    expect(await page.locator('iframe.app').count()).toBe(0);

    await page.getByRole('button', { name: 'Install' }).click();
    await admin.app.getByText('Up to date', { exact: true }).waitFor({ timeout: 60_000 });
    expect(await people()).toEqual(before);
    const counts = await store.counts();
    await admin.open('/customers');
    await admin.app.getByText(`${counts.customers} customers`, { exact: true }).waitFor();
  });
});
