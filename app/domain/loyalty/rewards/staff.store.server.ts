import type { PoolClient } from 'pg';
import { withShopConnection } from '~/db/tenant.server';
import { AppError } from '../../shared/errors';
import { rewardPromise, type RedemptionState, type RewardPromise, type StaffStep } from './model';
import { REDEMPTION_COLUMNS, REDEMPTIONS, statesOf, type RedemptionRow } from './state.store.server';

const LISTED_MAX = 50;

/** How a redemption stands. @throws AppError not_found */
export async function redemptionState(shopId: bigint, id: bigint): Promise<RedemptionState> {
  const { rows } = await withShopConnection(shopId, (connection) =>
    connection.query<RedemptionRow>(`select ${REDEMPTION_COLUMNS} from ${REDEMPTIONS} where r.shop_id = $1 and r.id = $2`, [shopId, id]),
  );
  const [state] = await statesOf(shopId, rows);
  if (!state) throw new AppError('not_found', 'There is no such redemption');
  return state;
}

/** What a member has spent points on, the latest first. */
export async function redemptionsOf(shopId: bigint, customerId: bigint): Promise<RedemptionState[]> {
  const { rows } = await withShopConnection(shopId, (connection) =>
    connection.query<RedemptionRow>(
      `select ${REDEMPTION_COLUMNS} from ${REDEMPTIONS} where r.shop_id = $1 and r.customer_id = $2 order by r.id desc limit ${LISTED_MAX}`,
      [shopId, customerId],
    ),
  );
  return statesOf(shopId, rows);
}

/**
 * Has a reward that was not used taken away again; the points go back when the store has done it. What was credited as money is the member's.
 * @throws AppError `not_found`; `conflict` when it was used, has ended, or cannot be taken away.
 */
export function orderWithdrawal(shopId: bigint, id: bigint, by: string, now: Date): Promise<void> {
  return withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<{ status: string; promise: unknown }>(
      'select status, promise from loyalty_redemption where shop_id = $1 and id = $2 for update',
      [shopId, id],
    );
    const [redemption] = rows;
    if (!redemption) throw new AppError('not_found', 'There is no such redemption');
    if (redemption.status !== 'reserved' && redemption.status !== 'committed') throw new AppError('conflict', `The redemption is ${redemption.status}`);
    const promise: RewardPromise = rewardPromise.parse(redemption.promise);
    const { rowCount: sent } = await connection.query('select from loyalty_saga where shop_id = $1 and redemption_id = $2 and sent_at is not null', [
      shopId,
      id,
    ]);
    if (promise.kind === 'store_credit' && (redemption.status === 'committed' || sent)) throw new AppError('conflict', 'Store credit cannot be taken away');
    await connection.query(
      `insert into loyalty_saga as q (shop_id, redemption_id, task, due_at) values ($1, $2, 'withdraw', $3)
       on conflict (shop_id, redemption_id) do update set task = 'withdraw', due_at = excluded.due_at, next_at = now(), attempts = 0, error = null`,
      [shopId, id, now],
    );
    await noteStep(connection, shopId, id, { what: 'cancel', by, at: now });
  });
}

/** Tries at once what waits for its next try, or for somebody. @throws AppError not_found when nothing waits. */
export function hurrySaga(shopId: bigint, id: bigint): Promise<void> {
  return withShopConnection(shopId, async (connection) => {
    const { rowCount } = await connection.query(
      "update loyalty_saga set next_at = now() where shop_id = $1 and redemption_id = $2 and (task <> 'end' or error is not null)",
      [shopId, id],
    );
    if (!rowCount) throw new AppError('not_found', 'Nothing waits to be done for it');
  });
}

/** Staff have looked in the store: the credit is there, or it is not and is to be given. @throws AppError conflict when nobody asked. */
export function decideCredit(shopId: bigint, id: bigint, isThere: boolean, by: string, now: Date): Promise<void> {
  return withShopConnection(shopId, async (connection) => {
    const { rowCount } = await connection.query(
      `update loyalty_saga set next_at = now(), attempts = 0, error = null, sent_at = null, sent_after = null
       where shop_id = $1 and redemption_id = $2 and task = 'make' and next_at = 'infinity' and sent_at is not null`,
      [shopId, id],
    );
    if (!rowCount) throw new AppError('conflict', 'There is nothing to decide');
    await noteStep(connection, shopId, id, { what: isThere ? 'there' : 'not_there', by, at: now });
    if (!isThere) return;
    await connection.query("update loyalty_redemption set status = 'committed', settled_at = $3 where shop_id = $1 and id = $2 and status = 'reserved'", [
      shopId,
      id,
      now,
    ]);
    await connection.query('delete from loyalty_saga where shop_id = $1 and redemption_id = $2', [shopId, id]);
  });
}

/** Staff have given what no store can: a reward of their own kind. @throws AppError conflict when it does not wait for it. */
export function noteHandedOver(shopId: bigint, id: bigint, by: string, now: Date): Promise<void> {
  return withShopConnection(shopId, async (connection) => {
    const { rowCount } = await connection.query(
      "update loyalty_redemption set status = 'used', settled_at = $3 where shop_id = $1 and id = $2 and status = 'committed' and promise ->> 'kind' = 'custom'",
      [shopId, id, now],
    );
    if (!rowCount) throw new AppError('conflict', 'It does not wait to be handed over');
    await noteStep(connection, shopId, id, { what: 'hand_over', by, at: now });
  });
}

async function noteStep(connection: PoolClient, shopId: bigint, id: bigint, step: StaffStep): Promise<void> {
  await connection.query(
    "update loyalty_redemption set detail = detail || jsonb_build_object('steps', coalesce(detail -> 'steps', '[]') || $3::jsonb) where shop_id = $1 and id = $2",
    [shopId, id, JSON.stringify([step])],
  );
}
