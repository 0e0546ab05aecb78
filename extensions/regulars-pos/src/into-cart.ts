import { codeOf } from '../../shared/reward-lines';
import type { Redeemed } from '../../shared/told';
import type { Words } from '../../shared/words';

/** As far as it is needed of the till's cart. */
export interface Cart {
  addCartCodeDiscount(code: string): Promise<void>;
}

/** Puts what was redeemed into the cart. @returns what to tell the clerk; `null`: there is nothing to put there */
export async function intoCart(cart: Cart, redeemed: Redeemed, title: string, words: Words): Promise<string | null> {
  const code = codeOf(redeemed);
  if (code === null) return null;
  if (redeemed.isCard) return `${words('rewards.card', { code })} ${words('pos.cardHint')}`;
  try {
    await cart.addCartCodeDiscount(code);
    return words('pos.applied', { reward: title });
  } catch {
    return words('pos.cartFailed', { code });
  }
}
