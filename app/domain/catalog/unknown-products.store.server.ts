import { withShopConnection } from '~/db/tenant.server';

/** Those of the products that there is no row of. */
export async function unknownProducts(shopId: bigint, ids: readonly bigint[]): Promise<bigint[]> {
  const { rows } = await withShopConnection(shopId, (connection) =>
    connection.query<{ id: bigint }>(
      'select n.id from unnest($2::bigint[]) as n (id) where not exists (select from product p where p.shop_id = $1 and p.id = n.id) order by n.id',
      [shopId, ids],
    ),
  );
  return rows.map((row) => row.id);
}
