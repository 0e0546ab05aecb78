import type { PoolClient } from 'pg';
import { asRecordWriter } from '~/db/record-lock.server';

/** A deleted record stays, marked: orders still name it. One that was never seen leaves a mark, so that a late webhook does not bring it back. */
const MARKS = {
  product: `insert into product (shop_id, id, title, handle, status, occurred_at, version_at, deleted_at) select $1, d.id, '', '', 'archived', $3, '1970-01-01T00:00:00Z', $3 from unnest($2::bigint[]) as d (id)
    on conflict (shop_id, id) do update set deleted_at = coalesce(product.deleted_at, excluded.deleted_at)`,
  discount: `insert into discount (shop_id, id, title, method, kind, status, version_at, deleted_at) select $1, d.id, '', 'code', 'unknown', 'expired', '1970-01-01T00:00:00Z', $3 from unnest($2::bigint[]) as d (id)
    on conflict (shop_id, id) do update set deleted_at = coalesce(discount.deleted_at, excluded.deleted_at)`,
};

const mark =
  (table: keyof typeof MARKS) =>
  async (shopId: bigint, ids: readonly bigint[], at: Date, connection?: PoolClient): Promise<void> => {
    if (ids.length > 0) await asRecordWriter(shopId, connection, (client) => client.query(MARKS[table], [shopId, ids, at]));
  };

export const markProductDeleted = mark('product');
export const markDiscountDeleted = mark('discount');

/** Nothing names a collection but its products: it goes. */
export async function markCollectionDeleted(shopId: bigint, ids: readonly bigint[], connection?: PoolClient): Promise<void> {
  if (ids.length > 0)
    await asRecordWriter(shopId, connection, (client) => client.query('delete from collection where shop_id = $1 and id = any($2::bigint[])', [shopId, ids]));
}

export interface RedeemCode {
  discountId: bigint;
  code: string;
  added: boolean;
}

/** The code that a discount is shown by: the first it was given, until that one is taken away. */
export async function applyRedeemCodes(shopId: bigint, codes: readonly RedeemCode[], connection?: PoolClient): Promise<void> {
  if (codes.length === 0) return;
  await asRecordWriter(shopId, connection, async (client) => {
    for (const { discountId, code, added } of codes) {
      if (added) await client.query('update discount set code = $3 where shop_id = $1 and id = $2 and code is null', [shopId, discountId, code]);
      else await client.query('update discount set code = null where shop_id = $1 and id = $2 and code = $3', [shopId, discountId, code]);
    }
  });
}
