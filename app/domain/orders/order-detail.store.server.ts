import { withShop } from '~/db/tenant.server';
import type { OrderDetail } from './model';

/** An order with everything that belongs to it, oldest first. */
export function findOrder(shopId: bigint, id: bigint): Promise<OrderDetail | null> {
  return withShop(shopId, async (tx) => {
    const oldestFirst = { orderBy: { occurredAt: 'asc' } } as const;
    const row = await tx.order.findUnique({
      where: { shopId_id: { shopId, id } },
      include: {
        lines: { orderBy: { id: 'asc' } },
        refunds: { ...oldestFirst, include: { lines: true } },
        transactions: oldestFirst,
        fulfillments: oldestFirst,
      },
    });
    if (!row) return null;
    const refunded = new Map<bigint, number>();
    for (const line of row.refunds.flatMap((refund) => refund.lines)) refunded.set(line.lineId, (refunded.get(line.lineId) ?? 0) + line.quantity);
    return {
      ...row,
      units: row.lines.reduce((sum, line) => sum + line.currentQuantity, 0),
      lines: row.lines.map((line) => ({ ...line, refundedQuantity: refunded.get(line.id) ?? 0 })),
    };
  });
}
