import { withShopConnection } from '~/db/tenant.server';
import { memberEntries } from '../ledger/index.server';
import type { StatementPage } from './model';

const ENTRIES_A_PAGE = 25;

/** A page of a member's movements, newest first, each with the orders and lots it speaks of. @param before the entry after which to go on */
export async function memberStatement(shopId: bigint, customerId: bigint, before: bigint | null): Promise<StatementPage> {
  const { entries, lots, next } = await memberEntries(shopId, customerId, before, ENTRIES_A_PAGE);
  const orderIds = [...new Set([...entries.flatMap(({ orderId }) => orderId ?? []), ...lots.flatMap(({ orderId }) => orderId ?? [])])];
  const orders = await withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<{ id: bigint; name: string }>('select id, name from sales_order where shop_id = $1 and id = any($2::bigint[])', [
      shopId,
      orderIds,
    ]);
    return rows;
  });
  return { entries, lots, orders, next };
}
