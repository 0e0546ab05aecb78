import { afterAll, beforeAll, expect, test } from 'vitest';
import en from '~/i18n/en.json';
import zh from '~/i18n/zh-CN.json';
import { adminOf, describeInBrowser, useBrowser, type Admin } from '../support/browser';
import { installInBrowser, openTestStore, type TestStore } from '../support/e2e-store';
import { encoded } from '../support/file-import';
import { pageFaults, seriousViolations } from '../support/page-checks';
import { useStack } from '../support/stack';

const FILE = (name: string) => `订单编号;下单日期;姓名;手机号;邮箱;商品名称;数量;单价;币种
${name}1;01/02/2026;王小明;+8613800138000;${name}wang@example.cn;龙井茶;2;10.50;USD
${name}1;01/02/2026;王小明;+8613800138000;${name}wang@example.cn;茶杯;1;4.00;USD
${name}2;03/02/2026;"李";;${name}li@example.cn;普洱;1;30.00;EUR
${name}3;04/02/2026;"赵;;;红茶;1;8.00;USD
`;

describeInBrowser('importing a file', () => {
  const stack = useStack();
  const browser = useBrowser(stack);
  let store: TestStore;
  beforeAll(async () => {
    store = await openTestStore(stack, 'file-store', { customers: 0 });
    await installInBrowser(browser, stack, store);
  }, 240_000);
  afterAll(() => store?.close());

  async function look(admin: Admin, name: string, locale: string, faults: string[]) {
    const inner = await admin.frame();
    faults.push(...[...(await pageFaults(inner, locale)), ...(await seriousViolations(inner))].map((fault) => `${name}: ${fault}`));
    await admin.page.screenshot({ path: `.data/screenshots/file-import-${name}-${locale}.png`, fullPage: true });
  }

  test.each([['en', en] as const, ['zh-CN', zh] as const])('%s: upload, choose, check, import, find, undo', { timeout: 240_000 }, async (locale, texts) => {
    const faults: string[] = [];
    const t = texts.fileImport;
    const admin = adminOf(await browser.visit({ locale, height: 1600 }), stack, store.handle);
    const { app } = admin;
    await admin.open('/import');
    await look(admin, 'start', locale, faults);
    await app.locator('input[type=file]').setInputFiles({ name: `till-${locale}.csv`, mimeType: 'text/csv', buffer: encoded(FILE(locale), 'gbk') });
    await app.getByText(t.mapping, { exact: true }).first().waitFor({ timeout: 60_000 });
    // Day and month cannot be told apart: it has to be chosen before anything can be done.
    await app.getByText(t.reading.ambiguous).waitFor();
    expect(await app.getByRole('button', { name: t.check }).isDisabled()).toBe(true);
    await look(admin, 'choose', locale, faults);
    await app.getByLabel(t.reading.dateOrder).selectOption('dmy');
    await app.getByRole('button', { name: t.check, disabled: false }).click({ timeout: 60_000 });
    await app.getByText(t.headings.checked).waitFor({ timeout: 60_000 });
    await app.getByText(t.reasons.broken_quotes).waitFor();
    await app.getByText(t.reasons.currency_differs).waitFor();
    await look(admin, 'checked', locale, faults);
    await app.getByRole('button', { name: t.run }).click();
    await app.getByRole('dialog').getByRole('button', { name: t.run }).click();
    await app.getByText(t.headings.done).waitFor({ timeout: 60_000 });
    await look(admin, 'done', locale, faults);
    const orders = () =>
      store.crm<{ total: string; source: string }>('select total, source from sales_order where shop_id = $shop and name = $1', `${locale}1`);
    expect(await orders()).toEqual([{ total: '2500', source: 'offline' }]);
    await app.getByRole('button', { name: t.undo }).click();
    await app.getByRole('dialog').getByRole('button', { name: t.undo }).click();
    await app.getByText(t.headings.undone).waitFor({ timeout: 60_000 });
    await look(admin, 'undone', locale, faults);
    expect(await orders()).toEqual([]);
    expect(faults).toEqual([]);
  });
});
