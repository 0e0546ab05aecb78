import type { PoolClient } from 'pg';
import { database } from '~/db/client.server';
import { withShopConnection } from '~/db/tenant.server';
import { openCodes } from './card-code.store.server';
import { rewardPromise, type Saga } from './model';

/** Whoever lives renews it three times as often. */
const LEASE_SECONDS = 30;
const POSTPONE_SECONDS_MAX = 300;
/** After its end a code is still looked at for that long: an order that used it may be on its way. */
export const END_GRACE_MS = 3_600_000;

type Row = Omit<Saga, 'promise'> & { promise: unknown; codeSealed: Buffer | null };
const REDEMPTION = `r.customer_id as "customerId", r.points, r.status, r.promise, r.code, r.code_sealed as "codeSealed", r.store_id as "storeId", r.ends_at as "endsAt", r.created_at as "createdAt"`;

/** Shops with something to be done for a redemption now. */
export async function shopsWithSagas(until: Date): Promise<bigint[]> {
  const { rows } = await database().pool.query<{ shop_id: bigint }>('select shops_with_sagas($1) as shop_id', [until]);
  return rows.map((row) => row.shop_id);
}

/**
 * Takes what is due, for half a minute or as long as it is kept: whoever takes it is alone with it, and a kill leaves it to the next one. With `only`, that
 * redemption's, if nobody is at it.
 */
export async function takeSagas(shopId: bigint, limit: number, now: Date, only: bigint | null = null): Promise<Saga[]> {
  const { rows } = await withShopConnection(shopId, (connection) =>
    connection.query<Row>({
      name: 'loyalty_saga_take',
      text: `with due as (
         select redemption_id from loyalty_saga where shop_id = $1 and ($4::bigint is null or redemption_id = $4) and due_at <= $2 and next_at <= now()
           and (leased_until is null or leased_until < now()) order by next_at, redemption_id limit $3 for update skip locked)
       update loyalty_saga q set leased_until = now() + interval '${LEASE_SECONDS} seconds', attempts = attempts + 1, updated_at = now()
       from due, loyalty_redemption r where q.shop_id = $1 and q.redemption_id = due.redemption_id and r.shop_id = $1 and r.id = q.redemption_id
       returning q.redemption_id as "redemptionId", q.task, q.attempts, q.unknown_at as "unknownAt", q.sent_at as "sentAt", q.sent_after as "sentAfter",
         now() as "takenAt", ${REDEMPTION}`,
      values: [shopId, now, limit, only],
    }),
  );
  return (await openCodes(shopId, rows, ({ redemptionId }) => redemptionId)).map((row) => ({ ...row, promise: rewardPromise.parse(row.promise) }));
}

/** Goes on being alone with it. */
export function keepSaga(shopId: bigint, redemptionId: bigint): Promise<void> {
  return withShopConnection(shopId, async (connection) => {
    await connection.query(
      `update loyalty_saga set leased_until = now() + interval '${LEASE_SECONDS} seconds' where shop_id = $1 and redemption_id = $2 and leased_until > now()`,
      [shopId, redemptionId],
    );
  });
}

/** Gives it back for later, with what went wrong. `isUnknown`: what was asked for may have been done. */
export function postponeSaga(
  shopId: bigint,
  { redemptionId, attempts }: Saga,
  error: string,
  how: { waitMs?: number | undefined; isUnknown?: boolean } = {},
): Promise<void> {
  const ms = how.waitMs ?? Math.min(POSTPONE_SECONDS_MAX, 2 ** Math.min(attempts, 12)) * 1000;
  return withShopConnection(shopId, async (connection) => {
    await connection.query(
      `update loyalty_saga set leased_until = null, error = $3, next_at = now() + make_interval(secs => $4::float8 / 1000),
         unknown_at = case when $5 then now() else unknown_at end, updated_at = now() where shop_id = $1 and redemption_id = $2`,
      [shopId, redemptionId, error.slice(0, 300), ms, how.isUnknown ?? false],
    );
  });
}

/** Leaves it to somebody to decide. */
export function parkSaga(shopId: bigint, { redemptionId }: Saga, error: string): Promise<void> {
  return withShopConnection(shopId, async (connection) => {
    await connection.query(
      "update loyalty_saga set leased_until = null, error = $3, next_at = 'infinity', updated_at = now() where shop_id = $1 and redemption_id = $2",
      [shopId, redemptionId, error.slice(0, 300)],
    );
  });
}

/**
 * Notes that what cannot be repeated is about to be sent, and what was there before. One at a time for a member, or two of the same amount
 * could not be told apart. @returns false when another one of theirs has not been cleared up yet.
 */
export function noteSent(shopId: bigint, { redemptionId, customerId }: Saga, sentAfter: bigint | null): Promise<boolean> {
  return withShopConnection(shopId, async (connection) => {
    await connection.query('select from loyalty_member where shop_id = $1 and customer_id = $2 for update', [shopId, customerId]);
    const { rowCount: others } = await connection.query(
      `select from loyalty_saga q join loyalty_redemption r on r.shop_id = q.shop_id and r.id = q.redemption_id
       where q.shop_id = $1 and r.customer_id = $2 and q.redemption_id <> $3 and q.sent_at is not null limit 1`,
      [shopId, customerId, redemptionId],
    );
    if (others) return false;
    const { rowCount } = await connection.query(
      'update loyalty_saga set sent_at = now(), sent_after = $3 where shop_id = $1 and redemption_id = $2 and sent_at is null and leased_until > now()',
      [shopId, redemptionId, sentAfter],
    );
    return rowCount === 1;
  });
}

/** It has certainly not been done: it may be sent again. */
export function noteUnsent(shopId: bigint, redemptionId: bigint): Promise<void> {
  return withShopConnection(shopId, async (connection) => {
    await connection.query('update loyalty_saga set sent_at = null, sent_after = null where shop_id = $1 and redemption_id = $2', [shopId, redemptionId]);
  });
}

/** Which of these things of the store belong to redemptions of ours. */
export function knownInStore(shopId: bigint, storeIds: readonly bigint[]): Promise<Set<bigint>> {
  return withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<{ id: bigint }>(
      'select store_id as id from loyalty_redemption where shop_id = $1 and store_id = any($2::bigint[])',
      [shopId, storeIds],
    );
    return new Set(rows.map(({ id }) => id));
  });
}

/** Nothing is left to be done, or only that what has a time comes. */
export async function finishSaga(connection: PoolClient, shopId: bigint, redemptionId: bigint, endAt: Date | null): Promise<void> {
  await connection.query(
    endAt
      ? `update loyalty_saga set task = 'end', due_at = $3, next_at = now(), leased_until = null, attempts = 0, error = null, unknown_at = null, sent_at = null, sent_after = null,
           updated_at = now() where shop_id = $1 and redemption_id = $2`
      : 'delete from loyalty_saga where shop_id = $1 and redemption_id = $2 and $3::timestamptz is null',
    [shopId, redemptionId, endAt],
  );
}
