/** What the entries alone say, as SQL over a relation `entries` of ledger_entry's rows. One wording for the proof and for the repair. */

/** Balances, the number of entries, and what the list of members is sorted by; a row a member. */
export const TOLD_BALANCES = `
  select customer_id, count(*)::int as entries,
    sum(case when debit in ('shop:issued', 'shop:transferred') then points when credit in ('shop:issued', 'shop:transferred') then -points else 0 end)::bigint as earned,
    max(occurred_at) filter (where reason in ('order_earned', 'order_adjusted', 'activity', 'redeemed')) as last_active_at,
    sum(case when credit = 'member:available' then points when debit = 'member:available' then -points else 0 end)::bigint as available,
    sum(case when credit = 'member:pending' then points when debit = 'member:pending' then -points else 0 end)::bigint as pending,
    sum(case when debit = 'member:owed' then points when credit = 'member:owed' then -points else 0 end)::bigint as owed
  from entries group by customer_id`;

const MOVES = 'entries e cross join lateral unnest(e.lots, e.lot_points) as moved (lot, points)';
const MATURING = "e.debit = 'member:pending' and e.credit = 'member:available'";
/** What the entry of a lot's id put into it (null when none did), and what all entries left in it: maturing moves nothing in or out. */
const LOT_SUMS = `
    max(moved.points) filter (where moved.lot = e.id)::bigint as opened,
    sum(case when e.debit like 'shop:%' then moved.points when e.credit = 'member:available' then 0 else -moved.points end)::bigint as remaining,
    bool_or(e.credit = 'member:available')::int::smallint as state`;

/** Lots, a row each. */
export const MOVED_LOTS = `select e.customer_id, moved.lot as id, ${LOT_SUMS} from ${MOVES} group by e.customer_id, moved.lot`;

/**
 * A lot's whole row but for its end, when a later programme has moved that: what its opening entry says of it, and the entry by which
 * it matured. While it is pending, its order says when that will be. One pass: a lot's entries are not joined with each other.
 */
export const DERIVED_LOTS = `
  select told.customer_id, told.id, case when told.opening = 'shop:redeemed' then null else told.order_id end as order_id, told.state, told.opened as points, told.remaining,
    coalesce(told.matured_from, case told.state when 0 then o.matures_at end, told.matures_at) as matures_at, coalesce(told.matured_at, told.available_at) as available_at,
    case when told.matured_at is null then told.expires_at else told.matured_until end as expires_at, told.fixed_expiry
  from (
    select e.customer_id, moved.lot as id, ${LOT_SUMS},
      max(e.debit) filter (where moved.lot = e.id) as opening, max(e.order_id) filter (where moved.lot = e.id) as order_id,
      max(e.matures_at) filter (where moved.lot = e.id) as matures_at, max(e.available_at) filter (where moved.lot = e.id) as available_at,
      max(e.expires_at) filter (where moved.lot = e.id) as expires_at, bool_or(e.fixed_expiry) filter (where moved.lot = e.id) as fixed_expiry,
      max(e.available_at) filter (where ${MATURING}) as matured_at, max(e.matures_at) filter (where ${MATURING}) as matured_from, max(e.expires_at) filter (where ${MATURING}) as matured_until
    from ${MOVES} group by e.customer_id, moved.lot
  ) as told left join loyalty_order o on o.shop_id = $1 and o.order_id = told.order_id
  where told.opened is not null`;
