import { AppError } from '../../shared/errors';
import { lockStaff } from '../../staff/index.server';
import type { RoleLimits } from '../../staff/model';
import { localDay, startOfLocalDay } from '../earning/calendar';
import { readLots } from '../ledger/index.server';
import { keyText } from '../ledger/model';
import { adjustmentKey, postAdjustment, revokeAdjustment } from './adjust.store.server';
import { lockAndAdvance } from './advance.store.server';
import { mustBeThere, survivorOf } from './member.store.server';
import type { Adjustment, StaffAdjusted } from './model';
import { withLoyalty, type LoyaltyScope } from './scope.store.server';

/**
 * Gives or takes points for a member of staff, within what their role may do at once and in a day of the shop; decided and
 * posted in one transaction. The same request twice is done once, whatever is left of the limit.
 * @throws AppError `not_found` when the shop has no programme or there is no such person, `conflict` when the request's key was used for something else.
 */
export async function adjustByStaff(shopId: bigint, { points, note, by, requestKey, ...adjustment }: Adjustment, now: Date): Promise<StaffAdjusted> {
  if (points === 0n) throw new AppError('invalid_input', 'There are no points to adjust', 'points');
  const adjusted = await withLoyalty(shopId, async (scope): Promise<StaffAdjusted> => {
    const customerId = await survivorOf(scope, adjustment.customerId);
    await mustBeThere(scope, customerId);
    await lockAndAdvance(scope, [customerId], now);
    const { limits } = await lockStaff(scope.connection, shopId, by, now);
    const key = adjustmentKey(requestKey);
    const refused = (await isPosted(scope, keyText(key))) ? null : await beyond(scope, limits, points < 0n ? -points : points, by, now);
    if (refused) return refused;
    const posted = await postAdjustment(scope, { customerId, points, key, explanation: { note, by } }, now);
    return { outcome: posted.outcome === 'repeated' ? 'repeated' : 'done', entryId: posted.entryId };
  });
  if (!adjusted) throw new AppError('not_found', 'The shop has no loyalty programme');
  return adjusted;
}

async function isPosted({ connection, shopId }: LoyaltyScope, key: string): Promise<boolean> {
  const { rowCount } = await connection.query('select from ledger_entry where shop_id = $1 and key = $2 and part = 0', [shopId, key]);
  return Boolean(rowCount);
}

async function beyond(scope: LoyaltyScope, limits: RoleLimits, size: bigint, by: string, now: Date): Promise<StaffAdjusted | null> {
  const { pointsAtOnce, pointsADay } = limits;
  if (pointsAtOnce !== null && size > pointsAtOnce) return { outcome: 'refused', limit: 'atOnce', max: pointsAtOnce, left: pointsAtOnce };
  if (pointsADay === null) return null;
  const used = await adjustedToday(scope, by, now);
  return used + size > pointsADay ? { outcome: 'refused', limit: 'aDay', max: pointsADay, left: used > pointsADay ? 0n : pointsADay - used } : null;
}

/** Points that somebody has given and taken since the shop's day began; what was undone does not count. */
async function adjustedToday({ connection, shopId, zone }: LoyaltyScope, by: string, now: Date): Promise<bigint> {
  const { rows } = await connection.query<{ points: bigint }>(
    `select coalesce(sum(parts.points), 0)::bigint as points
     from ledger_entry e join ledger_entry parts on parts.shop_id = e.shop_id and parts.key = e.key and parts.reason = 'adjusted'
     where e.shop_id = $1 and e.reason = 'adjusted' and e.occurred_at >= $2 and e.part = 0 and e.explanation ->> 'by' = $3 and e.key like '%:adjust'
       and not exists (select from ledger_entry u where u.shop_id = e.shop_id and u.key in (regexp_replace(e.key, ':adjust$', ':undo'), regexp_replace(e.key, ':adjust$', ':undo-rest')) and u.part = 0)`,
    [shopId, new Date(startOfLocalDay(localDay(now, zone), zone)), by],
  );
  return rows[0]?.points ?? 0n;
}

/**
 * Undoes an adjustment by its counter entry: a grant is taken back, what was taken is given again. Whoever has made it may, and
 * managers. Told twice, it is done once. @throws AppError `not_found`, `forbidden`.
 */
export async function undoAdjustment(shopId: bigint, { entryId, by }: { entryId: bigint; by: string }, now: Date): Promise<void> {
  await withLoyalty(shopId, async (scope) => {
    const { rows } = await scope.connection.query<{ key: string; customerId: bigint; by: string; gave: boolean; points: bigint }>(
      `select e.key, e.customer_id as "customerId", e.explanation ->> 'by' as by, e.debit like 'shop:%' as gave,
         (select sum(p.points) from ledger_entry p where p.shop_id = e.shop_id and p.key = e.key and p.reason = 'adjusted')::bigint as points
       from ledger_entry e where e.shop_id = $1 and e.id = $2 and e.reason = 'adjusted' and e.part = 0 and e.key like 'adjustment:%:manual:adjust'`,
      [shopId, entryId],
    );
    const [made] = rows;
    if (!made) throw new AppError('not_found', 'There is no such adjustment');
    const customerId = await survivorOf(scope, made.customerId);
    await lockAndAdvance(scope, [customerId], now);
    const { role } = await lockStaff(scope.connection, shopId, by, now);
    if (made.by !== by && role !== 'manager') throw new AppError('forbidden', 'Only who has made it, or a manager, may undo an adjustment.');
    const requestKey = made.key.split(':')[1] ?? '';
    const [key, restKey] = [adjustmentKey(requestKey, 'undo'), adjustmentKey(requestKey, 'undo-rest')];
    if ((await isPosted(scope, keyText(key))) || (await isPosted(scope, keyText(restKey)))) return;
    const explanation = { by, undoes: String(entryId) };
    if (!made.gave) {
      await postAdjustment(scope, { customerId, points: made.points, key, explanation }, now);
      return;
    }
    // What is left of the points themselves goes first, so that other points keep their ends.
    const own = (await readLots(scope.connection, shopId, customerId)).find(({ id }) => id === entryId)?.remaining ?? 0n;
    if (own > 0n) await revokeAdjustment(scope, { customerId, lotId: entryId, key, explanation }, now);
    if (own < made.points) await postAdjustment(scope, { customerId, points: own - made.points, key: restKey, explanation }, now);
  });
}
