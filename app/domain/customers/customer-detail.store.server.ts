import { withShop, withShopConnection } from '~/db/tenant.server';
import { TIMELINE_GROUPS, type BoughtProduct, type CustomerDetail, type TimelineGroup } from './model';

export type CustomerDetailFacts = Omit<CustomerDetail, 'contact' | 'contactFull' | 'tags'>;

export function findCustomer(shopId: bigint, id: bigint): Promise<CustomerDetailFacts | null> {
  return withShop(shopId, async (tx) => {
    const row = await tx.customer.findUnique({ where: { shopId_id: { shopId, id } } });
    return row && { ...row, joinedAt: row.occurredAt, accountState: row.state };
  });
}

/** Figures of these customers; who is not there is left out. */
export function readFacts(shopId: bigint, ids: bigint[]): Promise<{ id: bigint; ordersCount: number; spentNet: bigint }[]> {
  return withShop(shopId, (tx) => tx.customer.findMany({ where: { shopId, id: { in: ids } }, select: { id: true, ordersCount: true, spentNet: true } }));
}

/** What a customer has bought, most units first. Cancelled, deleted and test orders do not count. */
export function topProducts(shopId: bigint, customerId: bigint, limit: number): Promise<BoughtProduct[]> {
  return withShop(
    shopId,
    (tx) => tx.$queryRaw<BoughtProduct[]>`
      select l.product_id as "productId", (array_agg(l.title order by o.occurred_at desc))[1] as title,
        sum(l.current_quantity)::int as units, max(o.occurred_at) as "lastAt"
      from sales_order o join order_line l on l.shop_id = o.shop_id and l.order_id = o.id
      where o.shop_id = ${shopId} and o.customer_id = ${customerId} and not o.test and o.cancelled_at is null and o.deleted_at is null
      group by l.product_id, case when l.product_id is null then l.title end
      having sum(l.current_quantity) > 0
      order by units desc, "lastAt" desc limit ${limit}`,
  );
}

export interface TimelineRow {
  customerId: bigint;
  kind: string;
  source: string;
  occurredAt: Date;
  orderId: bigint | null;
  orderName: string | null;
  amount: bigint | null;
  detail: unknown;
}
export interface TimelinePosition {
  occurredAt: Date;
  kind: string;
  source: string;
  customerId: bigint;
}

/** Newest first, from just past `after` on: what happened with the customer and with all that were merged into them. */
export function readTimeline(
  shopId: bigint,
  customerId: bigint,
  groups: TimelineGroup[],
  after: TimelinePosition | null,
  limit: number,
): Promise<TimelineRow[]> {
  const kinds: string[] = groups.flatMap((group) => [...TIMELINE_GROUPS[group]]);
  return withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<TimelineRow>({
      name: after ? 'timeline_past' : 'timeline_top',
      text: `with recursive below as (
          select c.id, 1 as depth from customer c where c.shop_id = $1 and c.merged_into = $2
          union all select c.id, depth + 1 from below join customer c on c.shop_id = $1 and c.merged_into = below.id where depth < 100
        )
        select e.customer_id as "customerId", e.kind, e.source, e.occurred_at as "occurredAt", e.order_id as "orderId", o.name as "orderName", e.amount, e.detail
        from customer_event e left join sales_order o on o.shop_id = e.shop_id and o.id = e.order_id
        where e.shop_id = $1 and e.customer_id = any(array(select $2::bigint union all select id from below)) and (e.kind <> 'joined' or e.customer_id = $2)
          and ($3::text[] is null or e.kind = any($3)) ${after ? PAST : ''}
        order by e.occurred_at desc, e.kind = 'joined', e.kind, e.source, e.customer_id limit $4`,
      values: [
        shopId,
        customerId,
        kinds.length > 0 ? kinds : null,
        limit,
        ...(after ? [after.occurredAt, after.kind === 'joined', after.kind, after.source, after.customerId] : []),
      ],
    });
    return rows;
  });
}

const PAST =
  "and e.occurred_at <= $5 and (e.occurred_at < $5 or (e.kind = 'joined', e.kind, e.source, e.customer_id) > ($6::boolean, $7::text, $8::text, $9::bigint))";
