import { shopKeys } from '~/db/vault/shop-keys.store.server';
import { AppError } from '../../shared/errors';
import { lockAndAdvance } from '../members/advance.store.server';
import { mustBeThere, readMember, survivorOf } from '../members/member.store.server';
import { versionAt } from '../members/model';
import { reservePoints } from '../members/redeem.store.server';
import { withLoyalty, type LoyaltyScope } from '../members/scope.store.server';
import type { Reward } from '../programme/model';
import { agree, periodStart, type RewardCircumstances } from './agree';
import { sealCardCode } from './card-code.store.server';
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
    const agreed = agree(reward, await circumstances(scope, { ...request, customerId, tier: member.tier, holder: request.customerId }, reward, now));
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

interface Asking {
  customerId: bigint;
  holder: bigint;
  tier: string | null;
  points?: bigint | undefined;
}

async function circumstances(scope: LoyaltyScope, { customerId, holder, tier, points }: Asking, reward: Reward, now: Date): Promise<RewardCircumstances> {
  return {
    now,
    holder,
    zone: scope.zone,
    currency: scope.currency,
    tier,
    points,
    given: await countGiven(scope, customerId, reward, now),
    productPrice: reward.kind === 'free_product' ? await priceOf(scope, reward.product) : null,
  };
}

/** What was refused, cancelled, or came back unused does not count. */
const STANDS = `status in ('reserved', 'committed', 'used') or (status = 'expired' and returned = 0)`;

async function countGiven({ connection, shopId, zone }: LoyaltyScope, customerId: bigint, reward: Reward, now: Date) {
  const given = { all: 0, member: 0, period: 0 };
  if (reward.stock !== undefined) {
    // Two members who ask for the last one at the same moment go one after the other.
    await connection.query('select pg_advisory_xact_lock(hashtextextended($1, $2))', [`reward:${reward.id}`, shopId]);
    const { rows } = await connection.query<{ n: number }>(
      `select count(*)::int as n from loyalty_redemption where shop_id = $1 and reward = $2 and (${STANDS})`,
      [shopId, reward.id],
    );
    given.all = rows[0]?.n ?? 0;
  }
  if (reward.perMember === undefined && reward.perPeriod === undefined) return given;
  const since = reward.perPeriod ? periodStart(reward.perPeriod.period, now, zone) : now;
  const { rows } = await connection.query<{ member: number; period: number }>(
    `select count(*)::int as member, count(*) filter (where created_at >= $4)::int as period from loyalty_redemption
     where shop_id = $1 and customer_id = $2 and reward = $3 and (${STANDS})`,
    [shopId, customerId, reward.id, since],
  );
  return { ...given, member: rows[0]?.member ?? 0, period: rows[0]?.period ?? 0 };
}

async function priceOf({ connection, shopId }: LoyaltyScope, product: string | undefined): Promise<bigint | null> {
  if (!product || !/^\d{1,18}$/.test(product)) return null;
  const { rows } = await connection.query<{ price: bigint | null }>(
    `select max(v.price) as price from product_variant v join product p on p.shop_id = v.shop_id and p.id = v.product_id
     where v.shop_id = $1 and v.product_id = $2 and p.deleted_at is null and p.status = 'active'`,
    [shopId, BigInt(product)],
  );
  return rows[0]?.price ?? null;
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
