import { withShopConnection } from '~/db/tenant.server';
import { survivorsOf } from '../../customers/index.server';
import type { ShopperProfile } from './model';

interface Row {
  id: bigint;
  ordersCount: number;
  customerSince: Date;
  lastOrderAt: Date | null;
  points: bigint | null;
  pending: bigint | null;
  owed: bigint | null;
  tier: string | null;
}

/**
 * What shoppers may know of themselves, of all of them in three statements; nothing that needs the vault. Whoever has been merged is
 * found as who stands for them; whom we do not know is left out. @returns `null` when the shop does not have the app.
 */
export function readProfiles(shopId: bigint, ids: readonly bigint[]): Promise<Map<bigint, ShopperProfile> | null> {
  return withShopConnection(shopId, async (connection) => {
    const { rowCount } = await connection.query({
      name: 'shop_installed',
      text: "select from shop where shop_id = $1 and status = 'installed'",
      values: [shopId],
    });
    if (!rowCount) return null;
    if (ids.length === 0) return new Map();
    const survivors = await survivorsOf(connection, shopId, [...ids]);
    const { rows } = await connection.query<Row>({
      name: 'shopper_profiles',
      text: `select c.id, c.orders_count as "ordersCount", c.occurred_at as "customerSince", c.last_order_at as "lastOrderAt",
          m.available as points, m.pending, m.owed, m.tier
        from customer c left join loyalty_member m on m.shop_id = c.shop_id and m.customer_id = c.id
          and exists (select from loyalty_programme p where p.shop_id = c.shop_id and p.withdrawn_at is null)
        where c.shop_id = $1 and c.id = any($2::bigint[]) and c.status = 'active'`,
      values: [shopId, [...new Set(ids.map((id) => survivors.get(id) ?? id))]],
    });
    const known = new Map(rows.map((row) => [row.id, profileOf(row)]));
    return new Map(
      ids.flatMap((id) => {
        const profile = known.get(survivors.get(id) ?? id);
        return profile ? [[id, profile] as const] : [];
      }),
    );
  });
}

function profileOf({ id: _, points, pending, owed, tier, ...customer }: Row): ShopperProfile {
  return { ...customer, membership: points === null ? null : { points, pending: pending ?? 0n, owed: owed ?? 0n, tier } };
}
