import { mkdirSync, readFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import en from '~/i18n/en.json';
import zh from '~/i18n/zh-CN.json';
import { adminOf, describeInBrowser, useBrowser } from '../support/browser';
import { installInBrowser, openTestStore, type TestStore } from '../support/e2e-store';
import { MAIL_CERTIFICATE, MAIL_LOGIN, startMailServer } from '../support/mail-server';
import { pageFaults, seriousViolations } from '../support/page-checks';
import { eventually, useStack } from '../support/stack';

const PICTURES = '.data/screenshots';
const PROGRAMME = JSON.stringify({
  earn: { pointsPerUnit: '2', pendingDays: 5 },
  expiry: { model: 'lot', months: 12 },
  rewards: [{ id: 'five', kind: 'amount_off', points: 100, value: '5', validDays: 30 }],
  tiers: {
    window: { kind: 'rolling', months: 12 },
    levels: [
      { id: 'silver', name: { en: 'Silver', 'zh-CN': '银卡' }, entry: '50' },
      { id: 'gold', name: { en: 'Gold', 'zh-CN': '金卡' }, entry: '100000' },
    ],
  },
});
const mailServer = await startMailServer('smtps');
const { member, loyaltyBooks, common } = en;

describeInBrowser('members', () => {
  const stack = useStack({ ...mailServer.settings, NODE_EXTRA_CA_CERTS: MAIL_CERTIFICATE });
  const browser = useBrowser(stack);
  let store: TestStore;

  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true });
    store = await openTestStore(stack, 'member-store', { customers: 40 });
    await installInBrowser(browser, stack, store);
    await store.crm(
      "insert into loyalty_programme (shop_id, version, document, effective_at, published_at, published_by) values ($shop, 1, $1, '2020-01-01', now(), '1')",
      PROGRAMME,
    );
    await eventually('the orders have earned points', async () => {
      const [row] = await store.crm<{ waiting: number; earned: number }>(
        'select (select count(*) from loyalty_queue where shop_id = $shop)::int as waiting, (select count(*) from ledger_entry where shop_id = $shop)::int as earned',
      );
      return row && row.earned > 0 && row.waiting === 0;
    });
  });
  afterAll(async () => {
    await store?.close();
    await mailServer.close();
  });

  test('points are adjusted once and undone, a tier is pinned and let go, and the statement tells it', { timeout: 150_000 }, async () => {
    const admin = adminOf(await browser.visit(), stack, store.handle);
    const { app, page } = admin;
    const faults: string[] = [];
    const look = async (name: string) => {
      const frame = await admin.frame();
      await frame.waitForLoadState('networkidle');
      faults.push(...[...(await pageFaults(frame, 'en')), ...(await seriousViolations(frame))].map((fault) => `${name}: ${fault}`));
      await page.screenshot({ path: `${PICTURES}/members-${name}.png` });
    };
    await admin.open('/loyalty/members');
    await look('list');
    await app.locator('.rg-list a').first().click();
    await app.getByRole('heading', { name: member.statement }).waitFor();
    const id = Number(/members\/(\d+)/.exec((await admin.frame()).url())?.[1]);
    const stored = async () =>
      (
        await store.crm<{ available: number; tier: string; pinned: boolean; adjusted: number }>(
          `select available::int, tier, tier_pinned_until is not null as pinned,
             (select count(*)::int from ledger_entry e where e.shop_id = m.shop_id and e.customer_id = m.customer_id and e.reason = 'adjusted') as adjusted
           from loyalty_member m where shop_id = $shop and customer_id = $1`,
          id,
        )
      )[0];
    const before = await stored();

    // What is wrong stands beside its field, and nothing that was typed is lost.
    await app.getByRole('button', { name: member.adjust.open }).click();
    const dialog = app.getByRole('dialog');
    const points = dialog.getByLabel(member.balance, { exact: true });
    const reason = dialog.getByLabel(member.note);
    const give = dialog.getByRole('button', { name: member.adjust.give });
    await points.fill('ten');
    await give.click();
    await dialog.getByText(member.faults.not_whole).waitFor();
    await dialog.getByText(member.faults.missing).waitFor();
    await points.fill('9223372036854775808');
    await reason.fill('The parcel came late');
    await give.click();
    await dialog.getByText(member.faults.tooMany).waitFor();
    expect(await reason.inputValue()).toBe('The parcel came late');
    await look('adjust');
    // A big one is asked about, and pressed twice it is done once.
    await points.fill('1500');
    await give.click();
    await dialog.getByRole('button', { name: member.adjust.confirm }).dblclick();
    await page.locator('.toast', { hasText: member.done.adjust }).waitFor();
    await app.getByText('“The parcel came late”').waitFor();
    expect(await stored()).toMatchObject({ available: (before?.available ?? 0) + 1500, adjusted: 1 });
    await app.locator('details summary').first().click();
    await look('member');
    // A reward is made in the store for the points, and taken out of it again.
    await app.getByRole('button', { name: member.give.open }).click();
    await dialog.getByRole('button', { name: member.give.submit }).dblclick();
    await page.locator('.toast', { hasText: member.done.redeem }).waitFor();
    await app.getByText(member.redemptionStates.committed, { exact: true }).waitFor();
    expect(await stored()).toMatchObject({ available: (before?.available ?? 0) + 1400 });
    // In Chinese on a phone: the mail server does not know the address, and the page says so.
    mailServer.refuse.recipient.push('550 5.1.1 mailbox unknown');
    const phone = adminOf(await browser.visit({ locale: 'zh-CN', width: 390 }), stack, store.handle);
    await phone.open('/loyalty/rewards');
    const look390 = async (name: string, shown: Locator) => {
      await shown.scrollIntoViewIfNeeded();
      await phone.page.screenshot({ path: `${PICTURES}/members-${name}-zh.png` });
      const frame = await phone.frame();
      faults.push(...[...(await pageFaults(frame, 'zh-CN')), ...(await seriousViolations(frame))].map((fault) => `${name}: ${fault}`));
    };
    const send = phone.app.getByRole('button', { name: zh.member.mail.send });
    await look390('rewards', send);
    await send.click();
    await phone.page.locator('.toast', { hasText: zh.member.done.mailCode }).waitFor();
    await phone.open(`/loyalty/members/${id}`);
    await phone.app.getByText(zh.member.mail.failed).waitFor();
    await look390('mail', phone.app.getByText('550 5.1.1 mailbox unknown'));
    await phone.page.context().close();
    // Asked for again, its code goes to the customer once, and the page tells when it has gone.
    await app.getByRole('button', { name: member.mail.send }).dblclick();
    await page.locator('.toast', { hasText: member.done.mailCode }).waitFor();
    await app.getByText(member.mail.sent).waitFor();
    const [redeemed] = await store.crm<{ code: string }>('select code from loyalty_redemption where shop_id = $shop');
    const { received, told } = mailServer;
    expect(received.map(({ raw }) => raw)).toEqual([expect.stringContaining(redeemed?.code ?? 'no code')]);
    expect([...received, ...told].map(({ secure }) => secure)).toEqual([...received, ...told].map(() => true));
    for (const name of ['web', 'worker'] as const) {
      const log = readFileSync(`.data/logs/${stack.program(name).name}.log`, 'utf8');
      for (const secret of [MAIL_LOGIN.password, encodeURIComponent(MAIL_LOGIN.password), received[0]?.to ?? 'nobody', redeemed?.code ?? 'no code'])
        expect(log.includes(secret), `${secret} in the log of ${name}`).toBe(false);
    }
    await look('reward');
    await app.getByRole('button', { name: member.redemption.cancel }).click();
    await dialog.getByRole('button', { name: member.redemption.cancel }).click();
    await app.getByText(member.redemptionStates.cancelled, { exact: true }).waitFor();
    expect(await stored()).toMatchObject({ available: (before?.available ?? 0) + 1500 });
    await app.getByRole('button', { name: member.undo }).click();
    await page.locator('.toast', { hasText: member.done.undo }).waitFor();
    await app.getByText(member.undoing).waitFor();
    expect(await stored()).toMatchObject({ available: before?.available, adjusted: 2 });

    await app.getByRole('button', { name: member.tier.open }).click();
    await dialog.getByLabel(loyaltyBooks.tier).selectOption('gold');
    await dialog.getByText(member.tier.holds.until, { exact: true }).click();
    await dialog.getByLabel(member.tier.lastDay).fill('2020-01-01');
    await reason.fill('Friend of the house');
    await dialog.getByRole('button', { name: common.save }).click();
    await dialog.getByText(member.faults.past).waitFor();
    await look('tier');
    await dialog.getByLabel(member.tier.lastDay).fill('2999-12-31');
    await dialog.getByRole('button', { name: common.save }).click();
    await page.locator('.toast', { hasText: member.done.tier }).waitFor();
    await app.getByText('“Friend of the house”').waitFor();
    expect(await stored()).toMatchObject({ tier: 'gold', pinned: true });
    await app.getByRole('button', { name: member.unpin.open }).click();
    await reason.fill('Moved away');
    await dialog.getByRole('button', { name: member.unpin.open }).click();
    await page.locator('.toast', { hasText: member.done.unpin }).waitFor();
    expect(await stored()).toMatchObject({ tier: 'gold', pinned: false });
    expect(faults).toEqual([]);
  });
});
