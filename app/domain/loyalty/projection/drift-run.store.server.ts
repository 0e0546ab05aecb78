import { database } from '~/db/client.server';
import { withShopConnection } from '~/db/tenant.server';
import { withTryLock } from '~/db/try-lock.server';
import { eachBefore } from '../../shared/keyset';
import type { DriftFailure, DriftRun } from './model';

const KEPT_DAYS = 90;
const EXPORTED_AT_ONCE = 100;

/** Shops of which a comparison is under way that can go on now. */
export async function shopsWithDrift(): Promise<bigint[]> {
  const { rows } = await database().pool.query<{ shop_id: bigint }>('select shops_with_drift() as shop_id');
  return rows.map((row) => row.shop_id);
}

/** One worker at a time goes on with a shop's comparison. @returns `null` when another is at it. */
export const withDriftLock = <T>(shopId: bigint, work: () => Promise<T>): Promise<T | null> => withTryLock(shopId, 'loyalty-drift', work);

/** Begins a comparison. @param night the shop's calendar day of a nightly one @returns false when one is under way, that night has had its own, or there is nothing to compare. */
export function beginDrift(shopId: bigint, night: string | null, now: Date): Promise<boolean> {
  return withShopConnection(shopId, async (connection) => {
    const { rowCount } = await connection.query(
      `insert into loyalty_drift (shop_id, night, started_at) select $1, $2::date, $3
       where exists (select from loyalty_programme where shop_id = $1 and applied_at is not null) on conflict do nothing`,
      [shopId, night, now],
    );
    if (rowCount)
      await connection.query('delete from loyalty_drift where shop_id = $1 and started_at < $2::timestamptz - make_interval(days => $3)', [
        shopId,
        now,
        KEPT_DAYS,
      ]);
    return Boolean(rowCount);
  });
}

/** When a comparison has last ended, well or not. */
export function lastDriftAt(shopId: bigint): Promise<Date | null> {
  return withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<{ at: Date | null }>('select max(finished_at) as at from loyalty_drift where shop_id = $1', [shopId]);
    return rows[0]?.at ?? null;
  });
}

/** A comparison that is under way. */
export interface RunningDrift {
  id: bigint;
  bulkId: string | null;
  askedAt: Date | null;
  byteOffset: number;
  attempts: number;
  checked: number;
}

export function runningDrift(shopId: bigint): Promise<RunningDrift | null> {
  return withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<RunningDrift>(
      `select id, bulk_id as "bulkId", asked_at as "askedAt", byte_offset::float8 as "byteOffset", attempts, checked from loyalty_drift
       where shop_id = $1 and status = 'running' and next_at <= now()`,
      [shopId],
    );
    return rows[0] ?? null;
  });
}

/** When the store is asked for its file, by the clock by which members are told of. */
export function databaseTime(shopId: bigint): Promise<Date> {
  return withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<{ at: Date }>('select clock_timestamp() as at');
    if (!rows[0]) throw new Error('The database does not tell the time.');
    return rows[0].at;
  });
}

/** The store is preparing its file (or is to be asked again: `null`); nothing that an earlier one has shown counts. */
export function noteFileAsked(shopId: bigint, id: bigint, asked: { bulkId: string; at: Date } | null): Promise<void> {
  return withShopConnection(shopId, async (connection) => {
    await connection.query(
      `update loyalty_drift set bulk_id = $3, asked_at = $4, byte_offset = 0, checked = 0, missing = 0, stale = 0, extra = 0,
         attempts = attempts + case when $3::text is null then 0 else 1 end where shop_id = $1 and id = $2`,
      [shopId, id, asked?.bulkId ?? null, asked?.at ?? null],
    );
  });
}

export function postponeDrift(shopId: bigint, id: bigint, ms: number): Promise<void> {
  return withShopConnection(shopId, async (connection) => {
    await connection.query('update loyalty_drift set next_at = now() + make_interval(secs => $3) where shop_id = $1 and id = $2', [shopId, id, ms / 1000]);
  });
}

export function endDrift(shopId: bigint, id: bigint, error: DriftFailure | null, now: Date): Promise<void> {
  return withShopConnection(shopId, async (connection) => {
    await connection.query("update loyalty_drift set status = $3, error = $4, finished_at = $5 where shop_id = $1 and id = $2 and status = 'running'", [
      shopId,
      id,
      error ? 'failed' : 'done',
      error,
      now,
    ]);
  });
}

/** Adds what calls have cost of the shop's API points. */
export function addDriftPoints(shopId: bigint, id: bigint, points: number): Promise<void> {
  return withShopConnection(shopId, async (connection) => {
    await connection.query('update loyalty_drift set points = points + $3 where shop_id = $1 and id = $2', [shopId, id, Math.round(points)]);
  });
}

/** Comparisons before a given one, newest first. */
function driftsBefore(shopId: bigint, before: bigint | null, limit: number): Promise<DriftRun[]> {
  return withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<DriftRun>(
      `select id, night is not null as "isNightly", status, error, started_at as "startedAt", finished_at as "finishedAt", checked, missing, stale, extra, points
       from loyalty_drift where shop_id = $1 and ($3::bigint is null or id < $3) order by id desc limit $2`,
      [shopId, limit, before],
    );
    return rows;
  });
}

/** The latest comparisons, newest first. */
export const latestDrifts = (shopId: bigint, limit: number): Promise<DriftRun[]> => driftsBefore(shopId, null, limit);

/** All comparisons that are kept, newest first: for export. */
export const eachDrift = (shopId: bigint): AsyncGenerator<DriftRun[]> => eachBefore((before) => driftsBefore(shopId, before, EXPORTED_AT_ONCE));
