import { evaluateActivity } from '../activities/evaluate';
import type { ActivityFact, ActivityNothing, ActivityOutcome } from '../activities/model';
import { post } from '../ledger/index.server';
import type { ProgrammeVersion } from '../programme/model';
import { advanceMember, settleStanding } from './advance.store.server';
import { endOfNewLot } from './lots.store.server';
import { lockMembers, readMember, survivorOf } from './member.store.server';
import { versionAt } from './model';
import { withLoyalty, type LoyaltyScope } from './scope.store.server';
import { standingOf } from './standing.store.server';

interface StoredFact extends ActivityFact, ActivityOutcome {
  namedCustomerId: bigint;
}

const FACT = `select id, kind, event, occurred_at as "occurredAt", named_customer_id as "namedCustomerId", settled_at as "settledAt",
  points + reward_points as points, rules, nothing from loyalty_activity where shop_id = $1 and id = $2`;

async function readFact({ connection, shopId }: LoyaltyScope, id: bigint, lock = false): Promise<StoredFact | null> {
  const { rows } = await connection.query<StoredFact>(lock ? `${FACT} for update` : FACT, [shopId, id]);
  return rows[0] ?? null;
}

/**
 * Gives what something a member has done brings, by the programme of its day; settled once, whoever asks how often. @returns `null` when there is
 * no such thing, or no programme.
 */
export function settleActivity(shopId: bigint, id: bigint, now: Date): Promise<ActivityOutcome | null> {
  return withLoyalty(shopId, async (scope) => {
    const named = await readFact(scope, id);
    if (!named || named.settledAt) return named;
    if (await isGone(scope, named.namedCustomerId)) return settled(scope, named, { customerId: named.namedCustomerId, nothing: 'customer_gone' }, now);
    const customerId = await survivorOf(scope, named.namedCustomerId);
    await lockMembers(scope, [customerId], named.occurredAt);
    await advanceMember(scope, customerId, now);
    const fact = await readFact(scope, id, true);
    if (!fact || fact.settledAt) return fact;
    const version = versionAt(scope.versions, fact.occurredAt);
    const { ways, nothing } = evaluateActivity(fact, version?.programme ?? null, await contextOf(scope, customerId, fact));
    for (const way of ways)
      await give(
        scope,
        customerId,
        fact,
        version,
        { rule: way.id, purpose: 'grant', reason: fact.kind === 'birthday' ? 'birthday' : 'activity', name: way.name },
        way.points,
      );
    const reward = fact.kind === 'birthday' && version ? await giveBirthdayReward(scope, customerId, fact, version) : 0n;
    const points = ways.reduce((sum, way) => sum + BigInt(way.points), 0n);
    const rules = ways.map((way) => way.id);
    const outcome = await settled(scope, fact, { customerId, version: version?.version, rules, points, reward, nothing: reward > 0n ? null : nothing }, now);
    await settleStanding(scope, customerId, now, 'time');
    // What was earned long ago may be due already.
    await advanceMember(scope, customerId, now);
    return outcome;
  });
}

async function isGone({ connection, shopId }: LoyaltyScope, customerId: bigint): Promise<boolean> {
  const { rowCount } = await connection.query("select from customer where shop_id = $1 and id = $2 and status in ('deleted', 'redacted')", [
    shopId,
    customerId,
  ]);
  return Boolean(rowCount);
}

async function contextOf({ connection, shopId, zone }: LoyaltyScope, customerId: bigint, fact: StoredFact) {
  const { rows: given } = await connection.query<{ rule: string; at: Date }>(
    'select unnest(rules) as rule, occurred_at as at from loyalty_activity where shop_id = $1 and customer_id = $2 and kind = $3 and cardinality(rules) > 0',
    [shopId, customerId, fact.kind],
  );
  const { rows } = await connection.query<{ birthdaySetAt: Date | null; subscribedBefore: boolean }>(
    `select (select birthday_set_at from loyalty_member where shop_id = $1 and customer_id = $2) as "birthdaySetAt",
       exists (select from customer_event where shop_id = $1 and customer_id = $2 and kind = 'consent_email' and occurred_at < $3
         and detail ->> 'state' in ('subscribed', 'unsubscribed')) as "subscribedBefore"`,
    [shopId, fact.namedCustomerId, fact.occurredAt],
  );
  return { zone, given, birthdaySetAt: rows[0]?.birthdaySetAt ?? null, subscribedBefore: rows[0]?.subscribedBefore ?? false };
}

interface Why {
  rule: string;
  purpose: string;
  reason: 'activity' | 'birthday';
  tier?: string;
  /** Of the way to earn, or of the tier. */
  name: Record<string, string>;
}

async function give(scope: LoyaltyScope, customerId: bigint, fact: StoredFact, version: ProgrammeVersion | null, why: Why, points: number): Promise<void> {
  const { lastOrderAt } = await readMember(scope, customerId);
  await post(scope.connection, scope.shopId, {
    kind: 'accrue',
    customerId,
    points: BigInt(points),
    key: { source: 'activity', sourceId: String(fact.id), rule: why.rule, purpose: why.purpose },
    reason: why.reason,
    occurredAt: fact.occurredAt,
    programmeVersion: version?.version ?? null,
    maturesAt: null,
    expiresAt: endOfNewLot(scope, fact.occurredAt, lastOrderAt),
    explanation: { kind: fact.kind, activity: why.tier ? null : why.rule, event: fact.event, tier: why.tier ?? null, name: why.name, points: String(points) },
  });
}

/** What the tier that the member had on that day gives; once a calendar year, and not for a birthday that was told too late. */
async function giveBirthdayReward(scope: LoyaltyScope, customerId: bigint, fact: StoredFact, version: ProgrammeVersion): Promise<bigint> {
  const { tier } = await standingOf(scope, customerId, fact.occurredAt);
  const level = version.programme.tiers.levels.find(({ id }) => id === tier);
  if (!level?.birthdayReward) return 0n;
  const { birthdayReward, id } = level;
  const cutoff = version.programme.activities.find(({ kind }) => kind === 'birthday')?.birthdayCutoffDays ?? TIER_CUTOFF_DAYS;
  const asActivity = { id: TIER_REWARD, kind: 'birthday' as const, points: birthdayReward.points, birthdayCutoffDays: cutoff, perMember: 1, name: {} };
  const given = await rewardsGiven(scope, customerId);
  const context = { ...(await contextOf(scope, customerId, fact)), given };
  const { ways } = evaluateActivity({ ...fact, event: null }, { ...version.programme, activities: [asActivity] }, context);
  if (ways.length === 0) return 0n;
  await give(scope, customerId, fact, version, { rule: id, purpose: 'tier', reason: 'birthday', tier: id, name: level.name }, birthdayReward.points);
  return BigInt(birthdayReward.points);
}
/** Where the programme has no points for birthdays that would say how early one has to be told. */
const TIER_CUTOFF_DAYS = 30;
const TIER_REWARD = 'tier';

async function rewardsGiven({ connection, shopId }: LoyaltyScope, customerId: bigint): Promise<{ rule: string; at: Date }[]> {
  const { rows } = await connection.query<{ at: Date }>(
    'select occurred_at as at from loyalty_activity where shop_id = $1 and customer_id = $2 and reward_points > 0',
    [shopId, customerId],
  );
  return rows.map(({ at }) => ({ rule: TIER_REWARD, at }));
}

interface Result {
  customerId: bigint;
  version?: number | undefined;
  rules?: string[];
  points?: bigint;
  reward?: bigint;
  nothing: ActivityNothing | null;
}

async function settled({ connection, shopId }: LoyaltyScope, fact: StoredFact, result: Result, now: Date): Promise<ActivityOutcome> {
  const { customerId, version = null, rules = [], points = 0n, reward = 0n, nothing } = result;
  await connection.query(
    `update loyalty_activity set customer_id = $3, settled_at = $4, programme_version = $5, rules = $6, points = $7, reward_points = $8, nothing = $9, error = null
     where shop_id = $1 and id = $2`,
    [shopId, fact.id, customerId, now, version, rules, points, reward, nothing],
  );
  return { id: fact.id, settledAt: now, points: points + reward, rules, nothing };
}
