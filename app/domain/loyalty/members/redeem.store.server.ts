import { AppError } from '../../shared/errors';
import { post } from '../ledger/index.server';
import type { Reason } from '../ledger/model';
import { lockAndAdvance, settleStanding } from './advance.store.server';
import { survivorOf } from './member.store.server';
import { versionAt, versionNumberAt, type Redeemed, type RedemptionEnd, type RedemptionRequest } from './model';
import { giveBack } from './order-rewards.store.server';
import { withLoyalty, type LoyaltyScope } from './scope.store.server';

/**
 * Reserves points for a reward; who creates it in the store ends the redemption (see {@link endRedemption}). The same request twice is
 * one redemption. @throws AppError `not_found` when the shop has no programme.
 */
export async function redeem(shopId: bigint, request: RedemptionRequest, now: Date): Promise<Redeemed> {
  const redeemed = await withLoyalty(shopId, async (scope): Promise<Redeemed> => {
    const { connection } = scope;
    const customerId = await survivorOf(scope, request.customerId);
    await lockAndAdvance(scope, [customerId], now);
    const known = await connection.query<{ id: bigint }>('select id from loyalty_redemption where shop_id = $1 and request_key = $2', [
      shopId,
      request.requestKey,
    ]);
    if (known.rows[0]) return { outcome: 'repeated', redemptionId: known.rows[0].id };
    return reservePoints(scope, { ...request, customerId }, now);
  });
  if (!redeemed) throw new AppError('not_found', 'The shop has no loyalty programme');
  return redeemed;
}

/** The reservation itself; the caller holds the member's lock and knows that the request is new. */
export async function reservePoints(
  scope: LoyaltyScope,
  { customerId, points, reward, requestKey }: RedemptionRequest,
  now: Date,
): Promise<{ outcome: 'reserved'; redemptionId: bigint } | { outcome: 'refused'; available: bigint }> {
  const { connection, shopId } = scope;
  const { rows } = await connection.query<{ id: bigint }>("select nextval('loyalty_redemption_id_seq')::bigint as id");
  const id = rows[0]?.id ?? 0n;
  const posted = await post(connection, shopId, {
    kind: 'spend',
    customerId,
    points,
    key: { source: 'redemption', sourceId: String(id), rule: 'reserve', purpose: 'spend' },
    reason: 'redeemed',
    occurredAt: now,
    programmeVersion: versionNumberAt(scope.versions, now),
    redemptionId: id,
    explanation: { reward },
  });
  if (posted.outcome === 'refused') return { outcome: 'refused', available: posted.available };
  await connection.query(
    `insert into loyalty_redemption (shop_id, id, customer_id, reward, request_key, points, status, entry_id, created_at) values ($1, $2, $3, $4, $5, $6, 'reserved', $7, $8)`,
    [shopId, id, customerId, reward, requestKey, points, posted.entryId, now],
  );
  await settleStanding(scope, customerId, now, 'time');
  return { outcome: 'reserved', redemptionId: id };
}

interface Row {
  id: bigint;
  customerId: bigint;
  points: bigint;
  returned: bigint;
  entryId: bigint;
  status: string;
  reward: string;
  /** What was promised; `null` of redemptions from before promises were kept. */
  returnsUnused: boolean | null;
}

/** From where an end can be reached, and why points come back with it. */
const ENDS = {
  committed: { from: ['reserved'], reason: null },
  released: { from: ['reserved'], reason: 'redemption_released' },
  cancelled: { from: ['reserved', 'committed'], reason: 'reward_cancelled' },
  expired: { from: ['reserved', 'committed'], reason: 'reward_expired' },
} as const satisfies Record<RedemptionEnd, { from: readonly string[]; reason: Reason | null }>;

/**
 * Ends a redemption: the store has made the reward, or refused it, or it was cancelled or has ended unused. Told twice, it is done
 * once. @throws AppError `not_found`; `conflict` when it has ended in another way.
 */
export async function endRedemption(shopId: bigint, redemptionId: bigint, end: RedemptionEnd, now: Date): Promise<void> {
  await withLoyalty(shopId, async (scope) => {
    const before = await readRedemption(scope, redemptionId);
    if (!before) throw new AppError('not_found', 'There is no such redemption');
    await lockAndAdvance(scope, [before.customerId], now);
    const redemption = (await readRedemption(scope, redemptionId)) ?? before;
    if (redemption.status === end) return;
    const from: readonly string[] = ENDS[end].from;
    if (!from.includes(redemption.status)) throw new AppError('conflict', `The redemption is ${redemption.status}`);
    await scope.connection.query('update loyalty_redemption set status = $3, settled_at = $4 where shop_id = $1 and id = $2', [shopId, redemptionId, end, now]);
    const { reason } = ENDS[end];
    const rest = redemption.points - redemption.returned;
    if (reason && rest > 0n && (end !== 'expired' || returnsUnused(scope, redemption, now)))
      await giveBack(scope, redemption, rest, { rule: end, purpose: 'rest', reason }, now);
    await settleStanding(scope, redemption.customerId, now, 'time');
  });
}

async function readRedemption({ connection, shopId }: LoyaltyScope, id: bigint): Promise<Row | null> {
  const { rows } = await connection.query<Row>(
    `select id, customer_id as "customerId", points, returned, entry_id as "entryId", status, reward, (promise -> 'returnsUnused')::boolean as "returnsUnused"
     from loyalty_redemption where shop_id = $1 and id = $2`,
    [shopId, id],
  );
  return rows[0] ?? null;
}

const returnsUnused = ({ versions }: LoyaltyScope, { reward, returnsUnused: promised }: Row, now: Date) =>
  promised ?? versionAt(versions, now)?.programme.rewards.find(({ id }) => id === reward)?.returnsUnused ?? true;
