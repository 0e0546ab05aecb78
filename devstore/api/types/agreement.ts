import type { Order } from '../../state/model.ts';
import type { OrderEdit, OrderLine, Refund as RefundDoc } from '../../state/model/order-parts.ts';
import { lineWorth, worthOfNext, type Worth } from '../../state/totals.ts';
import type { Api } from '../api.ts';
import { listConnection } from '../connection.ts';
import { gid } from '../gid.ts';
import type { PageArgs } from '../page-args.ts';
import { Refund } from './refund.ts';
import { adjustmentSale, productSale, shippingSale, type Sale } from './sale.ts';

/** An agreement's place in the order's history; the sales of all of them add up to what the order costs now. */
interface Agreement {
  __typename: string;
  id: string;
  happenedAt: string;
  reason: string;
  app: null;
  user: null;
  sales(args: PageArgs): object;
}

const lineOf = (order: Order, lineId: string): OrderLine => {
  const line = order.lines.find((one) => one.id === lineId);
  if (!line) throw new Error(`Order ${order.id} has no line ${lineId}.`);
  return line;
};
const pieceOf = (line: OrderLine, from: number, units: number): Worth => worthOfNext({ ...line, currentQuantity: line.quantity - from }, units);
const minus = (a: Worth, b: Worth): Worth => ({ gross: a.gross - b.gross, net: a.net - b.net, tax: a.tax - b.tax });
const negative = (worth: Worth): Worth => minus({ gross: 0, net: 0, tax: 0 }, worth);

/** How many units edits added to a line, up to (not including) an edit. */
const addedBefore = (order: Order, lineId: string, edit?: OrderEdit) => {
  let added = 0;
  for (const one of order.edits) {
    if (one === edit) break;
    for (const change of one.changes) if (change.lineId === lineId && change.delta > 0) added += change.delta;
  }
  return added;
};
/** How many units had left a line by refunds and edits before an edit. */
const removedBefore = (order: Order, lineId: string, edit: OrderEdit) => {
  let removed = 0;
  for (const refund of order.refunds) {
    if (refund.createdAt < edit.createdAt) for (const line of refund.lines) if (line.lineId === lineId) removed += line.quantity;
  }
  for (const one of order.edits) {
    if (one === edit) break;
    for (const change of one.changes) if (change.lineId === lineId && change.delta < 0) removed -= change.delta;
  }
  return removed;
};

function placed(order: Order, api: Api): Sale[] {
  const sales: Sale[] = [];
  for (const line of order.lines) {
    const later = addedBefore(order, line.id);
    const units = line.quantity - later;
    if (units > 0)
      sales.push(productSale(order, api, line.id, line, 'ORDER', units, later === 0 ? lineWorth(line) : minus(lineWorth(line), pieceOf(line, 0, later))));
  }
  for (const line of order.shippingLines) sales.push(shippingSale(order, line));
  return sales;
}

function edited(order: Order, api: Api, edit: OrderEdit): Sale[] {
  return edit.changes
    .filter((change) => change.delta !== 0)
    .map((change, index) => {
      const saleId = `${edit.id}${index}`;
      const line = lineOf(order, change.lineId);
      if (change.delta > 0) return productSale(order, api, saleId, line, 'ORDER', change.delta, pieceOf(line, addedBefore(order, line.id, edit), change.delta));
      return productSale(order, api, saleId, line, 'RETURN', change.delta, negative(pieceOf(line, removedBefore(order, line.id, edit), -change.delta)));
    });
}

function refunded(order: Order, api: Api, refund: RefundDoc): Sale[] {
  const sales = refund.lines.map((line) => {
    const doc = lineOf(order, line.lineId);
    const gross = doc.unitPrice * line.quantity;
    return productSale(order, api, line.id, doc, 'RETURN', -line.quantity, { gross: -gross, net: -line.subtotal, tax: -line.tax });
  });
  if (refund.shipping) sales.push(shippingSale(order, null, refund));
  if (refund.adjustment !== 0) sales.push(adjustmentSale(order, refund));
  return sales;
}

const agreement = (api: Api, type: string, id: string, happenedAt: string, reason: string, sales: () => Sale[]): Agreement => ({
  __typename: type,
  id: gid('SalesAgreement', id),
  happenedAt,
  reason,
  app: null,
  user: null,
  sales: (args) => listConnection(api, sales(), args, (sale) => sale),
});

/** The order as placed, then every edit and refund in the order in which they happened. */
export function agreementsOf(order: Order, api: Api): Agreement[] {
  const first = {
    ...agreement(api, 'OrderAgreement', order.id, order.processedAt, 'ORDER', () => placed(order, api)),
    order: () => api.objects.order(order, api),
  };
  const later = [
    ...order.edits.map((edit) => agreement(api, 'OrderEditAgreement', edit.id, edit.createdAt, 'ORDER_EDIT', () => edited(order, api, edit))),
    ...order.refunds.map((refund) => ({
      ...agreement(api, 'RefundAgreement', refund.id, refund.createdAt, 'REFUND', () => refunded(order, api, refund)),
      refund: () => new Refund(refund, order, api),
    })),
  ];
  return [first, ...later.sort((a, b) => (a.happenedAt < b.happenedAt ? -1 : a.happenedAt > b.happenedAt ? 1 : 0))];
}
