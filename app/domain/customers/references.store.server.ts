import type { PoolClient } from 'pg';
import { prepared } from '~/db/prepared';
import { insertRows, overwrite } from '~/db/rows.server';
import { survivorsOf } from './person-group.store.server';
import { CUSTOMER_EVENT, type CustomerEventRow } from './tables';

/** A stub is older than any version of the customer. */
const STUB_VERSION = '1970-01-01T00:00:00Z';

/** Makes rows for customers whom only an order has named yet. @returns those that are new. */
export async function stubCustomers(connection: PoolClient, shopId: bigint, named: Map<bigint, Date>): Promise<bigint[]> {
  if (named.size === 0) return [];
  const ids = [...named.keys()].sort((a, b) => (a < b ? -1 : 1));
  const { rows } = await connection.query<{ id: bigint }>(
    `insert into customer (shop_id, id, status, occurred_at, version_at)
     select $1, s.id, 'stub', s.at, '${STUB_VERSION}' from unnest($2::bigint[], $3::timestamptz[]) as s (id, at)
     on conflict (shop_id, id) do nothing returning id`,
    [shopId, ids, ids.map((id) => named.get(id))],
  );
  return rows.map((row) => row.id);
}

/**
 * Our own sums over the customers' orders. What counts: not test, not cancelled, not deleted, not voided; money net of refunds.
 * Computed from the orders every time, so that no order of arrival can make them wrong; customer by customer, or the planner
 * reads all of a shop's orders for a few hundred of its customers.
 */
export async function recomputeSums(connection: PoolClient, shopId: bigint, customerIds: Iterable<bigint>): Promise<void> {
  const ids = [...new Set(customerIds)];
  if (ids.length === 0) return;
  await connection.query(
    prepared(
      `update customer c set orders_count = s.n, spent_net = s.net, refunded_total = s.refunded, first_order_at = s.first_at, last_order_at = s.last_at
     from (
       select u.id, a.* from unnest($2::bigint[]) as u (id) cross join lateral (
         select count(*)::int as n, coalesce(sum(o.total - o.refunded_total), 0)::bigint as net, coalesce(sum(o.refunded_total), 0)::bigint as refunded,
           min(o.occurred_at) as first_at, max(o.occurred_at) as last_at
         from sales_order o where o.shop_id = $1 and o.customer_id = u.id
           and not o.test and o.cancelled_at is null and o.deleted_at is null and o.financial_status <> 'voided'
       ) a
     ) s
     where c.shop_id = $1 and c.id = s.id
       and (c.orders_count, c.spent_net, c.refunded_total, c.first_order_at, c.last_order_at) is distinct from (s.n, s.net, s.refunded, s.first_at, s.last_at)`,
      [shopId, ids],
    ),
  );
}

/** Puts things on timelines; what is there already is corrected, not doubled. `areNew`: none can be there, as when they are of an order that was not. */
export async function recordEvents(connection: PoolClient, shopId: bigint, events: readonly CustomerEventRow[], areNew = false): Promise<void> {
  await insertRows(connection, shopId, CUSTOMER_EVENT, events, areNew ? '' : overwrite(CUSTOMER_EVENT, ['customer_id', 'kind', 'source']));
}

/** What has become of customers that something new is about. */
interface Standing {
  /** Into whom those were merged who were. */
  survivors: Map<bigint, bigint>;
  /** Those nobody has seen yet. */
  missing: bigint[];
  /** Of these, and of the survivors, those of whom nothing that could name them may be kept again. */
  redacted: Set<bigint>;
}

/** One question for nearly all: few are merged or redacted. */
export async function standingOf(connection: PoolClient, shopId: bigint, ids: bigint[]): Promise<Standing> {
  if (ids.length === 0) return { survivors: new Map(), missing: [], redacted: new Set() };
  const seen = await statusesOf(connection, shopId, ids);
  const isMerged = [...seen.values()].some(({ merged_into }) => merged_into !== null);
  const survivors = isMerged ? await survivorsOf(connection, shopId, ids) : new Map<bigint, bigint>();
  const others = isMerged ? await statusesOf(connection, shopId, [...survivors.values()]) : new Map<bigint, StatusRow>();
  const redacted = [...seen.values(), ...others.values()].filter(({ status }) => status === 'redacted').map(({ id }) => id);
  return { survivors, missing: ids.filter((id) => !seen.has(id)), redacted: new Set(redacted) };
}

interface StatusRow {
  id: bigint;
  status: string;
  merged_into: bigint | null;
}

async function statusesOf(connection: PoolClient, shopId: bigint, ids: bigint[]): Promise<Map<bigint, StatusRow>> {
  const { rows } = await connection.query<StatusRow>(
    prepared('select id, status, merged_into from customer where shop_id = $1 and id = any($2::bigint[])', [shopId, ids]),
  );
  return new Map(rows.map((row) => [row.id, row]));
}
