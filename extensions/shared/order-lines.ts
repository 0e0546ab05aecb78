import { pointsText } from './member-lines';
import type { OrderPoints } from './told';
import type { Words } from './words';

/** What an order has brought its customer, in one sentence; `null`: there is nothing to say. */
export function orderLine({ state, pointsName, points, availableOn }: OrderPoints, words: Words): string | null {
  if (state === 'none') return null;
  const said = pointsText(words, points, pointsName);
  if (state === 'pending') return availableOn ? words('order.pendingUntil', { points: said, date: availableOn }) : words('order.pending', { points: said });
  return words(`order.${state}`, { points: said });
}
