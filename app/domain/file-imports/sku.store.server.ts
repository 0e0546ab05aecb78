import type { PoolClient } from 'pg';

export type ArticleOf = (sku: string | null) => { productId: bigint; variantId: bigint } | null;

/** Which products articles are, by their stock keeping unit; one that several variants share says nothing. */
export async function productsBySku(client: PoolClient, shopId: bigint, skus: readonly string[]): Promise<ArticleOf> {
  const { rows } = await client.query<{ sku: string; product_id: bigint; id: bigint }>(
    'select v.sku, min(v.product_id) as product_id, min(v.id) as id from unnest($2::text[]) as s (sku) join product_variant v on v.shop_id = $1 and v.sku = s.sku group by v.sku having count(*) = 1',
    [shopId, [...new Set(skus)]],
  );
  const found = new Map(rows.map((row) => [row.sku, { productId: row.product_id, variantId: row.id }]));
  return (sku) => (sku === null ? null : (found.get(sku) ?? null));
}
