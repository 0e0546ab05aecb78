import { z } from 'zod';
import { readLots, transfer } from '../ledger/index.server';
import { ladder, rankOf } from '../tiers/thresholds';
import { advanceMember, settleStanding } from './advance.store.server';
import { reviseLotEnds } from './lots.store.server';
import { lockMembers, readMember } from './member.store.server';
import { keepBonuses, releaseBonuses, returnActivities } from './merge-activities.store.server';
import { versionAt, versionNumberAt } from './model';
import { settleOrderBonuses } from './order-bonus.store.server';
import { withLoyalty, type LoyaltyScope } from './scope.store.server';

const ids = z.array(z.string().transform(BigInt));
/** What went along, so that it can go back. */
const moved = z.object({
  tier: z.string().nullable(),
  lots: ids,
  orders: ids,
  redemptions: ids,
  activities: ids.default([]),
  owed: z.string().transform(BigInt),
});

/**
 * Moves a member's points, orders and rewards to the member they were merged into, who has the higher tier of the two from then on.
 * Told twice, it is done once.
 */
export async function mergeMembers(shopId: bigint, from: bigint, into: bigint, now: Date): Promise<void> {
  await withLoyalty(shopId, async (scope) => {
    const { connection } = scope;
    await lockMembers(scope, [from, into], now);
    const { rowCount } = await connection.query('select from loyalty_member where shop_id = $1 and customer_id = $2 and merged_into is not null', [
      shopId,
      from,
    ]);
    if (rowCount) return;
    for (const id of [from, into]) await advanceMember(scope, id, now);
    const [loser, survivor] = [await readMember(scope, from), await readMember(scope, into)];
    const { rows } = await connection.query<{ id: bigint }>("select nextval('loyalty_merge_id_seq')::bigint as id");
    const mergeId = rows[0]?.id ?? 0n;
    const lots = await move(
      scope,
      { from, into, lots: (await readLots(connection, shopId, from)).map(({ id }) => id), owed: loser.owed },
      `${mergeId}`,
      'merged',
      now,
    );
    const orders = await reassign(scope, 'loyalty_order', 'order_id', { from, into });
    const redemptions = await reassign(scope, 'loyalty_redemption', 'id', { from, into });
    const activities = await reassign(scope, 'loyalty_activity', 'id', { from, into });
    await keepBonuses(scope, from, into);
    const tier = higherTier(scope, loser.tier, survivor.tier, now);
    const detail = {
      tier,
      lots: lots.map(({ into: lot }) => String(lot)),
      orders: orders.map(String),
      redemptions: redemptions.map(String),
      activities: activities.map(String),
      owed: String(loser.owed),
    };
    await connection.query('insert into loyalty_merge (shop_id, id, from_customer, into_customer, merged_at, detail) values ($1, $2, $3, $4, $5, $6)', [
      shopId,
      mergeId,
      from,
      into,
      now,
      JSON.stringify(detail),
    ]);
    await connection.query('update loyalty_member set merged_into = $3 where shop_id = $1 and customer_id = $2', [shopId, from, into]);
    await connection.query(
      'update loyalty_member set last_order_at = greatest(last_order_at, $3), joined_at = least(joined_at, $4) where shop_id = $1 and customer_id = $2',
      [shopId, into, loser.lastOrderAt, loser.joinedAt],
    );
    await reviseLotEnds(scope, into, now);
    await settleOrderBonuses(scope, into, now);
    for (const id of [from, into]) await settleStanding(scope, id, now, 'merge');
  });
}

/** Gives back to a member what is left of what a merge had moved. Told twice, or of a merge that never was, it does nothing. */
export async function unmergeMembers(shopId: bigint, from: bigint, into: bigint, now: Date): Promise<void> {
  await withLoyalty(shopId, async (scope) => {
    const { connection } = scope;
    await lockMembers(scope, [from, into], now);
    const { rows } = await connection.query<{ id: bigint; detail: unknown }>(
      `update loyalty_merge set unmerged_at = $4 where shop_id = $1 and from_customer = $2 and into_customer = $3 and unmerged_at is null returning id, detail`,
      [shopId, from, into, now],
    );
    const [merge] = rows;
    if (!merge) return;
    const { lots, orders, redemptions, activities, owed } = moved.parse(merge.detail);
    for (const id of [from, into]) await advanceMember(scope, id, now);
    const survivor = await readMember(scope, into);
    const open = await readLots(connection, shopId, into);
    const returned = await lotsOfReturns(scope, into, redemptions);
    const back = open
      .filter((lot) => lots.includes(lot.id) || returned.includes(lot.id) || (lot.orderId !== null && orders.includes(lot.orderId)))
      .map(({ id }) => id);
    // What was ordered while the two were one has put off the ends of both.
    await connection.query(
      `update loyalty_member m set merged_into = null, last_order_at = greatest(m.last_order_at, i.last_order_at) from loyalty_member i
       where m.shop_id = $1 and m.customer_id = $2 and i.shop_id = $1 and i.customer_id = $3`,
      [shopId, from, into],
    );
    await move(scope, { from: into, into: from, lots: back, owed: owed < survivor.owed ? owed : survivor.owed }, `${merge.id}-undo`, 'unmerged', now);
    await reassign(scope, 'loyalty_order', 'order_id', { from: into, into: from, only: orders });
    await reassign(scope, 'loyalty_redemption', 'id', { from: into, into: from, only: redemptions });
    await returnActivities(scope, from, into, activities);
    await releaseBonuses(scope, from, into, orders);
    for (const id of [from, into]) await settleOrderBonuses(scope, id, now);
    for (const id of [from, into]) await settleStanding(scope, id, now, 'merge');
  });
}

/** Lots that were opened for points of these rewards when they came back. */
async function lotsOfReturns({ connection, shopId }: LoyaltyScope, customerId: bigint, redemptions: readonly bigint[]): Promise<bigint[]> {
  const { rows } = await connection.query<{ id: bigint }>(
    "select id from ledger_entry where shop_id = $1 and customer_id = $2 and redemption_id = any($3::bigint[]) and debit = 'shop:redeemed'",
    [shopId, customerId, redemptions],
  );
  return rows.map(({ id }) => id);
}

function move(
  { connection, shopId, versions }: LoyaltyScope,
  what: { from: bigint; into: bigint; lots: bigint[]; owed: bigint },
  sourceId: string,
  reason: 'merged' | 'unmerged',
  now: Date,
) {
  const programmeVersion = versionNumberAt(versions, now);
  return transfer(connection, shopId, {
    ...what,
    key: { source: 'merge', sourceId, rule: reason, purpose: 'move' },
    reason,
    occurredAt: now,
    programmeVersion,
  });
}

async function reassign(
  { connection, shopId }: LoyaltyScope,
  table: 'loyalty_order' | 'loyalty_redemption' | 'loyalty_activity',
  key: 'order_id' | 'id',
  { from, into, only = null }: { from: bigint; into: bigint; only?: bigint[] | null },
): Promise<bigint[]> {
  const { rows } = await connection.query<{ id: bigint }>(
    `update ${table} set customer_id = $3 where shop_id = $1 and customer_id = $2 and ($4::bigint[] is null or ${key} = any($4)) returning ${key} as id`,
    [shopId, from, into, only],
  );
  return rows.map(({ id }) => id);
}

/** The higher of two tiers: who has both one's orders now must not stand lower for them, though periods begin elsewhere with all of them together. */
function higherTier({ versions, currency }: LoyaltyScope, theirs: string | null, survivors: string | null, now: Date): string | null {
  const version = versionAt(versions, now);
  if (!version) return null;
  const steps = ladder(version.programme.tiers, currency);
  return rankOf(steps, theirs) > rankOf(steps, survivors) ? theirs : survivors;
}
