import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adminOf, describeInBrowser, useBrowser } from '../support/browser';
import { installInBrowser, openTestStore, type TestStore } from '../support/e2e-store';
import { pageFaults, seriousViolations } from '../support/page-checks';
import { eventually, useStack } from '../support/stack';

const PICTURES = '.data/screenshots';

describeInBrowser('the page of the sync’s health', () => {
  const stack = useStack();
  const browser = useBrowser(stack);
  let store: TestStore;
  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true });
    store = await openTestStore(stack, 'health-store', { customers: 30 });
    await installInBrowser(browser, stack, store);
  });
  afterAll(() => store.close());

  test('tells that all is well, compares on demand, and shows what failed, with a way to try again or to give up', async () => {
    const visit = await browser.visit();
    const admin = adminOf(visit, stack, store.handle);
    await admin.open('/health');
    await admin.app.getByText('Everything is up to date').waitFor();
    await admin.app.getByRole('button', { name: 'Compare now' }).click();
    await admin.app.getByText('0 records differed').first().waitFor({ timeout: 60_000 });
    await store.crm(
      `insert into loyalty_programme (shop_id, version, document, effective_at, published_at, published_by)
       values ($shop, 1, '{"tiers": {"levels": [{"id": "silver", "name": {"en": "Silver"}, "entry": "1.00"}]}}', now(), now(), 'test')`,
    );
    await eventually(
      'a programme is in force',
      async () => (await store.crm('select from loyalty_programme where shop_id = $shop and applied_at is not null')).length > 0,
    );
    await admin.open('/health');
    await admin.app.getByRole('button', { name: 'Compare now: members in your store' }).click();
    await admin.app.getByText('0 customers differed').first().waitFor({ timeout: 60_000 });
    await admin.app.getByRole('button', { name: 'Show as a table' }).last().click();
    await store.crm(
      `insert into webhook_inbox (shop_id, dedupe_key, topic, webhook_id, api_version, sealed_body, state, attempts, error, about, received_at)
       values ($shop, '\\x01', 'orders/create', 'w1', '2026-10', '\\x02', 2, 8, 'line_items.0.price: invalid_type', 'order/' || (select id from sales_order where shop_id = $shop limit 1), now() - interval '3 hours'),
         ($shop, '\\x02', 'customers/update', 'w2', '2026-10', '\\x02', 2, 8, 'the body is not JSON', null, now() - interval '1 hour')`,
    );
    // No workflow of this store begins with them, so that nobody sends them while they are looked at.
    await store.crm(
      `insert into loyalty_flow_event (shop_id, trigger, source, customer_id, facts, queued_at, next_at, attempts, error)
       select $shop, t, '1', (select id from customer where shop_id = $shop and id > 0 limit 1), '{}', now() - interval '5 hours', 'infinity', 1, 'customer_id does not exist'
       from unnest('{regulars-tier-changed,regulars-points-earned}'::text[]) as t`,
    );
    await admin.open('/health');
    await admin.app.getByText('Something needs your attention').waitFor();
    await admin.app.getByText('Shopify Flow did not take 2 events').waitFor();
    await admin.page.screenshot({ path: `${PICTURES}/health-en.png` });
    const inner = await admin.frame();
    expect(await pageFaults(inner, 'en')).toEqual([]);
    expect(await seriousViolations(inner)).toEqual([]);
    await admin.app.getByRole('button', { name: /^Discard: Customer/ }).click();
    await admin.app.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
    await eventually(
      'the message is discarded',
      async () => (await store.crm("select from webhook_inbox where shop_id = $shop and webhook_id = 'w2' and state = 3 and sealed_body is null")).length > 0,
    );
    await admin.app.getByRole('button', { name: /^Try again: Order/ }).click();
    await eventually(
      'the other is tried again',
      async () => (await store.crm("select from webhook_inbox where shop_id = $shop and webhook_id = 'w1' and state = 0")).length > 0,
    );
    const events = (state: string) => store.crm(`select from loyalty_flow_event where shop_id = $shop and ${state}`);
    await admin.app.getByRole('button', { name: /^Discard: Points earned/ }).click();
    await admin.app.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
    await eventually('the event is discarded', async () => (await events('sent_at is not null')).length === 1);
    await admin.app.getByText('Shopify Flow did not take 1 event').waitFor();
    const inChinese = adminOf(await browser.visit({ locale: 'zh-CN', width: 380 }), stack, store.handle);
    await inChinese.open('/health');
    await inChinese.app.getByText('Shopify Flow 未接收 1 个事件').scrollIntoViewIfNeeded();
    await inChinese.page.screenshot({ path: `${PICTURES}/health-flow-zh.png` });
    await admin.app.getByRole('button', { name: 'Try all again: Shopify Flow' }).click();
    await eventually('the other is told again', async () => (await events("sent_at is null and next_at < 'infinity'")).length === 1);
    await visit.context.close();

    const chinese = adminOf(await browser.visit({ locale: 'zh-CN', width: 380 }), stack, store.handle);
    await chinese.open('/health');
    await chinese.app.getByText('与店铺比对').first().waitFor();
    await chinese.app.getByText('店铺中的会员信息').scrollIntoViewIfNeeded();
    await chinese.page.screenshot({ path: `${PICTURES}/health-zh.png` });
    expect(await pageFaults(await chinese.frame(), 'zh-CN')).toEqual([]);
  }, 180_000);
});
