import { Prisma } from '@prisma/client';
import { withShop } from '~/db/tenant.server';
import { COUNT_MAX, type Count, type Cursor } from '../shared/keyset';
import { keysetScans, readScans, type SortColumn } from '../shared/keyset-sql.store.server';
import type { ProductFilter, ProductRow, Sold } from './model';

const TITLE: SortColumn = { column: Prisma.sql`p.title`, type: 'text', nullable: false, id: Prisma.sql`p.id` };

/** The filter as SQL over `product p`. LIKE cannot use an index under row-level security; a shop's products are few enough to be read. */
export function productWhere(shopId: bigint, filter: ProductFilter): Prisma.Sql {
  const parts = [Prisma.sql`p.shop_id = ${shopId}`, Prisma.sql`p.deleted_at is null`];
  if (filter.status) parts.push(Prisma.sql`lower(p.status) = ${filter.status}`);
  if (filter.query) {
    const pattern = `%${filter.query.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
    parts.push(Prisma.sql`(lower(p.title) like ${pattern} or lower(p.vendor) like ${pattern}
      or exists (select from product_variant v where v.shop_id = p.shop_id and v.product_id = p.id and lower(v.sku) like ${pattern}))`);
  }
  return Prisma.join(parts, ' and ');
}

export type ProductFacts = Omit<ProductRow, keyof Sold>;

/** Up to `size + 1` products in scanning order, nearest to the cursor first. */
export function readProducts(shopId: bigint, where: Prisma.Sql, direction: 'asc' | 'desc', cursor: Cursor | null, size: number): Promise<ProductFacts[]> {
  const scans = keysetScans(TITLE, direction, cursor);
  return withShop(shopId, (tx) =>
    readScans(
      scans,
      size,
      (scan, limit) => tx.$queryRaw<ProductFacts[]>`
        select p.id, p.title, p.vendor, p.product_type as "productType", lower(p.status) as status, v.variants, v."priceMin", v."priceMax", v.inventory
        from product p cross join lateral (
          select count(*)::int as variants, min(price) as "priceMin", max(price) as "priceMax", sum(inventory)::int as inventory
          from product_variant where shop_id = p.shop_id and product_id = p.id) v
        where ${where} and ${scan.where} order by ${scan.order} limit ${limit}`,
    ),
  );
}

export async function countProducts(shopId: bigint, where: Prisma.Sql): Promise<Count> {
  const [row] = await withShop(
    shopId,
    (tx) => tx.$queryRaw<{ n: number }[]>`select count(*)::int as n from (select from product p where ${where} limit ${COUNT_MAX + 1}) counted`,
  );
  const value = row?.n ?? 0;
  return { value: Math.min(value, COUNT_MAX), more: value > COUNT_MAX };
}

/** What was sold of each product in the orders that count (not test, cancelled or deleted), after discounts and refunds; kept with the orders. */
export async function soldOf(shopId: bigint, productIds: bigint[]): Promise<Map<bigint, Sold>> {
  const rows = await withShop(shopId, (tx) => tx.productSales.findMany({ where: { shopId, productId: { in: productIds } } }));
  return new Map(rows.map(({ productId, units, revenue, lastAt }) => [productId, { units: Number(units), revenue, lastAt }]));
}
