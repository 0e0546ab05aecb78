import { withShop } from '~/db/tenant.server';

/** The store's latest order of a customer; `null` when there is none. */
export async function latestOrderOf(shopId: bigint, customerId: bigint): Promise<bigint | null> {
  const row = await withShop(shopId, (tx) =>
    tx.order.findFirst({ where: { shopId, customerId, id: { gt: 0 }, deletedAt: null }, orderBy: { occurredAt: 'desc' }, select: { id: true } }),
  );
  return row?.id ?? null;
}
