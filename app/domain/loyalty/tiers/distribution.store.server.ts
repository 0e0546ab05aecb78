import { Prisma } from '@prisma/client';
import { withShop } from '~/db/tenant.server';
import type { DistributionStep } from './model';

/** Stretches of time, each counted by itself; of several, a customer's best one counts. */
export type Stretches = [{ from: Date | null; to: Date | null }, ...{ from: Date | null; to: Date | null }[]];

const TIMEOUT_MS = 30_000;

/**
 * How many customers have how much, over the paid orders of the stretches: goods after discounts and refunds, without tax
 * and shipping, or the number of orders of which something is kept. One pass over the orders.
 */
export function readDistribution(shopId: bigint, basis: 'spend' | 'orders', stretches: Stretches): Promise<DistributionStep[]> {
  const earliest = stretches.some(({ from }) => from === null) ? null : new Date(Math.min(...stretches.map(({ from }) => from?.getTime() ?? 0)));
  const amount = basis === 'spend' ? Prisma.sql`sum(kept)` : Prisma.sql`count(*)`;
  const bests = stretches.map(({ from, to }) => {
    const within = [from && Prisma.sql`at >= ${from}`, to && Prisma.sql`at < ${to}`].filter((part): part is Prisma.Sql => part !== null);
    return Prisma.sql`coalesce(${amount} filter (where ${within.length === 0 ? Prisma.sql`true` : Prisma.join(within, ' and ')}), 0)::bigint`;
  });
  return withShop(
    shopId,
    (tx) => tx.$queryRaw<DistributionStep[]>`
      with returned as (
        select order_id, sum(amount - shipping - tax) as goods, sum(tax) as tax from refund where shop_id = ${shopId} group by order_id
      ), kept as (
        select o.customer_id, o.occurred_at as at, o.lines_total - o.discount_total - coalesce(r.goods, 0)
          - case when o.taxes_included then greatest(0, o.tax_total - coalesce(r.tax, 0)) else 0 end as kept
        from sales_order o left join returned r on r.order_id = o.id
        where o.shop_id = ${shopId} and o.customer_id is not null and o.deleted_at is null and not o.test and o.cancelled_at is null
          and o.financial_status in ('paid', 'partially_refunded') ${earliest === null ? Prisma.empty : Prisma.sql`and o.occurred_at >= ${earliest}`}
      ), credit as (
        select greatest(${Prisma.join(bests)}) as amount from kept where kept > 0 group by customer_id
      ), rounded as (
        select amount, (10 ^ greatest(0, length(amount::text) - 3))::bigint as step from credit where amount > 0
      )
      select (amount / step * step)::bigint as floor, count(*)::int as members from rounded group by 1 order by 1`,
    { timeoutMs: TIMEOUT_MS },
  );
}
