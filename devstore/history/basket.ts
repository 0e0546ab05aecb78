import type { Minor } from '../state/model/values.ts';
import type { Catalogue, Choice } from './catalogue.ts';
import { poisson } from './distributions.ts';
import type { Source } from './random.ts';

export interface BasketLine {
  choice: Choice;
  quantity: number;
}

/** How many of a price-sorted list cost at most `limit`. */
function affordable(list: readonly Choice[], limit: Minor): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.variant.price ?? Infinity) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Things from the shelves that somebody likes in that month, worth about `worth` together: some at random, then
 * whatever comes nearest to what is left. The rest that nothing is cheap enough for is rounded to nothing or to the
 * cheapest thing, so baskets are worth what they should be on average. Never empty.
 */
export function fillBasket(
  source: Source,
  catalogue: Catalogue,
  tastes: readonly number[],
  month: number,
  worth: Minor,
): { lines: BasketLine[]; total: Minor } {
  const wanted = tastes.map((taste, shelf) => taste * (catalogue.months[shelf]?.[month] ?? 1));
  const lines = new Map<string, BasketLine>();
  let left = worth;
  const put = (choice: Choice, quantity: number) => {
    const line = lines.get(choice.variant.id);
    if (line) line.quantity += quantity;
    else lines.set(choice.variant.id, { choice, quantity });
    left -= choice.variant.price * quantity;
  };
  for (let more = poisson(source, 1.2); more > 0; more -= 1) {
    const list = catalogue.choices[source.weighted(wanted)] ?? [];
    const count = affordable(list, left * 0.7);
    if (count > 0) put(source.pick(list.slice(0, count)), 1);
  }
  while (left >= catalogue.cheapest.variant.price || lines.size === 0) {
    const list = catalogue.choices[source.weighted(wanted)] ?? [];
    const count = affordable(list, left);
    const best = list[Math.max(0, count - 1 - source.integer(0, Math.min(2, Math.max(0, count - 1))))];
    if (best && (count > 0 || lines.size === 0)) put(best, count > 0 ? Math.min(6, Math.max(1, Math.floor(left / best.variant.price))) : 1);
    else closeGap(catalogue, left, put);
  }
  if (left * 2 >= catalogue.cheapest.variant.price) put(catalogue.cheapest, 1);
  const total = [...lines.values()].reduce((sum, line) => sum + line.choice.variant.price * line.quantity, 0);
  return { lines: [...lines.values()], total };
}

/** When the chosen shelf has nothing cheap enough, the best buy of the whole shop ends the search. */
function closeGap(catalogue: Catalogue, left: Minor, put: (choice: Choice, quantity: number) => void): void {
  let best: Choice | undefined;
  for (const list of catalogue.choices) {
    const candidate = list[affordable(list, left) - 1];
    if (candidate && (!best || candidate.variant.price > best.variant.price)) best = candidate;
  }
  if (best) put(best, 1);
}
