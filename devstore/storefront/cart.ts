import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Id } from '../state/model/values.ts';

/** More would not fit the cookie that holds the cart. */
const linesMax = 50;
export const quantityMax = 999;
export const noteLengthMax = 400;
const codesMax = 5;

const code = z.string().trim().min(1).max(40);
export const cartSchema = z.object({
  token: z.string().min(16).max(64),
  lines: z.array(z.object({ variantId: z.string().regex(/^\d{1,18}$/), quantity: z.number().int().min(1).max(quantityMax) })).max(linesMax),
  note: z.string().max(noteLengthMax),
  discountCodes: z.array(code).max(codesMax),
  giftCardCodes: z.array(code).max(codesMax),
});
/** What a shopper has put together. It lives in a signed cookie, so it knows ids and no prices. */
export type Cart = z.infer<typeof cartSchema>;

export const emptyCart = (): Cart => ({ token: randomBytes(16).toString('hex'), lines: [], note: '', discountCodes: [], giftCardCodes: [] });

/** Sets a line to a quantity; 0 takes it away. What exceeds the limits is cut to them. */
export function setQuantity(cart: Cart, variantId: Id, quantity: number): Cart {
  const wanted = Math.max(0, Math.min(quantityMax, Math.trunc(quantity)));
  const known = cart.lines.some((line) => line.variantId === variantId);
  const lines = known
    ? cart.lines.map((line) => (line.variantId === variantId ? { variantId, quantity: wanted } : line))
    : [...cart.lines, { variantId, quantity: wanted }];
  return { ...cart, lines: lines.filter((line) => line.quantity > 0).slice(0, linesMax) };
}

export const quantityOf = (cart: Cart, variantId: Id): number => cart.lines.find((line) => line.variantId === variantId)?.quantity ?? 0;
export const addLine = (cart: Cart, variantId: Id, quantity: number): Cart => setQuantity(cart, variantId, quantityOf(cart, variantId) + quantity);
export const itemCount = (cart: Cart): number => cart.lines.reduce((sum, line) => sum + line.quantity, 0);

const sameCode = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
const withCode = (codes: string[], added: string): string[] => {
  const parsed = code.safeParse(added);
  return parsed.success && !codes.some((one) => sameCode(one, parsed.data)) ? [...codes, parsed.data].slice(-codesMax) : codes;
};
export const addDiscountCode = (cart: Cart, added: string): Cart => ({ ...cart, discountCodes: withCode(cart.discountCodes, added) });
export const addGiftCardCode = (cart: Cart, added: string): Cart => ({ ...cart, giftCardCodes: withCode(cart.giftCardCodes, added) });
/** Takes a code away, whether it is a discount or a gift card. */
export const removeCode = (cart: Cart, removed: string): Cart => ({
  ...cart,
  discountCodes: cart.discountCodes.filter((one) => !sameCode(one, removed)),
  giftCardCodes: cart.giftCardCodes.filter((one) => !sameCode(one, removed)),
});
export const setNote = (cart: Cart, note: string): Cart => ({ ...cart, note: note.slice(0, noteLengthMax) });
