import type { Pool } from 'pg';

/** Tables of synced records, and what in them differs from one run to the next though the record is the same: clocks of ours, and sealed bytes. */
const TABLES: Record<string, string[]> = {
  product: ['recorded_at'],
  product_variant: [],
  collection: ['recorded_at'],
  collection_product: [],
  discount: ['recorded_at'],
  customer: ['recorded_at'],
  customer_tag: [],
  customer_search: [],
  customer_event: ['recorded_at'],
  sales_order: ['recorded_at'],
  order_line: [],
  refund: [],
  refund_line: [],
  product_sales: [],
  order_transaction: [],
  fulfillment: [],
};

/** Number of rows and a digest over all of them, by table: equal for equal contents. */
export async function dumpTenant(pool: Pool, shopId: bigint): Promise<Record<string, { rows: number; digest: string | null }>> {
  const dump: Record<string, { rows: number; digest: string | null }> = {};
  for (const [table, leftOut] of Object.entries(TABLES)) {
    const { rows } = await pool.query<{ rows: number; digest: string | null }>(
      `select count(*)::int as rows, md5(string_agg(line, '|' order by line)) as digest from (select (to_jsonb(t) - $2::text[])::text as line from ${table} t where shop_id = $1) lines`,
      [shopId, leftOut],
    );
    dump[table] = rows[0] ?? { rows: 0, digest: null };
  }
  return dump;
}

/** Forgets every synced record and every import of a shop; the shop stays installed. */
export async function forgetRecords(pool: Pool, shopId: bigint): Promise<void> {
  for (const table of [
    'import_run',
    'collection',
    'product',
    'discount',
    'customer_event',
    'sales_order',
    'product_sales',
    'customer_search',
    'customer_tag',
    'customer_contact',
    'customer_key',
    'customer',
    'domain_event',
  ]) {
    await pool.query(`delete from ${table} where shop_id = $1`, [shopId]);
  }
}
