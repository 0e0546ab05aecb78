import type { LoyaltyScope } from './scope.store.server';

/** What both have had for being the first or the nth order stays with those orders: a merge takes nothing away. */
export async function keepBonuses({ connection, shopId }: LoyaltyScope, from: bigint, into: bigint): Promise<void> {
  await connection.query('update loyalty_order_bonus set customer_id = $3, kept = true where shop_id = $1 and customer_id in ($2, $3)', [shopId, from, into]);
}

/** Gives bonuses back with their orders; nothing is kept any more for a merge that is undone. */
export async function releaseBonuses({ connection, shopId }: LoyaltyScope, from: bigint, into: bigint, orders: readonly bigint[]): Promise<void> {
  await connection.query('update loyalty_order_bonus set customer_id = $2 where shop_id = $1 and customer_id = $3 and order_id = any($4::bigint[])', [
    shopId,
    from,
    into,
    orders,
  ]);
  await connection.query(
    `update loyalty_order_bonus b set kept = false where shop_id = $1 and customer_id in ($2, $3)
     and not exists (select from loyalty_merge m where m.shop_id = b.shop_id and m.into_customer = b.customer_id and m.unmerged_at is null)`,
    [shopId, from, into],
  );
}

/** Things done go back to whom they were told of, also those of the time between. */
export async function returnActivities({ connection, shopId }: LoyaltyScope, from: bigint, into: bigint, ids: readonly bigint[]): Promise<void> {
  await connection.query(
    'update loyalty_activity set customer_id = $2 where shop_id = $1 and customer_id = $3 and (id = any($4::bigint[]) or named_customer_id = $2)',
    [shopId, from, into, ids],
  );
}
