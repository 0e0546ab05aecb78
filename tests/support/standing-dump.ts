import type { Pool } from 'pg';

/** Rows of what stands in the store: without what has been deleted or merged away there, which the CRM remembers. */
const QUERIES: Record<string, string> = {
  product: 'select id, title, handle, vendor, product_type, status, tags, occurred_at, version_at from product where shop_id = $1 and deleted_at is null',
  product_variant:
    'select v.* from product_variant v join product p on p.shop_id = v.shop_id and p.id = v.product_id where v.shop_id = $1 and p.deleted_at is null',
  collection_product: 'select * from collection_product where shop_id = $1',
  customer: `select id, status, state, locale, verified_email, tax_exempt, country_code, email_consent, email_opt_in, sms_consent, orders_count, spent_net,
    refunded_total, first_order_at, last_order_at, store_orders_count, store_spent, occurred_at, version_at from customer where shop_id = $1 and status = 'active'`,
  customer_tag: 'select * from customer_tag where shop_id = $1',
  customer_search: 'select * from customer_search where shop_id = $1',
  sales_order: `select id, customer_id, name, number, currency, lines_total, discount_total, shipping_total, tax_total, total, refunded_total, financial_status,
    fulfillment_status, test, tags, discount_codes, email_token, cancelled_at, cancel_reason, closed_at, fingerprint, occurred_at, version_at
    from sales_order where shop_id = $1 and deleted_at is null`,
  order_line: standing('order_line'),
  refund: standing('refund'),
  refund_line: standing('refund_line'),
  order_transaction: standing('order_transaction'),
  fulfillment: standing('fulfillment'),
};

function standing(table: string): string {
  return `select c.* from ${table} c join sales_order o on o.shop_id = c.shop_id and o.id = c.order_id where c.shop_id = $1 and o.deleted_at is null`;
}

/** Each table's rows as sorted text, for comparing row by row. */
export type Standing = Record<string, string[]>;

export async function dumpStanding(pool: Pool, shopId: bigint): Promise<Standing> {
  const dump: Standing = {};
  for (const [table, sql] of Object.entries(QUERIES)) {
    const { rows } = await pool.query<{ line: string }>(`select to_jsonb(t)::text as line from (${sql}) t order by 1`, [shopId]);
    dump[table] = rows.map((row) => row.line);
  }
  return dump;
}

/** Rows that only one of the two has, by table; empty when they are equal. */
export function differences(one: Standing, other: Standing): Record<string, { only: string[]; lacks: string[] }> {
  return Object.fromEntries(
    Object.keys(one).flatMap((table) => {
      const [left, right] = [new Set(one[table]), new Set(other[table])];
      const only = [...left].filter((line) => !right.has(line));
      const lacks = [...right].filter((line) => !left.has(line));
      return only.length + lacks.length > 0 ? [[table, { only, lacks }]] : [];
    }),
  );
}
