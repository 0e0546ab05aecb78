import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { z } from 'zod';
import { orderLine, orderSnapshot } from '../../prisma/seed/builders';
import { instantsIn } from '~/domain/file-imports/zoned-time';
import type { OrderLineSnapshot, OrderSnapshot, RefundSnapshot } from '~/domain/orders/model';
import { parseMoney } from '~/domain/shared/money';

const ZONE = 'Europe/London';
const row = z.object({
  InvoiceNo: z.string(),
  StockCode: z.string(),
  Quantity: z.string().transform(Number),
  InvoiceDate: z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/),
  UnitPrice: z.string(),
  CustomerID: z.string().transform((text) => (text === '' ? null : BigInt(text.split('.')[0] ?? '0'))),
});
type Row = z.output<typeof row>;

export interface OnlineRetail {
  orders: OrderSnapshot[];
  /** Lines of returns that no earlier purchase fits. */
  unmatchedReturns: number;
  returnedLines: number;
}

/** UCI Online Retail (CC BY 4.0) as a shop's orders: invoices of customers with what came back of them; guests are left out. */
export async function readOnlineRetail(path: string): Promise<OnlineRetail> {
  const at = instantsIn(ZONE);
  const orders = new Map<string, OrderSnapshot>();
  /** What each customer has bought of each article and not brought back, the latest last. */
  const bought = new Map<string, { order: OrderSnapshot; line: OrderLineSnapshot }[]>();
  const counts = { unmatchedReturns: 0, returnedLines: 0 };
  const instant = (text: string) => {
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = text.split(/[- :]/).map(Number);
    return at({ year, month, day, hour, minute, second, offset: null });
  };
  const buy = (read: Row, customerId: bigint) => {
    let order = orders.get(read.InvoiceNo);
    if (!order) {
      const occurredAt = instant(read.InvoiceDate);
      order = orderSnapshot(BigInt(read.InvoiceNo), { customerId, currency: 'GBP', presentmentCurrency: 'GBP', occurredAt, lines: [] });
      orders.set(read.InvoiceNo, order);
    }
    const line = orderLine(BigInt(order.lines.length + 1), { title: read.StockCode, quantity: read.Quantity, unitPrice: parseMoney(read.UnitPrice, 'GBP') });
    order.lines.push(line);
    order.linesTotal += line.unitPrice * BigInt(line.quantity);
    order.total = order.linesTotal;
    const key = `${customerId} ${read.StockCode}`;
    const stack = bought.get(key) ?? [];
    if (stack.push({ order, line }) === 1) bought.set(key, stack);
  };
  const giveBack = (read: Row, customerId: bigint) => {
    let left = -read.Quantity;
    for (const { order, line } of (bought.get(`${customerId} ${read.StockCode}`) ?? []).toReversed()) {
      const quantity = Math.min(left, line.currentQuantity);
      if (quantity === 0) continue;
      left -= quantity;
      line.currentQuantity -= quantity;
      const subtotal = line.unitPrice * BigInt(quantity);
      const refund = refundOf(order, instant(read.InvoiceDate));
      refund.amount += subtotal;
      const known = refund.lines.find(({ lineId }) => lineId === line.id);
      if (known) Object.assign(known, { quantity: known.quantity + quantity, subtotal: known.subtotal + subtotal });
      else refund.lines.push({ lineId: line.id, quantity, subtotal, tax: 0n });
    }
    counts.returnedLines += 1;
    if (left > 0) counts.unmatchedReturns += 1;
  };
  const file = createReadStream(path)
    .pipe(createGunzip())
    .pipe(parse({ columns: true }));
  for await (const record of file) {
    const read = row.parse(record);
    if (read.CustomerID === null || !/^\d+(\.\d+)?$/.test(read.UnitPrice) || Number(read.UnitPrice) === 0) continue;
    if (read.Quantity > 0) buy(read, read.CustomerID);
    else if (read.InvoiceNo.startsWith('C')) giveBack(read, read.CustomerID);
  }
  return { orders: [...orders.values()], ...counts };
}

function refundOf(order: OrderSnapshot, occurredAt: Date): RefundSnapshot {
  let refund = order.refunds.find((known) => known.occurredAt.getTime() === occurredAt.getTime());
  if (!refund) {
    // One return may touch several orders, and an order may have several.
    refund = { id: order.id * 1000n + BigInt(order.refunds.length), amount: 0n, shipping: 0n, tax: 0n, occurredAt, lines: [] };
    order.refunds.push(refund);
    order.financialStatus = 'partially_refunded';
  }
  return refund;
}
