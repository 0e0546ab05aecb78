/** How many groups members are dealt into by their id: enough for a jackknife's 95% (t with 19 degrees of freedom), few enough to stay small. */
export const SAMPLES = 20;

/** Entries `$3` < id ≤ `$4` of shop `$1`, added to the days of zone `$2`. */
export const ADD_DAYS = `
  insert into loyalty_day as d (shop_id, day, reason, debit, credit, points, entries)
  select shop_id, (occurred_at at time zone $2)::date, reason, debit, credit, sum(points)::bigint, count(*)
  from ledger_entry where shop_id = $1 and id > $3 and id <= $4 group by 1, 2, 3, 4, 5 order by 2, 3, 4, 5
  on conflict (shop_id, day, reason, debit, credit) do update set points = d.points + excluded.points, entries = d.entries + excluded.entries`;

const MONTH = (at: string) => `date_trunc('month', ${at} at time zone $2)::date`;
/** An import's points are as old as they say. */
const SINCE = "case when o.reason = 'imported' then least(o.occurred_at, o.available_at) else o.occurred_at end";

/**
 * Entries `$3` < id ≤ `$4` (null: all that follow) of shop `$1` by what became of the points: `month` of issue in zone `$2`, `age` in calendar months
 * since then, group of members. What members hold is granted − redeemed − expired − withdrawn, for each month and in all.
 *
 * Points keep their month wherever they go: `origins` walks from a lot that came with a merge to the one it was, and from points given back into a
 * lot of their own to what they were spent from (those of the same date, else the first). Points given back count as never redeemed, at the time of the redemption.
 * What an import brings is granted at the age it then has, for what had become of such points before nobody saw; an import that is undone never was. A merge takes
 * points out of one group of members and into another.
 */
export const COHORT_SUMS = `
  with recursive moves as (
    select e.customer_id, e.debit, e.credit, e.reason, e.occurred_at, e.reverses, moved.lot, moved.points
    from ledger_entry e cross join lateral unnest(e.lots, e.lot_points) as moved (lot, points)
    where e.shop_id = $1 and e.id > $3 and ($4::bigint is null or e.id <= $4) and not (e.debit = 'member:pending' and e.credit = 'member:available')
  ), origins as (
    select m.lot, o.debit, o.key, o.part, o.reverses, o.available_at, o.occurred_at, ${SINCE} as since
    from (select distinct lot from moves) as m join ledger_entry o on o.shop_id = $1 and o.id = m.lot
    union all
    select c.lot, o.debit, o.key, o.part, o.reverses, o.available_at, o.occurred_at, ${SINCE}
    from origins c cross join lateral (
      select t.lots[1] as lot from ledger_entry t where c.debit = 'shop:transferred' and t.shop_id = $1 and t.key = c.key and t.part = c.part - 1
      union all
      (select taken.lot from ledger_entry r cross join lateral unnest(r.lots) with ordinality as taken (lot, place)
         left join ledger_lot l on l.shop_id = r.shop_id and l.customer_id = r.customer_id and l.id = taken.lot
       where c.debit = 'shop:redeemed' and r.shop_id = $1 and r.id = c.reverses order by (l.available_at = c.available_at) desc nulls last, taken.place limit 1)
    ) as source join ledger_entry o on o.shop_id = $1 and o.id = source.lot
  )
  select $1::bigint as shop_id, month, greatest(0, (extract(year from at) - extract(year from month)) * 12 + extract(month from at) - extract(month from month))::int as age,
    sample, kind, sum(points)::bigint as points
  from (
    select ${MONTH('o.since')} as month, ${MONTH("case when m.reason = 'import_undone' then o.occurred_at else coalesce(taken.occurred_at, m.occurred_at) end")} as at,
      ((hashint8(m.customer_id) & 2147483647) % ${SAMPLES})::smallint as sample,
      case when m.debit in ('shop:issued', 'shop:transferred') or m.credit = 'shop:transferred' or m.reason = 'import_undone' then 'granted'
           when m.debit = 'shop:redeemed' or m.credit = 'shop:redeemed' then 'redeemed'
           when m.credit = 'shop:expired' then 'expired' else 'withdrawn' end as kind,
      case when m.debit = 'shop:redeemed' or m.credit = 'shop:transferred' or m.reason = 'import_undone' then -m.points else m.points end as points
    from moves m join origins o on o.lot = m.lot and o.debit = 'shop:issued'
    left join ledger_entry taken on taken.shop_id = $1 and taken.id = m.reverses
  ) as pieces group by 2, 3, 4, 5 order by 2, 3, 4, 5`;

/** The same, added to what there is. */
export const ADD_COHORTS = `insert into loyalty_cohort as c (shop_id, month, age, sample, kind, points) ${COHORT_SUMS}
  on conflict (shop_id, month, age, sample, kind) do update set points = c.points + excluded.points`;
