import { withShopConnection } from '~/db/tenant.server';
import { lockAndAdvance, settleStanding } from './advance.store.server';
import { reviseLotEnds } from './lots.store.server';
import { queueAllOrders } from './queue.store.server';
import { withLoyalty } from './scope.store.server';

const MEMBERS_AT_ONCE = 200;

/** Lets happen what has fallen due for members of a shop, a stretch of them at a time. @returns how many were looked at; fewer than were due when there are more. */
export async function advanceShop(shopId: bigint, now: Date): Promise<number> {
  const due = await withLoyalty(shopId, async ({ connection }) => {
    const { rows } = await connection.query<{ id: bigint }>(
      'select customer_id as id from loyalty_member where shop_id = $1 and due_at <= $2 order by due_at, customer_id limit $3',
      [shopId, now, MEMBERS_AT_ONCE],
    );
    return rows.map(({ id }) => id);
  });
  for (const id of due ?? [])
    await withLoyalty(shopId, async (scope) => {
      await lockAndAdvance(scope, [id], now);
    });
  return due?.length ?? 0;
}

/**
 * Looks at all members under the programmes that have taken effect: lots may end at another time, tiers may be reached. The shop's first one has
 * all orders looked at besides, for what was bought before counts for tiers. Killed, it begins again, and does nothing twice.
 */
export async function applyProgrammes(shopId: bigint, now: Date): Promise<void> {
  const taken = await withLoyalty(shopId, async ({ versions }) => versions.filter(({ effectiveAt }) => effectiveAt <= now).map(({ version }) => version));
  if (!taken || taken.length === 0) return;
  if (!(await hasApplied(shopId))) await queueAllOrders(shopId);
  let after = await applyToMembers(shopId, null, now);
  while (after !== null) after = await applyToMembers(shopId, after, now);
  await withShopConnection(shopId, (connection) =>
    connection.query('update loyalty_programme set applied_at = $3 where shop_id = $1 and version = any($2::int[]) and applied_at is null', [
      shopId,
      taken,
      now,
    ]),
  );
}

function hasApplied(shopId: bigint): Promise<boolean> {
  return withShopConnection(shopId, async (connection) => {
    const { rowCount } = await connection.query('select from loyalty_programme where shop_id = $1 and applied_at is not null limit 1', [shopId]);
    return Boolean(rowCount);
  });
}

/** @returns the last member looked at, to go on after; `null` when that was all. */
async function applyToMembers(shopId: bigint, after: bigint | null, now: Date): Promise<bigint | null> {
  const members = await withLoyalty(shopId, async ({ connection }) => {
    const { rows } = await connection.query<{ id: bigint }>(
      'select customer_id as id from loyalty_member where shop_id = $1 and ($2::bigint is null or customer_id > $2) order by customer_id limit $3',
      [shopId, after, MEMBERS_AT_ONCE],
    );
    return rows.map(({ id }) => id);
  });
  for (const id of members ?? [])
    await withLoyalty(shopId, async (scope) => {
      await lockAndAdvance(scope, [id], now);
      await reviseLotEnds(scope, id, now);
      await settleStanding(scope, id, now, 'programme');
    });
  return members?.length === MEMBERS_AT_ONCE ? (members[MEMBERS_AT_ONCE - 1] ?? null) : null;
}
