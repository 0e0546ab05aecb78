import { withShop } from '~/db/tenant.server';
import type { OrderDetail } from './model';

/** An order with everything that belongs to it, oldest first. */
export function findOrder(shopId: bigint, id: bigint): Promise<OrderDetail | null> {
  return withShop(shopId, async (tx) => {
    const order = await tx.order.findUnique({ where: { shopId_id: { shopId, id } } });
    if (!order) return null;
    const ofOrder = { where: { shopId, orderId: id } };
    const oldestFirst = { ...ofOrder, orderBy: { occurredAt: 'asc' } } as const;
    // One after the other: Prisma would ask for several relations of a row at once, on the transaction's one connection.
    const row = {
      ...order,
      lines: await tx.orderLine.findMany({ ...ofOrder, orderBy: { id: 'asc' } }),
      refunds: await tx.refund.findMany({ ...oldestFirst, include: { lines: true } }),
      transactions: await tx.orderTransaction.findMany(oldestFirst),
      fulfillments: await tx.fulfillment.findMany(oldestFirst),
    };
    const refunded = new Map<bigint, number>();
    for (const line of row.refunds.flatMap((refund) => refund.lines)) refunded.set(line.lineId, (refunded.get(line.lineId) ?? 0) + line.quantity);
    return {
      ...row,
      units: row.lines.reduce((sum, line) => sum + line.currentQuantity, 0),
      lines: row.lines.map((line) => ({ ...line, refundedQuantity: refunded.get(line.id) ?? 0 })),
    };
  });
}
