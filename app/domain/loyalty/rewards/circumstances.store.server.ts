import type { LoyaltyScope } from '../members/scope.store.server';
import type { Reward } from '../programme/model';
import { periodStart, type RewardCircumstances } from './agree';

interface Asking {
  customerId: bigint;
  holder: bigint;
  tier: string | null;
  points?: bigint | undefined;
}

/** Two members who ask for the last one at the same moment go one after the other. */
export async function holdStock({ connection, shopId }: LoyaltyScope, { id, stock }: Reward): Promise<void> {
  if (stock !== undefined) await connection.query('select pg_advisory_xact_lock(hashtextextended($1, $2))', [`reward:${id}`, shopId]);
}

/** What decides whether somebody may have each of these rewards, as it stands now. */
export async function circumstancesOf(
  scope: LoyaltyScope,
  { customerId, holder, tier, points }: Asking,
  rewards: readonly Reward[],
  now: Date,
): Promise<(reward: Reward) => RewardCircumstances> {
  const all = await countGiven(scope, rewards);
  const own = await countOwn(scope, customerId, rewards, now);
  const prices = await pricesOf(scope, rewards);
  return (reward) => ({
    ...{ now, holder, tier, points, zone: scope.zone, currency: scope.currency },
    given: { all: all.get(reward.id) ?? 0, ...(own.get(reward.id) ?? { member: 0, period: 0 }) },
    productPrice: prices.get(reward.product ?? '') ?? null,
  });
}

/** What was refused, cancelled, or came back unused does not count. */
const STANDS = `(r.status in ('reserved', 'committed', 'used') or (r.status = 'expired' and r.returned = 0))`;

/** Of those of which there are only so many: how many are gone. */
async function countGiven({ connection, shopId }: LoyaltyScope, rewards: readonly Reward[]): Promise<Map<string, number>> {
  const counted = rewards.filter(({ stock }) => stock !== undefined).map(({ id }) => id);
  if (counted.length === 0) return new Map();
  const { rows } = await connection.query<{ reward: string; n: number }>(
    `select r.reward, count(*)::int as n from loyalty_redemption r where r.shop_id = $1 and r.reward = any($2::text[]) and ${STANDS} group by r.reward`,
    [shopId, counted],
  );
  return new Map(rows.map(({ reward, n }) => [reward, n]));
}

/** Of those of which a member may have only so many: how many they have had, and how many in the period. */
async function countOwn({ connection, shopId, zone }: LoyaltyScope, customerId: bigint, rewards: readonly Reward[], now: Date) {
  const limited = rewards.filter(({ perMember, perPeriod }) => perMember !== undefined || perPeriod !== undefined);
  if (limited.length === 0) return new Map<string, { member: number; period: number }>();
  const { rows } = await connection.query<{ reward: string; member: number; period: number }>(
    `select r.reward, count(*)::int as member, count(*) filter (where r.created_at >= w.since)::int as period
     from unnest($3::text[], $4::timestamptz[]) as w (reward, since)
       join loyalty_redemption r on r.shop_id = $1 and r.customer_id = $2 and r.reward = w.reward
     where ${STANDS} group by r.reward`,
    [shopId, customerId, limited.map(({ id }) => id), limited.map(({ perPeriod }) => (perPeriod ? periodStart(perPeriod.period, now, zone) : now))],
  );
  return new Map(rows.map(({ reward, member, period }) => [reward, { member, period }]));
}

/** Of free products that are sold: the highest price of their variants. */
async function pricesOf({ connection, shopId }: LoyaltyScope, rewards: readonly Reward[]): Promise<Map<string, bigint>> {
  const ids = rewards.flatMap(({ kind, product }) => (kind === 'free_product' && product && /^\d{1,18}$/.test(product) ? [BigInt(product)] : []));
  if (ids.length === 0) return new Map();
  const { rows } = await connection.query<{ id: bigint; price: bigint }>(
    `select v.product_id as id, max(v.price) as price from product_variant v join product p on p.shop_id = v.shop_id and p.id = v.product_id
     where v.shop_id = $1 and v.product_id = any($2::bigint[]) and p.deleted_at is null and p.status = 'active' group by v.product_id`,
    [shopId, ids],
  );
  return new Map(rows.map(({ id, price }) => [String(id), price]));
}
