import { AppError } from '../../shared/errors';
import { lockMembers as lockAll } from '../ledger/index.server';
import type { MemberState } from './model';
import type { LoyaltyScope } from './scope.store.server';

const MEMBER = `select customer_id as "customerId", available, pending, owed, entries, joined_at as "joinedAt", last_order_at as "lastOrderAt",
  tier, tier_since as "tierSince", tier_until as "tierUntil" from loyalty_member where shop_id = $1 and customer_id = $2`;

/** Of those who are members. */
export async function readMembers({ connection, shopId }: LoyaltyScope, customerIds: readonly bigint[]): Promise<Map<bigint, MemberState>> {
  const { rows } = await connection.query<MemberState>(MEMBER.replace('customer_id = $2', 'customer_id = any($2::bigint[])'), [shopId, customerIds]);
  return new Map(rows.map((member) => [member.customerId, member]));
}

export async function readMember({ connection, shopId }: LoyaltyScope, customerId: bigint): Promise<MemberState> {
  const { rows } = await connection.query<MemberState>({ name: 'read_member', text: MEMBER, values: [shopId, customerId] });
  if (!rows[0]) throw new Error(`There is no member ${customerId}.`);
  return rows[0];
}

/** Locks members, always in the same order, so that two who do it never wait for each other. */
export const lockMembers = ({ connection, shopId }: LoyaltyScope, ids: readonly bigint[], at: Date): Promise<void> => lockAll(connection, shopId, ids, at);

/** Nobody is made a member by hand who is no customer, or who has been erased. @throws AppError not_found */
export async function mustBeThere({ connection, shopId }: LoyaltyScope, customerId: bigint): Promise<void> {
  const { rowCount } = await connection.query("select from customer where shop_id = $1 and id = $2 and status <> 'redacted'", [shopId, customerId]);
  if (!rowCount) throw new AppError('not_found', 'There is no such customer');
}

/** Whether the member is known to have been merged away; what is meant for them is the survivor's. */
export async function survivorOf({ connection, shopId }: LoyaltyScope, customerId: bigint): Promise<bigint> {
  const { rows } = await connection.query<{ id: bigint }>(
    `with recursive way as (
       select customer_id, merged_into, 0 as steps from loyalty_member where shop_id = $1 and customer_id = $2
       union all select m.customer_id, m.merged_into, steps + 1 from way join loyalty_member m on m.shop_id = $1 and m.customer_id = way.merged_into where steps < 20
     ) select customer_id as id from way order by steps desc limit 1`,
    [shopId, customerId],
  );
  return rows[0]?.id ?? customerId;
}
