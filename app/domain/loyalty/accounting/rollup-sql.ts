/** How many groups members are dealt into by their id: enough for a jackknife's 95% (t with 19 degrees of freedom), few enough to stay small. */
export const SAMPLES = 20;

/** Entries `$3` < id ≤ `$4` of shop `$1`, added to the days of zone `$2`. */
export const ADD_DAYS = `
  insert into loyalty_day as d (shop_id, day, reason, debit, credit, points, entries)
  select shop_id, (occurred_at at time zone $2)::date, reason, debit, credit, sum(points)::bigint, count(*)
  from ledger_entry where shop_id = $1 and id > $3 and id <= $4 group by 1, 2, 3, 4, 5 order by 2, 3, 4, 5
  on conflict (shop_id, day, reason, debit, credit) do update set points = d.points + excluded.points, entries = d.entries + excluded.entries`;

const MONTH = (at: string) => `date_trunc('month', ${at} at time zone $2)::date`;

/**
 * The same entries by the lots they touched: a lot's month is that in which it became available. What is given back counts as never redeemed,
 * at the time of the redemption; a lot that only came to be by giving back is left out with all that becomes of it, for its points have been counted
 * with the lot they were redeemed from. A merge takes a lot from one group of members to another.
 */
export const ADD_COHORTS = `
  insert into loyalty_cohort as c (shop_id, month, age, sample, kind, points)
  select $1::bigint, month, case kind when 'granted' then 0 else greatest(0,
      (extract(year from at) - extract(year from month)) * 12 + extract(month from at) - extract(month from month))::int end as age,
    sample, kind, sum(points)::bigint
  from (
    select ${MONTH('l.available_at')} as month, ${MONTH('coalesce(taken.occurred_at, e.occurred_at)')} as at,
      ((hashint8(e.customer_id) & 2147483647) % ${SAMPLES})::smallint as sample,
      case when e.debit = 'member:pending' or e.credit = 'shop:transferred' or e.debit in ('shop:issued', 'shop:transferred') then 'granted'
           when e.debit = 'shop:redeemed' or e.credit = 'shop:redeemed' then 'redeemed'
           when e.credit = 'shop:expired' then 'expired' else 'withdrawn' end as kind,
      case when e.debit = 'shop:redeemed' or e.credit = 'shop:transferred' then -moved.points else moved.points end as points
    from ledger_entry e cross join lateral unnest(e.lots, e.lot_points) as moved (lot, points)
    join ledger_lot l on l.shop_id = e.shop_id and l.customer_id = e.customer_id and l.id = moved.lot
    join ledger_entry opening on opening.shop_id = e.shop_id and opening.id = moved.lot and opening.debit <> 'shop:redeemed'
    left join ledger_entry taken on taken.shop_id = e.shop_id and taken.id = e.reverses
    where e.shop_id = $1 and e.id > $3 and e.id <= $4 and (e.debit = 'member:available' or e.credit = 'member:available') and l.available_at is not null
  ) as pieces group by 2, 3, 4, 5 order by 2, 3, 4, 5
  on conflict (shop_id, month, age, sample, kind) do update set points = c.points + excluded.points`;
