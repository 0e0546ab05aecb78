import { mkdirSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import en from '~/i18n/en.json';
import zh from '~/i18n/zh-CN.json';
import { adminOf, describeInBrowser, useBrowser, type Admin } from '../support/browser';
import { installInBrowser, openTestStore, type TestStore } from '../support/e2e-store';
import { pageFaults, seriousViolations } from '../support/page-checks';
import { useStack } from '../support/stack';

const PICTURES = '.data/screenshots';
/** Until a window that has grown is drawn whole. */
const SETTLE_MS = 300;
const TALLEST = 6000;

describeInBrowser('the first loyalty programme', () => {
  const stack = useStack();
  const browser = useBrowser(stack);
  const stores: TestStore[] = [];

  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true });
  });
  afterAll(() => Promise.all(stores.map((store) => store.close())));

  async function install(handle: string): Promise<TestStore> {
    const store = await openTestStore(stack, handle, { customers: 120 });
    stores.push(store);
    await installInBrowser(browser, stack, store);
    return store;
  }

  /** What a slider says beside itself: the tier, its threshold and how many are on it. */
  const labelOf = (slider: Locator) => slider.evaluate((element) => (element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : null));

  /** Checks a page, and keeps a picture of all of it. */
  async function look(admin: Admin, name: string, locale: string, faults: string[]): Promise<void> {
    const frame = await admin.frame();
    await frame.waitForLoadState('networkidle');
    faults.push(...[...(await pageFaults(frame, locale)), ...(await seriousViolations(frame))].map((fault) => `${name}: ${fault}`));
    const { page } = admin;
    const size = page.viewportSize() ?? { width: 1280, height: 900 };
    const height = await frame.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width: size.width, height: Math.min(TALLEST, Math.max(size.height, height + 120)) });
    await page.waitForTimeout(SETTLE_MS);
    await page.screenshot({ path: `${PICTURES}/loyalty-${name}-${locale}-${size.width}.png` });
    await page.setViewportSize(size);
  }

  test.each([['en', en, 1280] as const, ['zh-CN', zh, 380] as const])(
    '%s: from an empty shop to a programme in force, its trial run looked at',
    { timeout: 300_000 },
    async (locale, texts, width) => {
      const faults: string[] = [];
      const store = await install(`loyal-${locale.slice(0, 2)}`);
      const admin = adminOf(await browser.visit({ locale, width, height: 900 }), stack, store.handle);
      const { app, page } = admin;
      const begun = Date.now();
      await admin.open('/loyalty');
      await app.getByRole('heading', { name: texts.loyaltySetup.title }).waitFor();
      await look(admin, '1-choose', locale, faults);

      await app.getByRole('button', { name: texts.loyaltySetup.chooseLabel.replace('{{template}}', texts.loyaltySetup.templates.pointsAndTiers) }).click();
      const rate = app.getByLabel(texts.loyaltyForm.pointsPerUnit.replace('{{unit}}', locale === 'en' ? '$1' : 'US$1'));
      await rate.waitFor();
      await look(admin, '2-programme', locale, faults);

      // A mistake is told beside its field and is not saved.
      await rate.fill('x');
      await app.getByText(texts.loyaltyForm.faults.not_a_decimal).waitFor();
      await rate.fill('2');
      await app.getByLabel(texts.loyaltyForm.pendingDays).fill('7');
      await page.locator('.save-bar').getByRole('button', { name: texts.common.save }).click();
      await page.locator('.toast', { hasText: texts.loyaltyForm.saved }).waitFor();

      await app.getByRole('link', { name: texts.loyaltyNav.tiers, exact: true }).click();
      const first = app.getByRole('slider').first();
      await first.waitFor();
      const before = await labelOf(first);
      await first.focus();
      for (let pressed = 0; pressed < 9; pressed += 1) await page.keyboard.press('ArrowLeft');
      expect(await labelOf(first)).not.toBe(before);
      await look(admin, '3-tiers', locale, faults);
      await page.locator('.save-bar').getByRole('button', { name: texts.common.save }).click();
      // The toast may be that of the save before.
      await page.locator('.save-bar').waitFor({ state: 'hidden' });

      // Publishing asks for the trial run.
      await app.getByRole('link', { name: texts.loyaltyNav.replay, exact: true }).click();
      const publish = app.getByRole('button', { name: texts.loyaltyReplay.publishNow });
      await publish.waitFor();
      expect(await publish.isDisabled()).toBe(true);
      await look(admin, '4-before-trial', locale, faults);
      await app.getByRole('button', { name: texts.loyaltyReplay.start }).click();
      await app.getByText(texts.loyaltyReplay.figures, { exact: true }).waitFor({ timeout: 90_000 });
      await app.getByRole('button', { name: texts.common.asTable }).click();
      await app
        .getByRole('button', { name: texts.loyaltyReplay.why.split('{{')[0] ?? '' })
        .first()
        .click();
      await look(admin, '5-trial', locale, faults);
      await app.getByRole('button', { name: texts.loyaltyReplay.publishNow, disabled: false }).click();
      await app.getByRole('dialog').getByRole('button', { name: texts.loyaltyReplay.publishNow }).click();
      await page.locator('.toast', { hasText: texts.loyaltyReplay.published }).waitFor();
      console.log(`${locale}: from an empty shop to a programme in force in ${Math.round((Date.now() - begun) / 1000)} s of a machine's time`);
      const [version] = await store.crm<{ document: { earn: { pointsPerUnit: string; pendingDays: number } } }>(
        'select document from loyalty_programme where shop_id = $shop and version = 1',
      );
      expect(version?.document.earn).toMatchObject({ pointsPerUnit: '2', pendingDays: 7 });

      // The way into the store: the guide leads to the theme editor, and sees what was switched on there.
      const saveEmbed = (places: Record<string, string>) =>
        fetch(`${store.storefront}/_theme/regulars-theme/launcher`, {
          method: 'POST',
          headers: { origin: store.storefront },
          body: new URLSearchParams(places),
          redirect: 'manual',
        });
      const steps = (done: number) => app.getByText(texts.guide.progress.replace('{{done}}', String(done)).replace('{{total}}', '5')).waitFor();
      await saveEmbed({});
      await admin.open();
      await steps(2);
      await look(admin, '6-in-store', locale, faults);
      await app.locator('a', { hasText: texts.guide.themeAction }).click();
      await page.waitForURL(`${store.storefront}/_theme#launcher`);
      await saveEmbed({ 'place.body': 'on' });
      await admin.open();
      await steps(3);

      // A second version is told apart from the first in words.
      await admin.open('/loyalty/programme');
      // What is being read of the rewards is broken off by whatever is saved meanwhile, which the browser calls an error.
      const reach = new RegExp(texts.rewardPreview.ableOf.replace(/\{\{\w+\}\}/g, '\\d+'));
      const isRead = () => app.getByText(reach).first().waitFor();
      await isRead();
      const margin = app.getByLabel(texts.rewardPreview.margin);
      await margin.fill('101');
      await app.getByText(texts.rewardPreview.marginFault).waitFor();
      await margin.fill('37');
      await margin.press('Tab');
      await page.locator('.toast', { hasText: texts.rewardPreview.marginSaved }).waitFor();
      await admin.open('/loyalty/programme');
      expect(await margin.inputValue()).toBe('37');
      await isRead();
      await rate.fill('3');
      await page.locator('.save-bar').getByRole('button', { name: texts.common.save }).click();
      await page.locator('.toast', { hasText: texts.loyaltyForm.saved }).waitFor();
      await admin.open('/loyalty/versions');
      await app.locator('.rg-diff ins', { hasText: '3' }).waitFor();
      await look(admin, '7-versions', locale, faults);
      expect(faults).toEqual([]);
    },
  );
});
