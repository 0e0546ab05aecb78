import { expect } from 'vitest';
import type { Visit } from './browser';

export interface ShopperDetails {
  firstName: string;
  lastName: string;
  email: string;
}

/** Somebody who shops on a storefront, with the mouse and the keyboard. */
export function shopper({ page }: Visit, storefront: string) {
  const fill = async (fields: Record<string, string>) => {
    for (const [name, value] of Object.entries(fields)) await page.locator(`#field-${name}`).fill(value);
  };
  return {
    /** Makes an account, with the code that would come by mail. */
    async signUp({ firstName, lastName, email }: ShopperDetails): Promise<void> {
      await page.goto(`${storefront}/account/register`);
      await fill({ first_name: firstName, last_name: lastName, email });
      await page.getByRole('button', { name: 'Create account' }).click();
      const code = await page.locator('[data-sign-in-code]').innerText();
      await fill({ code });
      await page.locator('main form[action="/account/login/code"] button').click();
      await page.waitForURL('**/account');
    },
    /** Puts the first `count` products that are in stock into the cart, one piece each. */
    async fillCart(count: number): Promise<void> {
      await page.goto(`${storefront}/collections/all`);
      const links = await page.locator('.card:not(:has(.badge)) .card__link').evaluateAll((cards) => cards.map((card) => card.getAttribute('href') ?? ''));
      expect(links.length).toBeGreaterThanOrEqual(count);
      for (const link of links.slice(0, count)) {
        await page.goto(new URL(link, storefront).toString());
        await page.locator('.buy button').click();
        await page.waitForURL('**/cart');
      }
    },
    async useCode(code: string): Promise<void> {
      await page.goto(`${storefront}/cart`);
      await page.locator('#discount').fill(code);
      await page.locator('.with-button button[name=update]').click();
      await page.locator('.codes .code', { hasText: code }).waitFor();
    },
    /** Goes to the checkout, gives an address and pays. @returns the order's name, such as `#1001`. */
    async pay({ firstName, lastName, email }: ShopperDetails): Promise<string> {
      await page.goto(`${storefront}/checkout`);
      await fill({ email, first_name: firstName, last_name: lastName, address1: '12 Kiln Street', zip: '10001', city: 'New York' });
      await page.locator('button[name=action][value=pay]').click();
      await page.waitForURL('**/orders/**');
      const name = /#\d+/.exec(await page.locator('main').innerText())?.[0];
      if (!name) throw new Error('The order has no name.');
      return name;
    },
  };
}
