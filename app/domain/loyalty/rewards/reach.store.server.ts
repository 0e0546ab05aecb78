import { withShopConnection } from '~/db/tenant.server';
import type { Minor } from '../../shared/money';
import type { RewardReach, RewardToReach } from './model';

/** Who could have rewards of that price for those tiers today, and what free products sell for. Whoever was merged into somebody else counts as that one. */
export function readReach(shopId: bigint, rewards: readonly RewardToReach[], products: readonly string[]): Promise<RewardReach> {
  return withShopConnection(shopId, async (connection) => {
    const { rows: counts } = await connection.query<{ n: number; members: number }>(
      `select r.n, count(m.customer_id)::int as members
       from (select row_number() over ()::int as n, points, tiers from jsonb_to_recordset($2::jsonb) as r (points bigint, tiers text[])) r
       left join loyalty_member m on m.shop_id = $1 and m.available >= r.points and m.merged_into is null and (cardinality(r.tiers) = 0 or m.tier = any(r.tiers))
       group by r.n order by r.n`,
      [shopId, JSON.stringify(rewards.map(({ points, tiers }) => ({ points: points.toString(), tiers })))],
    );
    const { rows: all } = await connection.query<{ members: number }>(
      'select count(*)::int as members from loyalty_member where shop_id = $1 and merged_into is null',
      [shopId],
    );
    const { rows: prices } = await connection.query<{ id: string; price: Minor }>(
      `select v.product_id::text as id, max(v.price) as price from product_variant v join product p on p.shop_id = v.shop_id and p.id = v.product_id
       where v.shop_id = $1 and v.product_id = any($2::bigint[]) and p.deleted_at is null and p.status = 'active' group by v.product_id`,
      [shopId, products.map(BigInt)],
    );
    return {
      members: all[0]?.members ?? 0,
      able: counts.map(({ members }) => members),
      prices: Object.fromEntries(prices.map(({ id, price }) => [id, price])),
    };
  });
}
