import { withShop } from '~/db/tenant.server';

/** What the store calls orders that other pages mention: #1001. */
export async function orderNames(shopId: bigint, ids: bigint[]): Promise<Map<bigint, string>> {
  const rows = await withShop(shopId, (tx) => tx.order.findMany({ where: { shopId, id: { in: ids } }, select: { id: true, name: true } }));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
