import type { PoolClient } from 'pg';
import { withShopConnection } from '~/db/tenant.server';
import { localDay } from '../earning/calendar';
import { EXPIRY_NOTICES } from './model';

/** Entries looked at in one transaction. */
const ENTRIES_AT_ONCE = 5_000n;
/** What a member has earned; what was moved, taken back or brought along is no news of that kind. */
const EARNED = ['order_earned', 'order_adjusted', 'activity', 'birthday', 'tier_entry', 'adjusted'];

/**
 * Looks through what has been posted since the last time, and once a day through the points that end soon, and notes what Flow has to be told. Of the
 * ledger it reads as far as its days have been added up: up to there no entry is missing that would be committed later.
 * @returns whether there is more to look through.
 */
export function collectFlowEvents(shopId: bigint, now: Date): Promise<boolean> {
  return withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<{ trigger: string; through: bigint; day: string | null; zone: string }>(
      `select u.trigger, u.through, u.day::text as day, s.timezone as zone from loyalty_flow_use u join shop s using (shop_id)
       where u.shop_id = $1 and u.enabled for update of u`,
      [shopId],
    );
    const earned = rows.find(({ trigger }) => trigger === 'regulars-points-earned');
    const expiring = rows.find(({ trigger }) => trigger === 'regulars-points-expiring');
    const today = expiring && localDay(now, expiring.zone);
    if (expiring && today && expiring.day !== today) await noteExpiring(connection, shopId, expiring.zone, today, now);
    return earned ? noteEarned(connection, shopId, earned.through, now) : false;
  });
}

async function noteEarned(connection: PoolClient, shopId: bigint, after: bigint, now: Date): Promise<boolean> {
  const { rows } = await connection.query<{ through: bigint; certain: bigint }>(
    `select r.through as certain, coalesce((select max(id) from (select id from ledger_entry where shop_id = $1 and id > $2 and id <= r.through order by id limit $3) e), $2) as through
     from loyalty_rollup r where r.shop_id = $1`,
    [shopId, after, ENTRIES_AT_ONCE],
  );
  const through = rows[0]?.through ?? after;
  if (through === after) return false;
  await connection.query(
    `insert into loyalty_flow_event (shop_id, trigger, source, customer_id, facts)
     select $1, 'regulars-points-earned', e.id::text, e.customer_id, jsonb_build_object('points', e.points::text, 'balance', m.available::text, 'reason', e.reason,
       'order', o.name, 'isPending', e.credit = 'member:pending')
     from ledger_entry e join loyalty_member m on m.shop_id = e.shop_id and m.customer_id = e.customer_id
       left join sales_order o on o.shop_id = e.shop_id and o.id = e.order_id
     where e.shop_id = $1 and e.id > $2 and e.id <= $3 and e.customer_id > 0 and e.debit = 'shop:issued' and starts_with(e.credit, 'member:')
       and e.reason = any($4::text[]) and e.occurred_at > $5::timestamptz - interval '1 day'
     order by e.id on conflict do nothing`,
    [shopId, after, through, EARNED, now],
  );
  await connection.query("update loyalty_flow_use set through = $2 where shop_id = $1 and trigger = 'regulars-points-earned'", [shopId, through]);
  return through < (rows[0]?.certain ?? 0n);
}

async function noteExpiring(connection: PoolClient, shopId: bigint, zone: string, today: string, now: Date): Promise<void> {
  const [early, late] = EXPIRY_NOTICES;
  await connection.query(
    `with ending as (
       select customer_id, ((expires_at at time zone $2) - interval '1 microsecond')::date as last_day, sum(remaining) as points from ledger_lot
       where shop_id = $1 and state = 1 and remaining > 0 and expires_at > $4 and expires_at <= $4::timestamptz + make_interval(days => $5 + 1) and customer_id > 0 group by 1, 2),
     due as (select *, last_day - $3::date as days_left from ending where last_day - $3::date <= $5)
     insert into loyalty_flow_event (shop_id, trigger, source, customer_id, facts)
     select $1, 'regulars-points-expiring', customer_id || ':' || last_day || ':' || case when days_left <= $6 then $6 else $5 end, customer_id,
       jsonb_build_object('points', points::text, 'lastDay', last_day::text, 'daysLeft', days_left)
     from due on conflict do nothing`,
    [shopId, zone, today, now, early, late],
  );
  await connection.query("update loyalty_flow_use set day = $2 where shop_id = $1 and trigger = 'regulars-points-expiring'", [shopId, today]);
}
