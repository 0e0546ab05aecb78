/** What the entries alone say, as SQL over a relation `entries` of ledger_entry's rows. One wording for the proof and for the repair. */

/** Balances and the number of entries, a row a member. */
export const TOLD_BALANCES = `
  select customer_id, count(*)::int as entries,
    sum(case when credit = 'member:available' then points when debit = 'member:available' then -points else 0 end)::bigint as available,
    sum(case when credit = 'member:pending' then points when debit = 'member:pending' then -points else 0 end)::bigint as pending,
    sum(case when debit = 'member:owed' then points when credit = 'member:owed' then -points else 0 end)::bigint as owed
  from entries group by customer_id`;

/**
 * Lots, a row each: what the entry of its id put into it (`opened`, null when none did) and what all entries left in it. Maturing
 * moves nothing in or out of a lot.
 */
export const MOVED_LOTS = `
  select e.customer_id, moved.lot as id,
    max(moved.points) filter (where moved.lot = e.id)::bigint as opened,
    sum(case when e.debit like 'shop:%' then moved.points when e.credit = 'member:available' then 0 else -moved.points end)::bigint as remaining,
    bool_or(e.credit = 'member:available')::int::smallint as state, max(e.occurred_at) as touched_at
  from entries e cross join lateral unnest(e.lots, e.lot_points) as moved (lot, points)
  group by e.customer_id, moved.lot`;

/**
 * A lot's whole row but for its end, when a later programme has moved that: what its opening entry says of it, and the entry by which
 * it matured. While it is pending, its order says when that will be.
 */
export const DERIVED_LOTS = `
  select moved.customer_id, moved.id, case when opening.debit = 'shop:redeemed' then null else opening.order_id end as order_id, moved.state, moved.opened as points, moved.remaining,
    coalesce(maturing.matures_at, case moved.state when 0 then o.matures_at end, opening.matures_at) as matures_at, coalesce(maturing.available_at, opening.available_at) as available_at,
    case when maturing.id is null then opening.expires_at else maturing.expires_at end as expires_at, opening.fixed_expiry, moved.touched_at
  from (${MOVED_LOTS}) as moved
  join entries opening on opening.id = moved.id and opening.customer_id = moved.customer_id
  left join entries maturing on maturing.customer_id = moved.customer_id and maturing.lots = array[moved.id]
    and maturing.debit = 'member:pending' and maturing.credit = 'member:available'
  left join loyalty_order o on o.shop_id = opening.shop_id and o.order_id = opening.order_id
  where moved.opened is not null`;
