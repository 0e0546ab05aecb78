import { afterAll, beforeAll, expect, test } from 'vitest';
import en from '~/i18n/en.json';
import zh from '~/i18n/zh-CN.json';
import { adminOf, describeInBrowser, useBrowser, type Admin } from '../support/browser';
import { openTestStore, type TestStore } from '../support/e2e-store';
import { pageFaults, seriousViolations } from '../support/page-checks';
import { eventually, useStack } from '../support/stack';

describeInBrowser('duplicates', () => {
  const stack = useStack();
  const browser = useBrowser(stack);
  let store: TestStore;
  beforeAll(async () => {
    store = await openTestStore(stack, 'twice-store', { customers: 0 });
    const twins = [
      ['en', 'Maya', 'Lindqvist', '+12125550142'],
      ['zh', '小明', '王', '+8613800138000'],
    ] as const;
    for (const [key, firstName, lastName, phone] of twins) {
      const where = { address1: '12 Harbour Street', address2: null, city: 'Portland', zip: '04101', province: 'Maine', provinceCode: 'ME' };
      const address = { firstName, lastName, company: null, ...where, country: 'United States', countryCode: 'US', phone };
      for (const half of ['a', 'b'])
        await store.operation('createCustomer', { firstName, lastName, email: `${key}-${half}@example.com`, addresses: [address] });
    }
    const visit = await browser.visit();
    await stack.devstore.post(`/${store.domain}/install`);
    await adminOf(visit, stack, store.handle).open();
    await eventually('the pairs are found', async () => (await store.crm('select from duplicate_suggestion where shop_id = $shop')).length >= 2, 90_000);
    await visit.context.close();
  }, 240_000);
  afterAll(() => store?.close());

  async function look(admin: Admin, name: string, locale: string, faults: string[]) {
    const inner = await admin.frame();
    faults.push(...[...(await pageFaults(inner, locale)), ...(await seriousViolations(inner))].map((fault) => `${name}: ${fault}`));
    await admin.page.screenshot({ path: `.data/screenshots/duplicates-${name}-${locale}.png`, fullPage: true });
  }

  test.each([['en', en, 1280] as const, ['zh-CN', zh, 420] as const])(
    '%s: suggested, compared, merged, undone',
    { timeout: 240_000 },
    async (locale, texts, width) => {
      const faults: string[] = [];
      const t = texts.duplicates;
      const admin = adminOf(await browser.visit({ locale, width, height: 1500 }), stack, store.handle);
      const { app } = admin;
      await admin.open('/customers/duplicates');
      await app.getByText(t.evidence.name_and_address).first().waitFor();
      await look(admin, 'list', locale, faults);
      await app.getByRole('link', { name: t.compare, exact: false }).first().click();
      await app.getByRole('radio').first().waitFor();
      await look(admin, 'compare', locale, faults);
      await app.getByRole('button', { name: t.merge, exact: true }).click();
      await app.getByRole('dialog').getByRole('button', { name: t.merge, exact: true }).click();
      await app.getByText(t.records).waitFor({ timeout: 60_000 });
      await look(admin, 'merged', locale, faults);
      const standing = () => store.crm("select from customer where shop_id = $shop and status = 'merged'");
      expect(await standing()).toHaveLength(1);
      await app.getByRole('button', { name: t.undoThese.split('{{')[0]?.trim() ?? '' }).click();
      await app.getByRole('dialog').getByRole('button', { name: t.undo }).click();
      await app.getByText(t.records).waitFor({ state: 'detached', timeout: 60_000 });
      expect(await standing()).toHaveLength(0);
      await admin.open('/customers/duplicates?show=merged');
      await app.getByText(t.undone).first().waitFor();
      await look(admin, 'history', locale, faults);
      expect(faults).toEqual([]);
    },
  );
});
