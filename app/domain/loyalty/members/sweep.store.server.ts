import { advanceMember, settleStanding } from './advance.store.server';
import { reviseLotEnds } from './lots.store.server';
import { lockMembers } from './member.store.server';
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
      await lockMembers(scope, [id], now);
      await advanceMember(scope, id, now);
    });
  return due?.length ?? 0;
}

/**
 * Looks at members under a programme that has just taken effect: lots may end at another time, tiers may be reached. A stretch of them
 * at a time. @returns the last member looked at, to go on after; `null` when that was all.
 */
export async function applyProgramme(shopId: bigint, after: bigint | null, now: Date): Promise<bigint | null> {
  const members = await withLoyalty(shopId, async ({ connection }) => {
    const { rows } = await connection.query<{ id: bigint }>(
      'select customer_id as id from loyalty_member where shop_id = $1 and ($2::bigint is null or customer_id > $2) order by customer_id limit $3',
      [shopId, after, MEMBERS_AT_ONCE],
    );
    return rows.map(({ id }) => id);
  });
  for (const id of members ?? [])
    await withLoyalty(shopId, async (scope) => {
      await lockMembers(scope, [id], now);
      await advanceMember(scope, id, now);
      await reviseLotEnds(scope, id, now);
      await settleStanding(scope, id, now, 'programme');
    });
  return members?.length === MEMBERS_AT_ONCE ? (members[MEMBERS_AT_ONCE - 1] ?? null) : null;
}
