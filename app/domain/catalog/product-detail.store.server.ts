import { withShop } from '~/db/tenant.server';
import type { ProductBuyer, VariantRow } from './model';

export interface ProductIdentity {
  id: bigint;
  title: string;
  handle: string;
  vendor: string;
  productType: string;
  status: string;
  isGiftCard: boolean;
  tags: string[];
  deletedAt: Date | null;
  collections: { id: bigint; title: string }[];
}

export function findProduct(shopId: bigint, id: bigint): Promise<ProductIdentity | null> {
  return withShop(shopId, async (tx) => {
    const row = await tx.product.findUnique({
      where: { shopId_id: { shopId, id } },
      include: { collections: { include: { collection: { select: { id: true, title: true } } } } },
    });
    return row && { ...row, status: row.status.toLowerCase(), collections: row.collections.map((membership) => membership.collection) };
  });
}

/** The variants in the store's order, each with what was sold of it. */
export function variantsOf(shopId: bigint, productId: bigint): Promise<VariantRow[]> {
  return withShop(
    shopId,
    (tx) => tx.$queryRaw<VariantRow[]>`
      select v.id, v.title, v.sku, v.price, v.compare_at as "compareAt", v.inventory, coalesce(s.units, 0)::int as units, coalesce(s.revenue, 0)::bigint as revenue
      from product_variant v left join (
        select l.variant_id, sum(l.current_quantity) as units, sum(l.unit_price * l.quantity - l.discount_total - coalesce(r.subtotal, 0)) as revenue
        from order_line l join sales_order o on o.shop_id = l.shop_id and o.id = l.order_id
        left join lateral (select sum(subtotal) as subtotal from refund_line r where r.shop_id = l.shop_id and r.order_id = l.order_id and r.line_id = l.id) r on true
        where l.shop_id = ${shopId} and l.product_id = ${productId} and not o.test and o.cancelled_at is null and o.deleted_at is null
        group by l.variant_id) s on s.variant_id = v.id
      where v.shop_id = ${shopId} and v.product_id = ${productId} order by v.position, v.id`,
  );
}

export interface BuyersOfProduct {
  buyers: number;
  repeatBuyers: number;
  unitsRefunded: number;
  topBuyers: ProductBuyer[];
}

/** Who bought it and still has it (units that stand after refunds), by most units. */
export async function buyersOf(shopId: bigint, productId: bigint, limit: number): Promise<BuyersOfProduct> {
  return withShop(shopId, async (tx) => {
    const rows = await tx.$queryRaw<(ProductBuyer & { buyers: number; repeatBuyers: number })[]>`
      with buyer as (
        select o.customer_id, sum(l.current_quantity)::int as units, count(distinct o.id)::int as orders, max(o.occurred_at) as last_at
        from order_line l join sales_order o on o.shop_id = l.shop_id and o.id = l.order_id
        where l.shop_id = ${shopId} and l.product_id = ${productId} and l.current_quantity > 0 and o.customer_id is not null
          and not o.test and o.cancelled_at is null and o.deleted_at is null
        group by o.customer_id)
      select customer_id as "customerId", units, orders, last_at as "lastAt", (count(*) over ())::int as buyers, (count(*) filter (where orders > 1) over ())::int as "repeatBuyers"
      from buyer order by units desc, last_at desc, customer_id limit ${limit}`;
    const [refunded] = await tx.$queryRaw<{ units: number }[]>`
      select coalesce(sum(r.quantity), 0)::int as units from order_line l join refund_line r on r.shop_id = l.shop_id and r.order_id = l.order_id and r.line_id = l.id
      where l.shop_id = ${shopId} and l.product_id = ${productId}`;
    return {
      buyers: rows[0]?.buyers ?? 0,
      repeatBuyers: rows[0]?.repeatBuyers ?? 0,
      unitsRefunded: refunded?.units ?? 0,
      topBuyers: rows.map(({ customerId, units, orders, lastAt }) => ({ customerId, units, orders, lastAt })),
    };
  });
}
