import { givesForOrders, orderBonuses, type CountedOrder, type OrderBonus } from '../activities/order-bonuses';
import { post } from '../ledger/index.server';
import type { Reason } from '../ledger/model';
import type { Nothing } from '../earning/model';
import { timesOfNewLot } from './lots.store.server';
import { readMember } from './member.store.server';
import type { LoyaltyScope } from './scope.store.server';

interface BonusRow extends OrderBonus {
  revision: number;
  kept: boolean;
}
interface OrderRow extends CountedOrder {
  counts: boolean;
  nothing: Nothing | null;
  customerId: bigint | null;
  earnedAt: Date | null;
  maturesAt: Date | null;
}

const ORDERS = `select order_id as "orderId", programme_version as "programmeVersion", earned_at is not null as earned, counts and paid_at is not null as counts, nothing,
    customer_id as "customerId", earned_at as "earnedAt", matures_at as "maturesAt" from loyalty_order o
  where shop_id = $1 and (customer_id = $2 and counts and paid_at is not null or exists (
    select from loyalty_order_bonus b where b.shop_id = o.shop_id and b.customer_id = $2 and b.order_id = o.order_id)) order by paid_at, order_id`;

/**
 * Brings what a member's orders have brought by their number to what they bring as they now stand; only the difference is posted. The caller
 * holds the member's lock.
 */
export async function settleOrderBonuses(scope: LoyaltyScope, customerId: bigint, now: Date): Promise<void> {
  const { connection, shopId, versions } = scope;
  if (!givesForOrders(versions)) return;
  const { rows } = await connection.query<OrderRow>({ name: 'loyalty_counted_orders', text: ORDERS, values: [shopId, customerId] });
  const { rows: standing } = await connection.query<BonusRow>({
    name: 'loyalty_bonuses',
    text: 'select order_id as "orderId", rule, points, revision, kept from loyalty_order_bonus where shop_id = $1 and customer_id = $2 order by order_id, rule',
    values: [shopId, customerId],
  });
  const counted = rows.filter((order) => order.customerId === customerId && order.counts);
  const wanted = orderBonuses(
    counted,
    versions,
    standing.filter(({ kept, points }) => kept && points > 0n),
  );
  const orders = new Map(rows.map((order) => [order.orderId, order]));
  const isWanted = ({ orderId, rule }: OrderBonus) => wanted.some((bonus) => bonus.orderId === orderId && bonus.rule === rule);
  for (const bonus of standing) {
    if (bonus.points === 0n || isWanted(bonus)) continue;
    await takeBonusBack(scope, customerId, bonus, orders.get(bonus.orderId), now);
  }
  for (const bonus of wanted) {
    const known = standing.find(({ orderId, rule }) => orderId === bonus.orderId && rule === bonus.rule);
    const order = orders.get(bonus.orderId);
    if (order && (known?.points ?? 0n) === 0n) await giveBonus(scope, customerId, bonus, order, counted.indexOf(order) + 1, now);
  }
}

const bonusKey = ({ orderId, rule }: OrderBonus, revision: number) => ({ source: 'order', sourceId: String(orderId), rule, purpose: `bonus-r${revision}` });

async function giveBonus(scope: LoyaltyScope, customerId: bigint, bonus: OrderBonus, order: OrderRow, count: number, now: Date): Promise<void> {
  const { lastOrderAt } = await readMember(scope, customerId);
  const revision = await noteBonus(scope, customerId, bonus, bonus.points);
  // What has been there and has gone is given anew; what is told of late was there from the earning on.
  const occurredAt = revision === 0 && order.earnedAt && order.earnedAt < now ? order.earnedAt : now;
  await post(scope.connection, scope.shopId, {
    kind: 'accrue',
    customerId,
    points: bonus.points,
    key: bonusKey(bonus, revision),
    reason: 'activity',
    occurredAt,
    programmeVersion: order.programmeVersion,
    orderId: bonus.orderId,
    ...timesOfNewLot(scope, occurredAt, order.maturesAt, lastOrderAt),
    explanation: { kind: count === 1 ? 'first_order' : 'nth_order', activity: bonus.rule, n: count, points: String(bonus.points) },
  });
}

async function takeBonusBack(scope: LoyaltyScope, customerId: bigint, bonus: BonusRow, order: OrderRow | undefined, now: Date): Promise<void> {
  const revision = await noteBonus(scope, customerId, bonus, 0n);
  await post(scope.connection, scope.shopId, {
    kind: 'take_back',
    customerId,
    points: bonus.points,
    key: bonusKey(bonus, revision),
    reason: reasonOf(customerId, order),
    occurredAt: now,
    programmeVersion: order?.programmeVersion ?? null,
    orderId: bonus.orderId,
    explanation: { activity: bonus.rule, points: String(bonus.points) },
  });
}

function reasonOf(customerId: bigint, order: OrderRow | undefined): Reason {
  if (order && order.customerId !== customerId) return 'order_moved';
  if (order?.counts) return 'order_adjusted';
  return order?.nothing === 'cancelled' || order?.nothing === 'voided' ? 'order_cancelled' : 'order_refunded';
}

/** @returns the number of this posting of the bonus; part of its key. */
async function noteBonus({ connection, shopId }: LoyaltyScope, customerId: bigint, { orderId, rule }: OrderBonus, points: bigint): Promise<number> {
  const { rows } = await connection.query<{ revision: number }>(
    `insert into loyalty_order_bonus as b (shop_id, order_id, rule, customer_id, points) values ($1, $2, $3, $4, $5)
     on conflict (shop_id, order_id, rule) do update set customer_id = $4, points = $5, revision = b.revision + 1, kept = false returning revision`,
    [shopId, orderId, rule, customerId, points],
  );
  return rows[0]?.revision ?? 0;
}
