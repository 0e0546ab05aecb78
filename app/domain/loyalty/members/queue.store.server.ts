import { withShopConnection } from '~/db/tenant.server';
import type { OrderFacts } from '../earning/model';
import type { RewardPromise } from '../rewards/model';
import { readOrderFacts } from './order-facts.store.server';
import { takenOff } from '../rewards/agree';
import { rewardsUsedOn } from './order-rewards.store.server';
import { settleOrder } from './settle-order.store.server';

const ORDERS_AT_ONCE = 100;
const ATTEMPTS_MAX = 12;

interface Waiting {
  id: bigint;
  changes: number;
  attempts: number;
}

/**
 * Settles orders that have changed, those that were placed first first. One that fails is tried again later and does not keep the others
 * waiting. @returns how many were worked, and what went wrong.
 */
export async function settleChangedOrders(shopId: bigint, now: Date): Promise<{ worked: number; failed: { orderId: bigint; error: unknown }[] }> {
  const { waiting, facts, rewards } = await withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<Waiting>(
      `select q.order_id as id, q.changes, q.attempts from loyalty_queue q left join sales_order o on o.shop_id = q.shop_id and o.id = q.order_id
       where q.shop_id = $1 and q.next_at <= now() order by o.occurred_at, q.order_id limit $2`,
      [shopId, ORDERS_AT_ONCE],
    );
    const ids = rows.map(({ id }) => id);
    const read = await readOrderFacts(connection, shopId, ids);
    return { waiting: rows, facts: new Map(read.map((order) => [order.orderId, order])), rewards: await rewardsUsedOn(connection, shopId, ids) };
  });
  const failed: { orderId: bigint; error: unknown }[] = [];
  for (const one of waiting) {
    try {
      const order = facts.get(one.id);
      const used = rewards.get(one.id) ?? [];
      if (order)
        await settleOrder(
          shopId,
          withRewards(order, used),
          now,
          used.map(({ id }) => id),
        );
      await finish(shopId, one);
    } catch (error) {
      failed.push({ orderId: one.id, error });
      await postpone(shopId, one, error);
    }
  }
  return { worked: waiting.length, failed };
}

/** How much of the discounts points have paid for. */
function withRewards(order: OrderFacts, used: readonly { promise: RewardPromise }[]): OrderFacts {
  if (used.length === 0) return order;
  const goods = order.lines.reduce((sum, line) => sum + line.unitPrice * BigInt(line.quantity), 0n);
  const discounts = order.lines.reduce((sum, line) => sum + line.discount, 0n);
  const paid = used.reduce((sum, { promise }) => sum + takenOff(promise, { goods, discounts }), 0n);
  return { ...order, rewardDiscount: paid < discounts ? paid : discounts };
}

/** An order that has changed again meanwhile stays in the queue. */
function finish(shopId: bigint, { id, changes }: Waiting) {
  return withShopConnection(shopId, (connection) =>
    connection.query('delete from loyalty_queue where shop_id = $1 and order_id = $2 and changes = $3', [shopId, id, changes]),
  );
}

function postpone(shopId: bigint, { id, attempts }: Waiting, error: unknown) {
  const seconds = Math.min(3600, 2 ** Math.min(attempts, ATTEMPTS_MAX));
  return withShopConnection(shopId, (connection) =>
    connection.query(
      'update loyalty_queue set attempts = attempts + 1, next_at = now() + make_interval(secs => $3), error = $4 where shop_id = $1 and order_id = $2',
      [shopId, id, seconds, (error instanceof Error ? error.message : String(error)).slice(0, 500)],
    ),
  );
}

/** Has all orders of a shop looked at: its first programme counts what was bought before for tiers. */
export function queueAllOrders(shopId: bigint): Promise<number> {
  return withShopConnection(shopId, async (connection) => {
    const { rowCount } = await connection.query(
      'insert into loyalty_queue (shop_id, order_id) select shop_id, id from sales_order where shop_id = $1 on conflict do nothing',
      [shopId],
    );
    return rowCount ?? 0;
  });
}
