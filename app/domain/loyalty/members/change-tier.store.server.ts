import { AppError } from '../../shared/errors';
import { lockStaff } from '../../staff/index.server';
import { startOfLocalDay } from '../earning/calendar';
import { lockAndAdvance, settleStanding } from './advance.store.server';
import { mustBeThere, readMember, survivorOf } from './member.store.server';
import { PINNED_FOR_GOOD, versionAt, type TierOrder } from './model';
import { withLoyalty, type LoyaltyScope } from './scope.store.server';
import { standingOf } from './standing.store.server';

/**
 * Gives a member a tier by hand, or holds the one they have; pinned, nothing lowers or raises it until the pin's end. There is no
 * entry reward for it. The same request twice is done once.
 * @throws AppError `not_found`; `forbidden` when the role may not; `invalid_input` (field `tier`, `until`) for a tier that the programme
 * in force does not have, or an end that has passed.
 */
export async function changeTier(shopId: bigint, { tier, hold, ...order }: TierOrder, now: Date): Promise<void> {
  await withMember(shopId, order, now, (scope) => {
    const levels = versionAt(scope.versions, now)?.programme.tiers.levels ?? [];
    if (tier !== null && !levels.some(({ id }) => id === tier)) throw new AppError('invalid_input', 'The programme has no such tier', 'tier');
    const pinnedUntil = hold === 'no' ? null : hold === 'open' ? PINNED_FOR_GOOD : new Date(startOfLocalDay(hold.lastDay, scope.zone, 1));
    if (pinnedUntil && pinnedUntil <= now) throw new AppError('invalid_input', 'The end has passed', 'until');
    return Promise.resolve({ tier, detail: { pinnedUntil } });
  });
}

/**
 * Ends a pin: from now on the tier follows the rules again. What it held back, up or down, happens at once.
 * @throws AppError `not_found`; `forbidden` when the role may not; `conflict` when nothing is pinned.
 */
export async function unpinTier(shopId: bigint, order: Omit<TierOrder, 'tier' | 'hold'>, now: Date): Promise<void> {
  await withMember(shopId, order, now, async (scope, customerId) => {
    const { tier, pinnedUntil } = await standingOf(scope, customerId, now);
    if (!pinnedUntil) throw new AppError('conflict', 'The tier is not pinned');
    return { tier, detail: { released: true } };
  });
}

type Change = { tier: string | null; detail: object };

async function withMember(
  shopId: bigint,
  { by, note, requestKey, ...order }: Omit<TierOrder, 'tier' | 'hold'>,
  now: Date,
  decide: (scope: LoyaltyScope, customerId: bigint) => Promise<Change>,
): Promise<void> {
  const done = await withLoyalty(shopId, async (scope) => {
    const { connection } = scope;
    const customerId = await survivorOf(scope, order.customerId);
    await mustBeThere(scope, customerId);
    await lockAndAdvance(scope, [customerId], now);
    const { limits } = await lockStaff(connection, shopId, by, now);
    if (!limits.changesTiers) throw new AppError('forbidden', 'This role may not change tiers.');
    const told = await connection.query("select from loyalty_tier_change where shop_id = $1 and customer_id = $2 and detail ->> 'requestKey' = $3", [
      shopId,
      customerId,
      requestKey,
    ]);
    if (told.rowCount) return true;
    const change = await decide(scope, customerId);
    const [member, { amount, keepAmount }] = [await readMember(scope, customerId), await standingOf(scope, customerId, now)];
    const detail = { ...change.detail, note, by, requestKey, amount: String(amount), keepAmount: String(keepAmount) };
    await connection.query(
      `insert into loyalty_tier_change (shop_id, customer_id, from_tier, to_tier, reason, occurred_at, programme_version, detail) values ($1, $2, $3, $4, 'manual', $5, $6, $7)`,
      [shopId, customerId, member.tier, change.tier, now, versionAt(scope.versions, now)?.version ?? null, JSON.stringify(detail)],
    );
    // The change stands in the history already: what is applied now is only what follows from it.
    await connection.query('update loyalty_member set tier = $3 where shop_id = $1 and customer_id = $2', [shopId, customerId, change.tier]);
    await settleStanding(scope, customerId, now, 'time');
    return true;
  });
  if (!done) throw new AppError('not_found', 'The shop has no loyalty programme');
}
