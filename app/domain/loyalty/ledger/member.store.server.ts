import type { PoolClient } from 'pg';
import type { Balances, Lot } from './model';

const BALANCES = 'select available, pending, owed from loyalty_member where shop_id = $1 and customer_id = $2 for update';

/** Makes everybody else who wants to change this member wait until the caller's transaction ends. A member is made at `at` when there was none. */
export async function lockMember(connection: PoolClient, shopId: bigint, customerId: bigint, at: Date): Promise<Balances> {
  const found = await connection.query<Balances>({ name: 'lock_member', text: BALANCES, values: [shopId, customerId] });
  if (found.rows[0]) return found.rows[0];
  await connection.query('insert into loyalty_member (shop_id, customer_id, joined_at) values ($1, $2, $3) on conflict do nothing', [shopId, customerId, at]);
  const made = await connection.query<Balances>({ name: 'lock_member', text: BALANCES, values: [shopId, customerId] });
  if (!made.rows[0]) throw new Error(`Member ${customerId} could not be made.`);
  return made.rows[0];
}

/** {@link lockMember} of many in two or three round trips, always in the same order, so that two who do it never wait for each other. */
export async function lockMembers(connection: PoolClient, shopId: bigint, customerIds: readonly bigint[], at: Date): Promise<void> {
  const ids = [...new Set(customerIds)];
  const [one] = ids;
  if (one === undefined) return;
  if (ids.length === 1) return void (await lockMember(connection, shopId, one, at));
  const lock = 'select from loyalty_member where shop_id = $1 and customer_id = any($2::bigint[]) order by customer_id for update';
  const { rowCount } = await connection.query(lock, [shopId, ids]);
  if (rowCount === ids.length) return;
  await connection.query(
    'insert into loyalty_member (shop_id, customer_id, joined_at) select $1, id, $3 from unnest($2::bigint[]) as id order by id on conflict do nothing',
    [shopId, ids, at],
  );
  await connection.query(lock, [shopId, ids]);
}

/** What is left of a member's lots: those that can be spent as spending takes them, then the pending ones. */
export async function readLots(connection: PoolClient, shopId: bigint, customerId: bigint): Promise<Lot[]> {
  const { rows } = await connection.query<Lot>(
    `select id, order_id as "orderId", case state when 0 then 'pending' else 'available' end as state, points, remaining, matures_at as "maturesAt",
       available_at as "availableAt", expires_at as "expiresAt", fixed_expiry as "fixedExpiry"
     from ledger_lot where shop_id = $1 and customer_id = $2 and remaining > 0
     order by ledger_lot.state desc, expires_at nulls last, available_at, id`,
    [shopId, customerId],
  );
  return rows;
}
