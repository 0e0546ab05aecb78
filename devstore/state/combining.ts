import { amountOff } from './discounts.ts';
import type { Discount, DiscountClass } from './model/promotion.ts';
import type { Id, Minor } from './model/values.ts';
import { allocate, sum } from './money.ts';

/** What a discount counts as when it is asked whether it goes together with another: off some products, off the whole order, or off the shipping. */
export function classOf({ kind, productIds, collectionIds }: Discount): DiscountClass {
  if (kind === 'free_shipping') return 'shipping';
  return (productIds ?? []).length + (collectionIds ?? []).length > 0 ? 'product' : 'order';
}

/** Whether a discount goes off a product. Those of its collections have been looked up before. */
export const isFor = (discount: Discount, productId: Id | null): boolean =>
  classOf(discount) !== 'product' || (productId !== null && (discount.productIds ?? []).includes(productId));

/** Both have to allow it. Of two that take off the shipping there is only ever one. */
function goTogether(one: Discount, other: Discount): boolean {
  const [a, b] = [classOf(one), classOf(other)];
  return (a !== 'shipping' || b !== 'shipping') && (one.combinesWith ?? []).includes(b) && (other.combinesWith ?? []).includes(a);
}

/** All sets of discounts of which each goes together with each, the largest first; codes before what is given by itself. */
function combinations(discounts: Discount[]): Discount[][] {
  const sets = (chosen: Discount[], [next, ...others]: Discount[]): Discount[][] =>
    next
      ? [
          ...sets(
            [...chosen, next],
            others.filter((other) => goTogether(next, other)),
          ),
          ...sets(chosen, others),
        ]
      : [chosen];
  return sets(
    [],
    [...discounts].sort((a, b) => Number(a.automatic) - Number(b.automatic)),
  );
}

export interface TakenOff {
  discount: Discount;
  amount: Minor;
  /** How much of it is of each line; nothing of what goes off the shipping. */
  parts: Minor[];
}
interface Goods {
  /** What each line is worth to discounts. */
  weights: Minor[];
  productIds: (Id | null)[];
  shipping: Minor;
}

/**
 * What discounts take off together: first those off products, of which a line takes one, the one that is worth most; then those off the order,
 * each reckoned from what the products cost after that; the shipping at last.
 */
function takenOff(set: Discount[], { weights, productIds, shipping }: Goods): TakenOff[] {
  const left = [...weights];
  const taken: TakenOff[] = [];
  const take = (discount: Discount, from: Minor, lines: Minor[]) => {
    const parts = allocate(Math.min(from, sum(lines)), lines);
    parts.forEach((part, line) => (left[line] = (left[line] ?? 0) - part));
    taken.push({ discount, amount: sum(parts), parts });
    return parts;
  };
  const linesOf = (discount: Discount) => weights.map((weight, line) => (isFor(discount, productIds[line] ?? null) ? weight : 0));
  const worth = (discount: Discount) => amountOff(discount, sum(linesOf(discount)));
  const isLowered = weights.map(() => false);
  for (const discount of set.filter((one) => classOf(one) === 'product').sort((a, b) => worth(b) - worth(a))) {
    const open = linesOf(discount).map((weight, line) => (isLowered[line] ? 0 : weight));
    take(discount, amountOff(discount, sum(open)), open).forEach((part, line) => (isLowered[line] ||= part > 0));
  }
  const subtotal = sum(left);
  for (const discount of set.filter((one) => classOf(one) === 'order')) take(discount, amountOff(discount, subtotal), [...left]);
  for (const discount of set.filter((one) => classOf(one) === 'shipping')) taken.push({ discount, amount: shipping, parts: [] });
  return taken.filter(({ amount }) => amount > 0);
}

/** Of the discounts that apply, those that go together and take off most. */
export function bestTogether(discounts: Discount[], goods: Goods): TakenOff[] {
  const total = (taken: TakenOff[]) => sum(taken.map(({ amount }) => amount));
  return combinations(discounts)
    .map((set) => takenOff(set, goods))
    .reduce((best, taken) => (total(taken) > total(best) ? taken : best), []);
}
