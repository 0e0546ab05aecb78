import type { PoolClient } from 'pg';
import type { Effects } from './effects';

/** The scopes that the shop has granted now. */
export async function storeScopes(connection: PoolClient, shopId: bigint, scopes: string[]): Promise<void> {
  await connection.query('update shop set scopes = $2 where shop_id = $1', [shopId, scopes.join(',')]);
}

/** The plan that the shop pays us for; the newest word wins. */
export async function storeSubscription(connection: PoolClient, shopId: bigint, one: Effects['subscriptions'][number]): Promise<void> {
  const subscription = {
    id: one.subscriptionId.toString(),
    name: one.name,
    status: one.status,
    planHandle: one.planHandle,
    updatedAt: one.updatedAt?.toISOString() ?? '',
  };
  await connection.query(
    `update shop set settings = jsonb_set(settings, '{subscription}', $2::jsonb) where shop_id = $1 and coalesce(settings #>> '{subscription,updatedAt}', '') <= $3`,
    [shopId, JSON.stringify(subscription), subscription.updatedAt],
  );
}
