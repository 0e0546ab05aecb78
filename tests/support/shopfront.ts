import type { Locator, Page } from 'playwright-core';

export const maya = { firstName: 'Maya', lastName: 'Lindqvist', email: 'maya@example.org' };
/** Rewards of several kinds, and what makes points for them. */
export const SHOPFRONT_PROGRAMME = JSON.stringify({
  name: 'Leaf Club',
  // As the templates had it: what is simply called points has a singular all the same.
  pointsName: { en: 'points', 'zh-CN': '积分' },
  earn: { pointsPerUnit: '1', pendingDays: 0 },
  expiry: { model: 'lot', months: 1 },
  activities: [{ id: 'account', kind: 'account', points: 700 }],
  rewards: [
    { id: 'five', kind: 'amount_off', points: 100, value: '5', validDays: 30, combinesWith: ['shippingDiscounts'] },
    { id: 'slide', kind: 'slider', points: 50, value: '1', maximumPoints: 400 },
    { id: 'tour', kind: 'custom', points: 100, name: { en: 'A tour of the roastery', 'zh-CN': '参观烘焙坊' }, perMember: 1 },
    { id: 'vip', kind: 'percent_off', points: 10, value: '15', tiers: ['gold'] },
    { id: 'dear', kind: 'gift_card', points: 5000, value: '50', minimumSpend: '20' },
    { id: 'ship', kind: 'free_shipping', points: 10, combinesWith: ['orderDiscounts'] },
    { id: 'cup', kind: 'custom', points: 10, name: { en: 'A cup of tea', 'zh-CN': '清茶一杯' } },
  ],
  tiers: {
    levels: [
      { id: 'silver', name: { en: 'Silver', 'zh-CN': '银卡' }, entry: '20', discountPercent: '10' },
      { id: 'gold', name: { en: 'Gold', 'zh-CN': '金卡' }, entry: '100000', discountPercent: '10' },
    ],
  },
});

/** One of the rewards in a list on the storefront. */
export const reward = (within: Locator, name: string) => within.locator('.regulars-rewards > li', { hasText: name });
/** What is said of it. */
export const status = (one: Locator) => one.getByRole('status');
export const wish = (one: Locator) => one.getByRole('button', { name: 'Redeem' });
/** The script has put the buttons in place, so that the keyboard finds them. */
export const buttonsAreThere = (within: Locator) => within.locator('[data-regulars-off]').first().waitFor({ state: 'detached' });

/** Moves a reward's slider, in steps of that many. */
export const slideTo = (one: Locator, value: string, step: string) =>
  one.getByRole('slider').evaluate(
    (input: HTMLInputElement, [to = '', by = '']) => {
      Object.assign(input, { min: by, step: by, value: to });
      input.dispatchEvent(new Event('input', { bubbles: true }));
    },
    [value, step],
  );

/**
 * Somebody who leaves when a wish has been carried out and its answer is still on the way, comes back and asks again.
 * @param open finds the reward on the page @returns how many more there are than without asking again
 */
export async function goneInTheMiddle(page: Page, open: () => Promise<Locator>, leave: () => Promise<unknown>, count: () => Promise<number>): Promise<number> {
  let done = () => {};
  const served = new Promise<void>((resolve) => (done = resolve));
  await page.route('**/apps/regulars/redeem*', (route) => route.fetch().then(done), { times: 1 });
  const ask = async () => {
    const one = await open();
    await one.locator('summary').click();
    await wish(one).click();
    return one;
  };
  await ask();
  await served;
  const had = await count();
  await leave();
  await status(await ask())
    .getByText('We will hand it over')
    .waitFor();
  return (await count()) - had;
}
