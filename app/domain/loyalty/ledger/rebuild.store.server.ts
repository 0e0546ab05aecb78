import type { PoolClient } from 'pg';
import { insertRows, overwrite, type RowTable } from '~/db/rows.server';
import { withShopConnection } from '~/db/tenant.server';
import { DERIVED_LOTS, TOLD_BALANCES } from './derived-sql';
import type { DerivedLot, LotEnds, Rebuilt } from './model';

/** So few that nobody who buys waits for their locks, and that their lots fit into memory. */
const MEMBERS_AT_ONCE = 200;
const BEFORE_ALL = -(2n ** 63n);

const LOT: RowTable = {
  name: 'ledger_lot',
  columns: {
    customer_id: 'bigint',
    id: 'bigint',
    order_id: 'bigint',
    state: 'smallint',
    points: 'bigint',
    remaining: 'bigint',
    matures_at: 'timestamptz',
    available_at: 'timestamptz',
    expires_at: 'timestamptz',
    fixed_expiry: 'boolean',
  },
};
const ENTRIES = 'with entries as materialized (select * from ledger_entry where shop_id = $1 and customer_id = any($2::bigint[]))';

/**
 * Makes a shop's balances and lots again from its entries; `ends` says when lots end by what was published since. Works while the
 * shop does: some members at a time, under their locks. What is right already is not written, so that a rebuild that was cut off is
 * begun again at little cost.
 */
export async function rebuildShop(shopId: bigint, ends: LotEnds, progress: (members: number) => void = () => undefined): Promise<Rebuilt> {
  const all: Rebuilt = { members: 0, balances: 0, lots: 0 };
  for (let after = BEFORE_ALL; ;) {
    const batch = await withShopConnection(shopId, (connection) => rebuildSome(connection, shopId, after, ends));
    all.members += batch.members;
    all.balances += batch.balances;
    all.lots += batch.lots;
    if (batch.last === null) return all;
    after = batch.last;
    progress(all.members);
  }
}

async function rebuildSome(connection: PoolClient, shopId: bigint, after: bigint, ends: LotEnds): Promise<Rebuilt & { last: bigint | null }> {
  const { rows: found } = await connection.query<{ customer_id: bigint }>(
    `(select customer_id from loyalty_member where shop_id = $1 and customer_id > $2 order by customer_id limit $3)
     union (select distinct customer_id from ledger_entry where shop_id = $1 and customer_id > $2 order by customer_id limit $3) order by customer_id limit $3`,
    [shopId, after, MEMBERS_AT_ONCE],
  );
  const members = found.map((row) => row.customer_id);
  const last = members.at(-1) ?? null;
  if (last === null) return { members: 0, balances: 0, lots: 0, last };
  const made = await connection.query(
    `insert into loyalty_member (shop_id, customer_id, joined_at)
     select $1, customer_id, min(occurred_at) from ledger_entry where shop_id = $1 and customer_id = any($2::bigint[]) group by customer_id on conflict do nothing`,
    [shopId, members],
  );
  const { rows: locked } = await connection.query<{ id: bigint; at: Date | null }>(
    'select customer_id as id, last_order_at as at from loyalty_member where shop_id = $1 and customer_id = any($2::bigint[]) order by customer_id for update',
    [shopId, members],
  );
  const balances = await connection.query(
    `${ENTRIES}, told as (${TOLD_BALANCES}), row as (select customer_id, coalesce(available, 0) as available, coalesce(pending, 0) as pending, coalesce(owed, 0) as owed, coalesce(entries, 0) as entries, coalesce(earned, 0) as earned, last_active_at
       from unnest($2::bigint[]) as member (customer_id) left join told using (customer_id))
     update loyalty_member m set available = row.available, pending = row.pending, owed = row.owed, entries = row.entries, earned = row.earned, last_active_at = row.last_active_at from row
     where m.shop_id = $1 and m.customer_id = row.customer_id and (m.available, m.pending, m.owed, m.entries, m.earned, m.last_active_at)
       is distinct from (row.available, row.pending, row.owed, row.entries, row.earned, row.last_active_at)`,
    [shopId, members],
  );
  const lots = await rebuildLots(connection, shopId, new Map(locked.map(({ id, at }) => [id, at])), ends);
  return { members: members.length, balances: Math.max(balances.rowCount ?? 0, made.rowCount ?? 0), lots, last };
}

/** @param members and when they last ordered. @returns how many rows were wrong. */
async function rebuildLots(connection: PoolClient, shopId: bigint, members: Map<bigint, Date | null>, ends: LotEnds): Promise<number> {
  const ids = [...members.keys()];
  const { rows } = await connection.query<DerivedLot>(`${ENTRIES} ${DERIVED_LOTS}`, [shopId, ids]);
  const { rows: stored } = await connection.query<Pick<DerivedLot, 'customer_id' | 'id' | 'expires_at'>>(
    'select customer_id, id, expires_at from ledger_lot where shop_id = $1 and customer_id = any($2::bigint[])',
    [shopId, ids],
  );
  const storedEnds = new Map(stored.map((lot) => [`${lot.customer_id} ${lot.id}`, lot.expires_at]));
  const lots = rows.map((lot) => {
    // Of a lot that is used up, and may have ended so before a later order, what stands there is right.
    const kept = lot.remaining === 0n ? storedEnds.get(`${lot.customer_id} ${lot.id}`) : undefined;
    return { ...lot, expires_at: kept === undefined ? ends(lot, members.get(lot.customer_id) ?? null) : kept };
  });
  const superfluous = await connection.query(
    `delete from ledger_lot l where shop_id = $1 and customer_id = any($2::bigint[]) and not exists (select from unnest($3::bigint[]) as told (id) where told.id = l.id)`,
    [shopId, ids, lots.map((lot) => lot.id)],
  );
  const written = await insertRows(connection, shopId, LOT, lots, overwrite(LOT, ['customer_id', 'id']));
  return written + (superfluous.rowCount ?? 0);
}
