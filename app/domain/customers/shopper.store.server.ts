import { withShop } from '~/db/tenant.server';
import type { ShopperProfile } from './model';
import { survivorOf } from './person-group.store.server';

/** What a shopper may know of themselves; nothing that needs the vault. `null` when we do not know them. */
export async function shopperProfile(shopId: bigint, customerId: bigint): Promise<ShopperProfile | null> {
  const row = await withShop(shopId, async (tx) =>
    tx.customer.findFirst({
      where: { shopId, id: await survivorOf(tx, shopId, customerId), status: 'active' },
      select: { ordersCount: true, occurredAt: true, lastOrderAt: true },
    }),
  );
  return row && { ordersCount: row.ordersCount, customerSince: row.occurredAt, lastOrderAt: row.lastOrderAt };
}
