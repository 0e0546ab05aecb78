import type { PoolClient } from 'pg';

/** Counts and adds up the staged lines; prices exact as in the file, and rounded to minor units of so many digits. */
export async function countStaged(client: PoolClient, digits: number) {
  const { rows } = await client.query<{ orders: number; lines: number; codes: number; numbered: boolean; countries: string[] }>(
    `select (select count(*)::int from history_order where kind = 'sale') as orders, (select count(*)::int from history_line) as lines,
      (select count(distinct code)::int from history_line) as codes,
      (select coalesce(bool_and(order_key ~ '^[1-9][0-9]{0,8}$'), false) and count(*) = count(distinct order_key) from history_order where kind = 'sale') as numbered,
      (select coalesce(array_agg(distinct country), '{}') from history_line where country is not null) as countries`,
  );
  const sums = await client.query<{
    exact: string;
    rounded: string;
    changed: number;
    customers: number;
    orders: number;
    lines: number;
    cleaned_exact: string;
    cleaned_rounded: string;
  }>(
    `select coalesce(sum(quantity * exact_price), 0)::text as exact, coalesce(sum(quantity * price), 0) as rounded, count(*) filter (where exact_price * power(10::numeric, $1::int) <> price)::int as changed,
      count(distinct customer_key) filter (where clean)::int as customers, count(distinct order_key) filter (where clean)::int as orders, count(*) filter (where clean)::int as lines,
      coalesce(sum(quantity * exact_price) filter (where clean), 0)::text as cleaned_exact, coalesce(sum(quantity * price) filter (where clean), 0) as cleaned_rounded
    from (select *, customer_key is not null and exact_price > 0 as clean from history_line where kind = 'sale') l`,
    [digits],
  );
  const [row] = rows;
  const [sum] = sums.rows;
  if (!row || !sum) throw new Error('The database did not count.');
  return {
    ...row,
    rounding: { exact: sum.exact, rounded: Number(sum.rounded), linesChanged: sum.changed },
    cleaned: { customers: sum.customers, orders: sum.orders, lines: sum.lines, exact: sum.cleaned_exact, rounded: Number(sum.cleaned_rounded) },
  };
}
