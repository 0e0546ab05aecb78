import { shopKeys } from '~/db/vault/shop-keys.store.server';
import { AppError } from '../../shared/errors';
import { lockAndAdvance } from '../members/advance.store.server';
import { mustBeThere, readMember, survivorOf } from '../members/member.store.server';
import { versionAt } from '../members/model';
import { reservePoints } from '../members/redeem.store.server';
import { withLoyalty, type LoyaltyScope } from '../members/scope.store.server';
import { agree } from './agree';
import { sealCardCode } from './card-code.store.server';
import { circumstancesOf, holdStock } from './circumstances.store.server';
import { discountCode, giftCardCode } from './code.server';
import { isDiscountCode, promiseJson, type RewardAnswer, type RewardPromise, type RewardRequest } from './model';

/**
 * Reserves a member's points for a reward of the programme in force, and notes what is to be made in the store; both or neither. The same
 * request twice is one redemption. @throws AppError `not_found` when the shop has no programme or there is no such customer; `conflict` when the
 * request's key was used for somebody else's.
 */
export async function requestReward(shopId: bigint, request: RewardRequest, now: Date): Promise<RewardAnswer> {
  // Before the transaction: whoever holds one must not wait for a second connection.
  const keys = await shopKeys(shopId);
  const answer = await withLoyalty(shopId, async (scope): Promise<RewardAnswer> => {
    const customerId = await survivorOf(scope, request.customerId);
    await mustBeThere(scope, customerId);
    await lockAndAdvance(scope, [customerId], now);
    const known = await knownRequest(scope, request.requestKey);
    if (known && known.customerId !== customerId) throw new AppError('conflict', 'That key was used for another member');
    if (known) return { outcome: 'repeated', redemptionId: known.id };
    const member = await readMember(scope, customerId);
    const version = versionAt(scope.versions, now);
    const reward = version?.programme.rewards.find(({ id }) => id === request.reward);
    if (!reward) return { outcome: 'refused', why: 'no_such_reward', available: member.available };
    await holdStock(scope, reward);
    const asking = { ...request, customerId, tier: member.tier, holder: request.customerId };
    const agreed = agree(reward, (await circumstancesOf(scope, asking, [reward], now))(reward));
    if (agreed.outcome === 'refused') return { ...agreed, available: member.available };
    const reserved = await reservePoints(scope, { customerId, points: agreed.points, reward: reward.id, requestKey: request.requestKey }, now);
    if (reserved.outcome === 'refused') return { outcome: 'refused', why: 'too_few_points', available: reserved.available };
    await notePromise(
      scope,
      reserved.redemptionId,
      {
        ...agreed,
        ...codeFor(agreed.promise, reward.codePrefix, (code) => sealCardCode(keys, shopId, reserved.redemptionId, code)),
        by: request.by,
        version: version?.version ?? null,
      },
      now,
    );
    return reserved;
  });
  if (!answer) throw new AppError('not_found', 'The shop has no loyalty programme');
  return answer;
}

async function knownRequest({ connection, shopId }: LoyaltyScope, requestKey: string): Promise<{ id: bigint; customerId: bigint } | null> {
  const { rows } = await connection.query<{ id: bigint; customerId: bigint }>(
    'select id, customer_id as "customerId" from loyalty_redemption where shop_id = $1 and request_key = $2',
    [shopId, requestKey],
  );
  return rows[0] ?? null;
}

function codeFor(promise: RewardPromise, prefix: string | undefined, sealed: (code: string) => Buffer): Pick<Noted, 'code' | 'codeSealed'> {
  if (promise.kind === 'gift_card') return { code: null, codeSealed: sealed(giftCardCode()) };
  return { code: isDiscountCode(promise) ? discountCode(prefix) : null, codeSealed: null };
}

interface Noted {
  promise: RewardPromise;
  endsAt: Date | null;
  code: string | null;
  codeSealed: Buffer | null;
  by: string | null;
  version: number | null;
}

async function notePromise(
  { connection, shopId }: LoyaltyScope,
  id: bigint,
  { promise, endsAt, code, codeSealed, by, version }: Noted,
  now: Date,
): Promise<void> {
  await connection.query(
    'update loyalty_redemption set promise = $3, ends_at = $4, code = $5, by = $6, programme_version = $7, code_sealed = $8 where shop_id = $1 and id = $2',
    [shopId, id, promiseJson(promise), endsAt, code, by, version, codeSealed],
  );
  await connection.query("insert into loyalty_saga (shop_id, redemption_id, task, due_at) values ($1, $2, 'make', $3)", [shopId, id, now]);
}
