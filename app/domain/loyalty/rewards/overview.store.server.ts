import { withShopConnection } from '~/db/tenant.server';
import type { RewardFigures, RewardOverview } from './model';

/** Money that is the member's from then on: the store does not tell when they spend it. */
const IS_MONEY = `kind in ('gift_card', 'store_credit')`;
const IS_USED = `(status = 'used' or (status = 'committed' and ${IS_MONEY}))`;
/** An order that was cancelled, voided or was a test came to nothing. */
const STANDS = `o.id is not null and not o.test and o.cancelled_at is null and o.deleted_at is null and o.financial_status is distinct from 'voided'`;

/** What a used one took off its order (as `takenOff` in ./agree reckons it for a single one), or gave as money. */
const VALUE = `case
  when kind in ('gift_card', 'store_credit') then amount
  when order_id is not null and not stands then 0
  when kind = 'percent_off' then least(round(lines_total * percent / 100), discount_total)
  when kind = 'custom' then 0
  when order_id is null then amount
  else least(amount, discount_total) end`;

const READ = `
  with given as materialized (
    select r.reward, r.status, r.points, r.returned, r.order_id, r.promise ->> 'kind' as kind, (r.promise ->> 'amount')::numeric as amount, (r.promise ->> 'percent')::numeric as percent,
      ${STANDS} as stands, o.lines_total, o.discount_total, o.total - o.refunded_total as revenue
    from loyalty_redemption r left join sales_order o on o.shop_id = $1 and o.id = r.order_id
    where r.shop_id = $1 and ($2::timestamptz is null or r.created_at >= $2) and r.created_at < $3),
  figures as (
    select reward, count(*) filter (where status <> 'released')::int as given, count(*) filter (where ${IS_USED})::int as used,
      count(*) filter (where status = 'expired')::int as expired, count(*) filter (where status = 'cancelled')::int as cancelled,
      count(*) filter (where status = 'reserved' or (status = 'committed' and not ${IS_MONEY}))::int as outstanding,
      count(*) filter (where status = 'released')::int as refused,
      coalesce(sum(points) filter (where status <> 'released'), 0)::bigint as points, coalesce(sum(returned) filter (where status <> 'released'), 0)::bigint as returned,
      coalesce(sum(${VALUE}) filter (where ${IS_USED}), 0)::bigint as value
    from given group by grouping sets ((reward), ())),
  -- An order that used two counts once for each of them, and once in all.
  orders as (
    select reward, count(distinct order_id)::int as orders from given where stands and status = 'used' group by grouping sets ((reward), ())),
  money as (
    select reward, sum(revenue)::bigint as revenue from (select distinct reward, order_id, revenue from given where stands and status = 'used') once group by reward
    union all select null, sum(revenue)::bigint from (select distinct order_id, revenue from given where stands and status = 'used') once)
  select f.*, coalesce(o.orders, 0) as orders, coalesce(m.revenue, 0)::bigint as revenue
  from figures f left join orders o on o.reward is not distinct from f.reward left join money m on m.reward is not distinct from f.reward
  order by f.given desc, f.reward`;

/** What became of the redemptions that were asked for between two moments. `from` null: from the beginning. */
export function readOverview(shopId: bigint, from: Date | null, to: Date): Promise<RewardOverview> {
  return withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<RewardFigures & { reward: string | null }>({
      name: 'loyalty_reward_overview',
      text: READ,
      values: [shopId, from, to],
    });
    const of = rows.map(({ reward, ...figures }) => ({ reward, figures }));
    const total = of.find(({ reward }) => reward === null);
    if (!total) throw new Error('The overview answered nothing.');
    return { rewards: of.flatMap(({ reward, figures }) => (reward === null ? [] : [{ reward, figures }])), total: total.figures };
  });
}
