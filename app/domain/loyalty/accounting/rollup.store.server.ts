import type { PoolClient } from 'pg';
import { withShopConnection } from '~/db/tenant.server';
import { ADD_COHORTS, ADD_DAYS } from './rollup-sql';

/** Entries added in one transaction: a second or two. */
const ENTRIES_AT_ONCE = 50_000n;

/**
 * How a shop's days are cut: in its zone, by the rules of this version. When either is another all of it begins anew, so that what two versions of the app add up
 * side by side is never mixed. Raise the number when `rollup-sql.ts` gives another sum than before.
 */
export const cutOf = (zone: string): string => `${zone} 2`;

interface State {
  zone: string;
  through: bigint;
  candidate: bigint | null;
  candidate_xid: bigint | null;
}

/**
 * Adds to a shop's days what has been posted since the last time and is certain to be complete: entries are numbered before they are
 * committed, so a number counts only when every transaction that can have drawn a lower one has ended. `zone` is the shop's.
 * @returns how many entries were added; when there are more, it is called again.
 */
export function advanceRollup(shopId: bigint, zone: string): Promise<number> {
  return withShopConnection(shopId, async (connection) => {
    if (await isDone(connection, shopId, zone)) return 0;
    // Read before this transaction has an id: whoever drew one of these numbers has an older one.
    const { rows } = await connection.query<{ last_value: bigint }>('select last_value from ledger_entry_id_seq');
    const drawn = rows[0]?.last_value ?? 0n;
    const state = await lockState(connection, shopId, zone);
    const { rows: xids } = await connection.query<{ own: bigint; oldest: bigint }>(
      'select pg_current_xact_id()::text::bigint as own, pg_snapshot_xmin(pg_current_snapshot())::text::bigint as oldest',
    );
    const { own, oldest } = xids[0] ?? { own: 0n, oldest: 0n };
    const { candidate, candidate_xid: xid } = state;
    const stretch = candidate !== null && xid !== null && xid <= oldest ? await stretchOf(connection, shopId, state.through, candidate) : null;
    const through = stretch?.last ?? state.through;
    if (stretch && stretch.entries > 0) {
      await connection.query(ADD_DAYS, [shopId, zone, state.through, through]);
      await connection.query(ADD_COHORTS, [shopId, zone, state.through, through]);
    }
    // Waited for still, unless it is the number of a server that this database was on before.
    const waiting = candidate !== null && through < candidate && xid !== null && xid < own;
    const next = waiting ? { candidate, xid } : (await hasMore(connection, shopId, through)) ? { candidate: drawn, xid: own } : { candidate: null, xid: null };
    await connection.query('update loyalty_rollup set zone = $2, through = $3, candidate = $4, candidate_xid = $5 where shop_id = $1', [
      shopId,
      cutOf(zone),
      through,
      next.candidate,
      next.xid,
    ]);
    return stretch?.entries ?? 0;
  });
}

async function isDone(connection: PoolClient, shopId: bigint, zone: string): Promise<boolean> {
  const { rows } = await connection.query<{ zone: string; through: bigint }>('select zone, through from loyalty_rollup where shop_id = $1', [shopId]);
  return rows[0]?.zone === cutOf(zone) && !(await hasMore(connection, shopId, rows[0].through));
}

/** One at a time. Cut otherwise, all of it begins anew. */
async function lockState(connection: PoolClient, shopId: bigint, zone: string): Promise<State> {
  await connection.query('insert into loyalty_rollup (shop_id, zone) values ($1, $2) on conflict do nothing', [shopId, cutOf(zone)]);
  const { rows } = await connection.query<State>('select zone, through, candidate, candidate_xid from loyalty_rollup where shop_id = $1 for update', [shopId]);
  const [state] = rows;
  if (!state) throw new Error(`The days of shop ${shopId} could not be begun.`);
  if (state.zone === cutOf(zone)) return state;
  await connection.query('delete from loyalty_day where shop_id = $1', [shopId]);
  await connection.query('delete from loyalty_cohort where shop_id = $1', [shopId]);
  return { zone: cutOf(zone), through: 0n, candidate: null, candidate_xid: null };
}

async function stretchOf(connection: PoolClient, shopId: bigint, through: bigint, settled: bigint): Promise<{ last: bigint; entries: number }> {
  const { rows } = await connection.query<{ last: bigint | null; entries: bigint }>(
    'select max(id) as last, count(*) as entries from (select id from ledger_entry where shop_id = $1 and id > $2 and id <= $3 order by id limit $4) as stretch',
    [shopId, through, settled, ENTRIES_AT_ONCE],
  );
  const { last = null, entries = 0n } = rows[0] ?? {};
  return { last: entries === ENTRIES_AT_ONCE && last !== null ? last : settled, entries: Number(entries) };
}

async function hasMore(connection: PoolClient, shopId: bigint, through: bigint): Promise<boolean> {
  const { rowCount } = await connection.query('select from ledger_entry where shop_id = $1 and id > $2 order by id limit 1', [shopId, through]);
  return Boolean(rowCount);
}

export { shopsWithLedger } from '~/db/tenant.server';
