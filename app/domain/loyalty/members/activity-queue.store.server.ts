import { withShopConnection } from '~/db/tenant.server';
import { settleActivity } from './activity.store.server';

const ACTIVITIES_AT_ONCE = 100;
const ATTEMPTS_MAX = 12;

interface Waiting {
  id: bigint;
  attempts: number;
}

/**
 * Settles what members have done, in the order in which they did it. What fails is tried again later and does not keep the others waiting.
 * @returns how many were worked, and what went wrong.
 */
export async function settleActivities(shopId: bigint, now: Date): Promise<{ worked: number; failed: { id: bigint; error: unknown }[] }> {
  const waiting = await withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<Waiting>(
      'select id, attempts from loyalty_activity where shop_id = $1 and settled_at is null and next_at <= now() order by occurred_at, id limit $2',
      [shopId, ACTIVITIES_AT_ONCE],
    );
    return rows;
  });
  const failed: { id: bigint; error: unknown }[] = [];
  for (const one of waiting) {
    try {
      await settleActivity(shopId, one.id, now);
    } catch (error) {
      failed.push({ id: one.id, error });
      await postpone(shopId, one, error);
    }
  }
  return { worked: waiting.length, failed };
}

function postpone(shopId: bigint, { id, attempts }: Waiting, error: unknown) {
  const seconds = Math.min(3600, 2 ** Math.min(attempts, ATTEMPTS_MAX));
  return withShopConnection(shopId, (connection) =>
    connection.query(
      'update loyalty_activity set attempts = attempts + 1, next_at = now() + make_interval(secs => $3), error = $4 where shop_id = $1 and id = $2 and settled_at is null',
      [shopId, id, seconds, (error instanceof Error ? error.message : String(error)).slice(0, 500)],
    ),
  );
}
