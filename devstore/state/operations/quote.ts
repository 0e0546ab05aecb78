import type { Basket, Quote } from '../operations.ts';
import type { Unit } from '../unit.ts';
import { priceBasket } from './basket.ts';

export const quote = async (unit: Unit, basket: Basket): Promise<Quote> => {
  const { lines, priced, giftCards, refusals, due } = await priceBasket(unit, basket, false);
  return {
    subtotal: priced.subtotal,
    discount: priced.discount,
    shipping: priced.shipping,
    tax: priced.tax,
    total: priced.total,
    due,
    giftCards: giftCards.map(({ card, amount }) => ({ code: card.code, amount })),
    lines: lines.map(({ variantId, title, quantity, unitPrice }, index) => ({
      variantId,
      title,
      quantity,
      unitPrice,
      discounts: priced.lines[index]?.discounts ?? [],
    })),
    discounts: priced.taken.map(({ discount, amount }) => ({ code: discount.code, title: discount.title, amount })),
    refusals: refusals.map(({ code, reason }) => ({ code, reason })),
  };
};
