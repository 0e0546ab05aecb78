import { withShopConnection } from '~/db/tenant.server';
import { withTryLock } from '~/db/try-lock.server';
import type { FlowEvent } from './model';

const POSTPONE_SECONDS_MAX = 3600;
/** Longer than a notice of points that end can be meant: before that it would be told again. */
const KEPT_DAYS = 45;

/** One worker at a time tells Flow of a shop. @returns `null` when another is at it. */
export const withFlowLock = <T>(shopId: bigint, work: () => Promise<T>): Promise<T | null> => withTryLock(shopId, 'loyalty-flow', work);

/** What Flow has to be told now, oldest first. Nothing is taken away: a kill leaves all as it was. */
export function waitingFlowEvents(shopId: bigint, limit: number): Promise<FlowEvent[]> {
  return withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<FlowEvent>(
      `select id, trigger, customer_id as "customerId", attempts, facts from loyalty_flow_event
       where shop_id = $1 and sent_at is null and next_at <= now() order by next_at, id limit $2`,
      [shopId, limit],
    );
    return rows;
  });
}

/** Flow has been told. */
export function noteFlowSent(shopId: bigint, id: bigint): Promise<void> {
  return withShopConnection(shopId, async (connection) => {
    await connection.query('update loyalty_flow_event set sent_at = now(), error = null where shop_id = $1 and id = $2', [shopId, id]);
    await connection.query(`delete from loyalty_flow_event where shop_id = $1 and sent_at < now() - interval '${KEPT_DAYS} days'`, [shopId]);
  });
}

/** Puts it off after a failure; `forGood`: the store has refused it, and would again. */
export function postponeFlowEvent(shopId: bigint, { id, attempts }: FlowEvent, error: unknown, forGood: boolean): Promise<void> {
  return withShopConnection(shopId, async (connection) => {
    const seconds = Math.min(POSTPONE_SECONDS_MAX, 2 ** Math.min(attempts + 1, 12));
    await connection.query(
      `update loyalty_flow_event set attempts = attempts + 1, error = $3, next_at = case when $5 then 'infinity' else now() + make_interval(secs => $4) end
       where shop_id = $1 and id = $2`,
      [shopId, id, (error instanceof Error ? error.message : String(error)).slice(0, 300), seconds, forGood],
    );
  });
}
