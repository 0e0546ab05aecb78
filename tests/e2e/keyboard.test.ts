import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adminOf, describeInBrowser, useBrowser, type Admin } from '../support/browser';
import { openTestStore, type TestStore } from '../support/e2e-store';
import { eventually, useStack } from '../support/stack';

const TABS_MAX = 60;

describeInBrowser('with the keyboard alone', () => {
  const stack = useStack();
  const browser = useBrowser(stack);
  let store: TestStore;
  let admin: Admin;

  beforeAll(async () => {
    store = await openTestStore(stack, 'keyboard-store', { customers: 5 });
    await stack.devstore.post(`/${store.domain}/install`);
    admin = adminOf(await browser.visit(), stack, store.handle);
    await admin.open();
    await admin.app.getByText('Up to date', { exact: true }).waitFor({ timeout: 60_000 });
  }, 120_000);
  afterAll(() => store?.close());

  /** Moves the focus forward or back until it is on `target`. */
  async function tabTo(target: Locator, key = 'Tab'): Promise<void> {
    await target.waitFor();
    for (let pressed = 0; pressed < TABS_MAX; pressed += 1) {
      if (await target.evaluate((element) => element === element.ownerDocument.activeElement)) {
        const outline = await target.evaluate((element) => element.matches(':focus-visible'));
        expect(outline, 'the focus can be seen').toBe(true);
        return;
      }
      await admin.page.keyboard.press(key);
    }
    throw new Error(`${TABS_MAX} presses of ${key} did not reach ${target.toString()}`);
  }

  test('a customer is found, opened, tagged and saved', async () => {
    const { page, app } = admin;
    const { keyboard } = page;
    await tabTo(page.locator('[data-app-nav]').getByRole('link', { name: 'Customers' }));
    await keyboard.press('Enter');
    const link = app.locator('tbody tr').nth(1).getByRole('link');
    await tabTo(link);
    const name = (await link.locator('bdi').first().innerText()).trim();
    await keyboard.press('Enter');
    await app.locator('h1', { hasText: name }).waitFor();

    await tabTo(app.getByPlaceholder('Add a tag'));
    await keyboard.type('by hand, without mouse');
    await keyboard.press('Enter');
    await app.getByText('without mouse').waitFor();
    await tabTo(page.locator('.save-bar').getByRole('button', { name: 'Save' }), 'Shift+Tab');
    await keyboard.press('Enter');
    await page.locator('.toast', { hasText: 'Tags saved' }).waitFor();
    await eventually('the store has the tags', async () => (await store.tagged('by hand')) === 1 && (await store.tagged('without mouse')) === 1);

    // And one of them away again.
    await tabTo(app.getByRole('button', { name: 'Remove by hand' }));
    await keyboard.press('Enter');
    await tabTo(page.locator('.save-bar').getByRole('button', { name: 'Save' }), 'Shift+Tab');
    await keyboard.press('Space');
    await eventually('the store has the tag no longer', async () => (await store.tagged('by hand')) === 0 && (await store.tagged('without mouse')) === 1);
  });

  test('a view is saved, and found by its address', async () => {
    const { page, app } = admin;
    const { keyboard } = page;
    await admin.open('/customers?orders=1');
    await tabTo(app.getByRole('button', { name: 'Columns' }), 'Shift+Tab');
    await keyboard.press('Enter');
    await tabTo(app.getByLabel('Customer since'));
    await keyboard.press('Space');
    await app.getByRole('columnheader', { name: 'Customer since' }).waitFor();
    await keyboard.press('Escape');
    await tabTo(app.getByRole('button', { name: 'Save as' }));
    await keyboard.press('Enter');
    await tabTo(app.getByLabel('Name', { exact: true }));
    await keyboard.type('Has bought');
    await keyboard.press('Enter');
    await page.locator('.toast', { hasText: 'View saved' }).waitFor();
    await app.getByRole('tab', { name: 'Has bought', selected: true }).waitFor();
    const [row] = await store.crm<{ id: string }>('select id from list_view where shop_id = $shop');

    // A colleague follows the link: the view stands there with its filter and its columns.
    const colleague = adminOf(await browser.visit({ width: 420 }), stack, store.handle);
    await colleague.open(`/customers?view=${row?.id}`);
    await colleague.app.getByRole('tab', { name: 'Has bought', selected: true }).waitFor();
    const address = new URL((await colleague.frame()).url()).searchParams;
    expect([address.get('orders'), address.get('columns')?.includes('joined')]).toEqual(['1', true]);
    await colleague.page.context().close();
  });
});
