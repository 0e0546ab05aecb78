import { database } from '~/db/client.server';
import { withShopConnection } from '~/db/tenant.server';
import type { ThrottleStatus } from './envelope';

/** Points taken from a shop's budget for one request. */
export interface Reservation {
  shopId: bigint;
  points: number;
  epoch: bigint;
}

/**
 * Takes points from the budget that all processes share, in one round trip.
 * @param leave share of the bucket, from 0 to 1, that stays for others.
 * @returns the reservation, or after how many milliseconds to ask again.
 */
export async function reservePoints(shopId: bigint, points: number, leave: number): Promise<Reservation | { waitMs: number }> {
  const { rows } = await database().pool.query<{ wait_ms: number; reserved_epoch: bigint }>({
    name: 'reserve_admin_points',
    text: 'select wait_ms, reserved_epoch from reserve_admin_points($1, $2, $3)',
    values: [shopId, points, leave],
  });
  const [row] = rows;
  if (!row) throw new Error('The budget gave no answer.');
  return row.wait_ms > 0 ? { waitMs: row.wait_ms } : { shopId, points, epoch: row.reserved_epoch };
}

/**
 * Takes points for somebody who is waiting, if need be such as the bucket does not hold yet: who asks first is served first, on
 * whichever process. @returns the reservation and after how many milliseconds it may be used; without it when that is longer than `patienceMs`.
 */
export async function bookPoints(shopId: bigint, points: number, patienceMs: number): Promise<{ reservation: Reservation | null; waitMs: number }> {
  const { rows } = await database().pool.query<{ wait_ms: number; booked: boolean; reserved_epoch: bigint }>({
    name: 'book_admin_points',
    text: 'select wait_ms, booked, reserved_epoch from book_admin_points($1, $2, $3)',
    values: [shopId, points, patienceMs],
  });
  const [row] = rows;
  if (!row) throw new Error('The budget gave no answer.');
  return { reservation: row.booked ? { shopId, points, epoch: row.reserved_epoch } : null, waitMs: row.wait_ms };
}

/** For how many milliseconds every process is to keep from calling the shop, see {@link pauseCalls}. */
export async function pauseLeft(shopId: bigint): Promise<number> {
  const { rows } = await database().pool.query<{ ms: number }>('select admin_pause_ms($1) as ms', [shopId]);
  return rows[0]?.ms ?? 0;
}

/** Gives a reservation back when its request has ended, with what the store then said of its bucket. */
export async function settlePoints({ shopId, points, epoch }: Reservation, status: ThrottleStatus | undefined): Promise<void> {
  await database().pool.query({
    name: 'settle_admin_points',
    text: 'select settle_admin_points($1, $2, $3, $4, $5, $6)',
    values: [shopId, points, epoch, status?.maximumAvailable ?? null, status?.currentlyAvailable ?? null, status?.restoreRate ?? null],
  });
}

/** Keeps every process from calling the shop for a while: the store has asked for it. */
export async function pauseCalls(shopId: bigint, ms: number): Promise<void> {
  await database().pool.query('select close_admin_budget($1, $2)', [shopId, ms]);
}

/** Points of the smallest plan. */
const RATE_UNTIL_TOLD = 100;

/** Points that the store gives back in a second, as it last said. */
export async function pointsPerSecond(shopId: bigint): Promise<number> {
  const { rows } = await withShopConnection(shopId, (connection) =>
    connection.query<{ rate: number }>('select restore_rate as rate from admin_budget where shop_id = $1', [shopId]),
  );
  return rows[0]?.rate ?? RATE_UNTIL_TOLD;
}
