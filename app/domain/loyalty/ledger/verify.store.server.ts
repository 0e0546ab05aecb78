import type { PoolClient } from 'pg';
import { withShopConnection } from '~/db/tenant.server';
import { MOVED_LOTS, TOLD_BALANCES } from './derived-sql';
import { ACCOUNTS, REASONS, type Difference, type Verdict } from './model';

const BALANCES = (row: string, entries = true) =>
  `format('available %s, pending %s${entries ? ', owed %s, %s entries' : ''}', ${['available', 'pending', ...(entries ? ['owed', 'entries'] : [])].map((name) => `coalesce(${row}.${name}, 0)`).join(', ')})`;
const SAME = (names: string[]) => names.map((name) => `coalesce(told.${name}, 0) = coalesce(kept.${name}, 0)`).join(' and ');

/** In the order in which a difference is told: the entries themselves, then the lots, then the balances. */
const DIFFERENCES = `
  select 1 as rank, 'entry' as what, customer_id, id, 'known accounts and reason, and as many points as its lots' as expected,
    format('%s to %s, %s points, %s, lots %s with %s', debit, credit, points, reason, lots, lot_points) as found
  from entries where not (debit = any($2) and credit = any($2) and reason = any($3) and cardinality(lots) = cardinality(lot_points)
    and points = case when debit in ('member:available', 'member:pending') or credit in ('member:available', 'member:pending')
                      then (select coalesce(sum(one), 0) from unnest(lot_points) as one where one > 0) else points end)
  union all
  select 2, 'opening', customer_id, id, coalesce(told.opened || ' points, as the entry of its id says', 'an entry of its id that opens it'), coalesce(kept.points || ' points', 'no lot')
  from moved told full join lots kept using (customer_id, id) where told.opened is null or told.opened is distinct from kept.points
  union all
  select 3, 'lot', customer_id, id, format('%s left, %s', told.remaining, case told.state when 0 then 'pending' else 'available' end), format('%s left, %s', kept.remaining, case kept.state when 0 then 'pending' else 'available' end)
  from moved told join lots kept using (customer_id, id) where (told.remaining, told.state) is distinct from (kept.remaining, kept.state)
  union all
  select 4, 'lot', customer_id, id, 'not below 0', remaining::text from moved where remaining < 0
  union all
  select 5, 'balance', customer_id, null, ${BALANCES('told')} || ' by the entries', ${BALANCES('kept')}
  from balances told full join members kept using (customer_id) where not (${SAME(['available', 'pending', 'owed', 'entries'])})
  union all
  select 6, 'balance', customer_id, null, format('%s earned in total', coalesce(told.earned, 0)), format('%s', coalesce(kept.earned, 0))
  from balances told full join members kept using (customer_id) where not (${SAME(['earned'])})
  union all
  select 7, 'balance', customer_id, null, ${BALANCES('told', false)} || ' by the lots', ${BALANCES('kept', false)}
  from (select customer_id, sum(case state when 1 then remaining else 0 end)::bigint as available, sum(case state when 0 then remaining else 0 end)::bigint as pending
        from lots group by customer_id) told full join members kept using (customer_id) where not (${SAME(['available', 'pending'])})
  union all
  select 8, 'balance', customer_id, null, 'nothing below 0', ${BALANCES('balances')} from balances where least(available, pending, owed) < 0`;

/** One statement, so that all of it is seen at one moment, whatever is posted meanwhile. */
const VERIFY = `
  with entries as (select * from ledger_entry where shop_id = $1),
    lots as materialized (select customer_id, id, points, remaining, state from ledger_lot where shop_id = $1),
    members as materialized (select customer_id, available, pending, owed, entries, earned from loyalty_member where shop_id = $1),
    balances as materialized (${TOLD_BALANCES}),
    moved as materialized (${MOVED_LOTS}),
    accounts as (
      select account, sum(points)::bigint as points, count(*) filter (where points < 0) as debits
      from (select credit as account, points from entries union all select debit, -points from entries) as sides group by account),
    differences as (${DIFFERENCES}),
    first as (select * from differences order by rank, customer_id, id limit 1)
  select (select coalesce(sum(debits), 0)::int from accounts) as entries, (select count(*)::int from members) as members, (select count(*)::int from lots) as lots,
    (select coalesce(json_object_agg(account, points::text), '{}') from accounts) as accounts,
    (select json_build_object('what', what, 'customerId', customer_id::text, 'id', id::text, 'expected', expected, 'found', found) from first) as difference`;

interface Answer {
  entries: number;
  members: number;
  lots: number;
  accounts: Record<string, string>;
  difference: { what: Difference['what']; customerId: string; id: string | null; expected: string; found: string } | null;
}

/** Proves a shop's books: all accounts add up to zero, what is stored is what the entries say, nothing is negative. It reads, and locks nothing. */
export function verifyShop(shopId: bigint): Promise<Verdict> {
  return withShopConnection(shopId, (connection) => verifyBooks(connection, shopId));
}

/** {@link verifyShop} in the caller's transaction, which sees what it has written itself. */
export async function verifyBooks(connection: PoolClient, shopId: bigint): Promise<Verdict> {
  // A shop's entries are read as a whole: sorted and hashed in memory as far as that is reasonable.
  await connection.query("select set_config('work_mem', '64MB', true), set_config('jit', 'off', true)");
  const {
    rows: [answer],
  } = await connection.query<Answer>(VERIFY, [shopId, ACCOUNTS, REASONS]);
  if (!answer) throw new Error('The proof answered nothing.');
  const accounts = Object.fromEntries(Object.entries(answer.accounts).map(([name, points]) => [name, BigInt(points)]));
  return { ...answer, accounts, difference: unbalanced(accounts) ?? told(answer.difference) };
}

function unbalanced(accounts: Record<string, bigint>): Difference | null {
  const sum = Object.values(accounts).reduce((total, points) => total + points, 0n);
  return sum === 0n ? null : { what: 'sum', customerId: null, id: null, expected: '0 over all accounts', found: sum.toString() };
}

const told = (difference: Answer['difference']): Difference | null =>
  difference && { ...difference, customerId: BigInt(difference.customerId), id: difference.id === null ? null : BigInt(difference.id) };
