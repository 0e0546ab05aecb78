import { withShopConnection } from '~/db/tenant.server';

/** Whether deliveries wait that have not been tried yet. */
export async function isInboxBehind(shopId: bigint): Promise<boolean> {
  const { rowCount } = await withShopConnection(shopId, (connection) =>
    connection.query('select from webhook_inbox where shop_id = $1 and state = 0 and attempts = 0 limit 1', [shopId]),
  );
  return Boolean(rowCount);
}
