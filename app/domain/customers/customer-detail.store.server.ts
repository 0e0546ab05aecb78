import { Prisma } from '@prisma/client';
import { withShop } from '~/db/tenant.server';
import { TIMELINE_GROUPS, type BoughtProduct, type CustomerDetail, type TimelineGroup } from './model';

export type CustomerDetailFacts = Omit<CustomerDetail, 'contact' | 'contactFull' | 'tags'>;

export function findCustomer(shopId: bigint, id: bigint): Promise<CustomerDetailFacts | null> {
  return withShop(shopId, async (tx) => {
    const row = await tx.customer.findUnique({ where: { shopId_id: { shopId, id } } });
    return row && { ...row, joinedAt: row.occurredAt, accountState: row.state };
  });
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
}

/** Newest first, from just past `after` on. */
export function readTimeline(
  shopId: bigint,
  customerId: bigint,
  groups: TimelineGroup[],
  after: TimelinePosition | null,
  limit: number,
): Promise<TimelineRow[]> {
  const kinds: string[] = groups.flatMap((group) => [...TIMELINE_GROUPS[group]]);
  const among = kinds.length ? Prisma.sql`and e.kind in (${Prisma.join(kinds)})` : Prisma.empty;
  const past = after
    ? Prisma.sql`and e.occurred_at <= ${after.occurredAt} and (e.occurred_at < ${after.occurredAt} or (e.kind = 'joined', e.kind, e.source) > (${after.kind === 'joined'}, ${after.kind}, ${after.source}))`
    : Prisma.empty;
  return withShop(
    shopId,
    (tx) => tx.$queryRaw<TimelineRow[]>`
      select e.kind, e.source, e.occurred_at as "occurredAt", e.order_id as "orderId", o.name as "orderName", e.amount, e.detail
      from customer_event e left join sales_order o on o.shop_id = e.shop_id and o.id = e.order_id
      where e.shop_id = ${shopId} and e.customer_id = ${customerId} ${among} ${past}
      order by e.occurred_at desc, e.kind = 'joined', e.kind, e.source limit ${limit}`,
  );
}
