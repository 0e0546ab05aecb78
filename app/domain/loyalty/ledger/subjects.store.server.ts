import { withShopConnection } from '~/db/tenant.server';
import { idFromGid } from '../../shared/ids';

/** What `ledger explain` is asked about. */
export type Subject = { order: bigint } | { member: bigint };

/**
 * Whom or what a text means in a shop: an order's name (`#1001`) or id, a member's id, or a GID of either.
 * @returns `null` when loyalty knows nothing of that.
 */
export function findSubject(shopId: bigint, text: string): Promise<Subject | null> {
  return withShopConnection(shopId, async (connection) => {
    const isOrder = text.startsWith('gid://shopify/Order/');
    const isCustomer = text.startsWith('gid://shopify/Customer/');
    const id = isOrder || isCustomer ? idFromGid(text) : /^-?\d{1,18}$/.test(text) ? BigInt(text) : null;
    const order = isCustomer
      ? null
      : await connection.query<{ id: bigint }>(
          `select order_id as id from loyalty_order l where shop_id = $1
             and (order_id = $2 or order_id in (select o.id from sales_order o where o.shop_id = $1 and o.name in ($3, '#' || $3)))
           order by order_id is not distinct from $2 desc, order_id desc limit 1`,
          [shopId, id, text],
        );
    if (order?.rows[0]) return { order: order.rows[0].id };
    const member = isOrder || id === null ? null : await connection.query('select from loyalty_member where shop_id = $1 and customer_id = $2', [shopId, id]);
    return member?.rowCount && id !== null ? { member: id } : null;
  });
}

export { shopsWithLedger as ledgerShops } from '~/db/tenant.server';
