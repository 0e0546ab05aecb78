import { withShopConnection } from '~/db/tenant.server';
import type { RewardFigures, RewardOverview } from './model';

/** Money that is the member's from then on: the store does not tell when they spend it. */
const IS_MONEY = `coalesce(promise ->> 'kind' in ('gift_card', 'store_credit'), false)`;
const IS_USED = `(status = 'used' or (status = 'committed' and ${IS_MONEY}))`;
const AMOUNT = `(promise ->> 'amount')::bigint`;
const IN_PERIOD = `created_at >= $2 and created_at < $3`;
/** An order that was cancelled, voided or was a test came to nothing. */
const STANDS = `not o.test and o.cancelled_at is null and o.deleted_at is null and o.financial_status <> 'voided'`;

/** What a used one took off its order, as `takenOff` in ./agree reckons it for a single one. */
const TAKEN_OFF = `case
  when promise ->> 'kind' in ('gift_card', 'store_credit', 'custom') then 0
  when promise ->> 'kind' = 'percent_off' then least(round(o.lines_total * (promise ->> 'percent')::numeric / 100)::bigint, o.discount_total)
  else least(coalesce(${AMOUNT}, 0), o.discount_total) end`;

/**
 * Redemptions are added up where they are read, by several workers: no row of them is kept. Only of those that an order used a few numbers
 * are, to be sorted by order: an order that used two counts once for each of their rewards, and once in all.
 */
const READ = `
  with figures as (
    select reward, count(*) filter (where status <> 'released') as given, count(*) filter (where ${IS_USED}) as used,
      count(*) filter (where status = 'expired') as expired, count(*) filter (where status = 'cancelled') as cancelled,
      count(*) filter (where status = 'reserved' or (status = 'committed' and not ${IS_MONEY})) as outstanding,
      count(*) filter (where status = 'released') as refused,
      sum(points) filter (where status <> 'released') as points, sum(returned) filter (where status <> 'released') as returned,
      sum(${AMOUNT}) filter (where ${IS_USED} and (${IS_MONEY} or (order_id is null and promise ->> 'kind' not in ('custom', 'percent_off')))) as given_as_money
    from loyalty_redemption where shop_id = $1 and ${IN_PERIOD} group by reward),
  spent as materialized (
    select r.reward, o.id, ${TAKEN_OFF} as taken_off, o.total - o.refunded_total as revenue
    from loyalty_redemption r join sales_order o on o.shop_id = $1 and o.id = r.order_id
    where r.shop_id = $1 and ${IN_PERIOD} and r.status = 'used' and r.order_id is not null and ${STANDS}),
  numbered as (
    select reward, taken_off, revenue, id is distinct from lag(id) over by_order as is_first,
      (id, reward) is distinct from (lag(id) over by_order, lag(reward) over by_order) as is_first_of_reward
    from spent window by_order as (order by id, reward)),
  orders as (
    select reward, sum(taken_off) as taken_off, count(*) filter (where is_first_of_reward) as orders, sum(revenue) filter (where is_first_of_reward) as revenue,
      count(*) filter (where is_first) as first_orders, sum(revenue) filter (where is_first) as first_revenue
    from numbered group by reward)
  select reward, ${['given', 'used', 'expired', 'cancelled', 'outstanding', 'refused'].map((count) => `coalesce(sum(${count}), 0)::int as ${count}`).join()},
    coalesce(sum(points), 0)::bigint as points, coalesce(sum(returned), 0)::bigint as returned,
    (coalesce(sum(given_as_money), 0) + coalesce(sum(taken_off), 0))::bigint as value,
    coalesce(case grouping(reward) when 0 then sum(orders) else sum(first_orders) end, 0)::int as orders,
    coalesce(case grouping(reward) when 0 then sum(revenue) else sum(first_revenue) end, 0)::bigint as revenue
  from figures left join orders using (reward) group by grouping sets ((reward), ())
  order by given desc, reward`;

/** What became of the redemptions that were asked for between two moments. `from` null: from the beginning. */
export function readOverview(shopId: bigint, from: Date | null, to: Date): Promise<RewardOverview> {
  return withShopConnection(shopId, async (connection) => {
    await connection.query("select set_config('work_mem', '32MB', true), set_config('jit', 'off', true)");
    // Without a name, so that it is planned for the period that is asked for: a plan for any period is one for a short one.
    const { rows } = await connection.query<RewardFigures & { reward: string | null }>(READ, [shopId, from ?? '-infinity', to]);
    const of = rows.map(({ reward, ...figures }) => ({ reward, figures }));
    const total = of.find(({ reward }) => reward === null);
    if (!total) throw new Error('The overview answered nothing.');
    return { rewards: of.flatMap(({ reward, figures }) => (reward === null ? [] : [{ reward, figures }])), total: total.figures };
  });
}
