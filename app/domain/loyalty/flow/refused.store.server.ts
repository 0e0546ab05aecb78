import { withShopConnection } from '~/db/tenant.server';
import type { RefusedFlowEvents } from './model';

const REFUSED = "shop_id = $1 and sent_at is null and next_at = 'infinity'";

/** What the store has refused for good, newest first. @param limit how many are named */
export function refusedFlowEvents(shopId: bigint, limit: number): Promise<RefusedFlowEvents> {
  return withShopConnection(shopId, async (connection) => {
    const { rows: events } = await connection.query<RefusedFlowEvents['events'][number]>(
      `select id::text as id, trigger, customer_id as "customerId", error, attempts, extract(epoch from now() - queued_at)::float8 as "ageSeconds"
       from loyalty_flow_event where ${REFUSED} order by id desc limit $2`,
      [shopId, limit],
    );
    const { rows } = await connection.query<{ count: number }>(`select count(*)::int as count from loyalty_flow_event where ${REFUSED}`, [shopId]);
    return { count: rows[0]?.count ?? 0, events };
  });
}

/** Has Flow told again of what it has refused. */
export const retryFlowEvents = (shopId: bigint, ids: readonly bigint[] | 'all'): Promise<void> => settle(shopId, 'attempts = 0, next_at = now()', ids);

/** Gives up what the store has refused. The row stays, so that the same is not told after all. */
export const discardFlowEvents = (shopId: bigint, ids: readonly bigint[] | 'all'): Promise<void> => settle(shopId, 'sent_at = now()', ids);

async function settle(shopId: bigint, how: string, ids: readonly bigint[] | 'all'): Promise<void> {
  await withShopConnection(shopId, (connection) =>
    connection.query(`update loyalty_flow_event set ${how} where ${REFUSED} and ($2::bigint[] is null or id = any($2::bigint[]))`, [
      shopId,
      ids === 'all' ? null : ids,
    ]),
  );
}
