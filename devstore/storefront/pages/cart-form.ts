import { addDiscountCode, addGiftCardCode, quantityMax, removeCode, setNote, setQuantity, type Cart } from '../cart.ts';
import { wholeNumber } from '../form.ts';

/** The line that a form means: by its place from 1, or by its variant ("id", or "id:place" as in `line_item.key`). */
export function lineOf(cart: Cart, form: URLSearchParams): string | null {
  const place = form.get('line');
  if (place !== null) return cart.lines[wholeNumber(place, 0, quantityMax) - 1]?.variantId ?? null;
  const id = form.get('id')?.split(':')[0] ?? '';
  return cart.lines.some((line) => line.variantId === id) ? id : null;
}

/** Quantities by variant (`updates[id]=2`) or by place (`updates[]=2`). */
export function withUpdates(cart: Cart, form: URLSearchParams): Cart {
  const listed = form.getAll('updates[]').map((quantity, index) => [cart.lines[index]?.variantId, quantity] as const);
  const keyed = [...form].flatMap(([name, quantity]) => {
    const id = /^updates\[(\d+)(?::\d+)?\]$/.exec(name)?.[1];
    return id ? [[id, quantity] as const] : [];
  });
  return [...listed, ...keyed].reduce((changed, [id, quantity]) => (id ? setQuantity(changed, id, wholeNumber(quantity, 0, quantityMax)) : changed), cart);
}

/** What the form of the cart's page changes: quantities, note, codes added and taken away. */
export function withForm(cart: Cart, form: URLSearchParams): Cart {
  let changed = withUpdates(cart, form);
  const note = form.get('note');
  if (note !== null) changed = setNote(changed, note);
  const discount = form.get('discount')?.trim();
  if (discount) changed = addDiscountCode(changed, discount);
  const giftCard = form.get('gift_card')?.trim();
  if (giftCard) changed = addGiftCardCode(changed, giftCard);
  const removed = form.get('remove_code');
  return removed ? removeCode(changed, removed) : changed;
}
