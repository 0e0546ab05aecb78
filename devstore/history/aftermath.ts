import type { Order } from '../state/model.ts';
import { orderTotals, shippingWorth } from '../state/totals.ts';
import { iso } from './calendar.ts';
import { refundNotes } from './data/names.ts';
import { dispatch } from './order-doc.ts';
import type { Source } from './random.ts';
import { giveBack, settle } from './refunding.ts';

const DAY = 86_400_000;
/** Shares of orders that are cancelled before they are sent, given back line by line, as a whole, or by an amount. */
export const troubles = { cancelled: 0.012, lines: 0.03, whole: 0.01, amount: 0.01 } as const;

/** What happens to an order after it was placed, up to `until`. Sets its statuses. */
export function live(source: Source, order: Order, at: number, until: number, takeId: () => string): void {
  const draw = source.uniform();
  const cancelled = at + 0.25 * source.uniform() * DAY;
  if (draw < troubles.cancelled && order.source !== 'pos' && cancelled < until) cancel(source, order, cancelled, takeId);
  else {
    dispatch(source, order, at, until, takeId);
    const back = at + (3 + 18 * source.uniform()) * DAY;
    const paid = orderTotals(order).netPayment;
    if (back < until && paid > 0) regret(source, order, draw - troubles.cancelled, iso(back), takeId);
  }
  settle(order);
}

function cancel(source: Source, order: Order, at: number, takeId: () => string): void {
  const time = iso(at);
  // Money on its way when the order was cancelled is stopped.
  order.transactions = order.transactions.filter((transaction) => transaction.processedAt <= time);
  const [authorization] = order.transactions.filter((transaction) => transaction.kind === 'AUTHORIZATION');
  const captured = order.transactions.some((transaction) => transaction.kind === 'CAPTURE');
  if (authorization && !captured) order.transactions.push({ ...authorization, id: takeId(), kind: 'VOID', parentId: authorization.id, processedAt: time });
  order.cancelledAt = time;
  order.closedAt = time;
  order.updatedAt = time;
  order.cancelReason = source.pick(['CUSTOMER', 'CUSTOMER', 'CUSTOMER', 'INVENTORY', 'FRAUD', 'OTHER']);
  giveBack(
    order,
    {
      at: time,
      note: null,
      restock: true,
      lines: order.lines.map((line) => ({ lineId: line.id, quantity: line.quantity })),
      shipping: shippingWorth(order).current.net,
      amount: orderTotals(order).netPayment,
    },
    takeId,
  );
}

function regret(source: Source, order: Order, draw: number, at: string, takeId: () => string): void {
  const note = source.pick(refundNotes);
  if (draw < troubles.lines) {
    const line = source.pick(order.lines);
    giveBack(order, { at, note, restock: source.chance(0.6), lines: [{ lineId: line.id, quantity: source.integer(1, line.quantity) }] }, takeId);
  } else if (draw < troubles.lines + troubles.whole) {
    giveBack(
      order,
      { at, note, restock: true, lines: order.lines.map((line) => ({ lineId: line.id, quantity: line.quantity })), shipping: shippingWorth(order).current.net },
      takeId,
    );
  } else if (draw < troubles.lines + troubles.whole + troubles.amount) {
    const amount = Math.max(1, Math.round(orderTotals(order).netPayment * (0.05 + 0.2 * source.uniform())));
    giveBack(order, { at, note: 'Goodwill', restock: false, lines: [], amount }, takeId);
  }
}
