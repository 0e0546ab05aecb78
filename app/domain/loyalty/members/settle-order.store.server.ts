import { addLocalDays, localDay, maturesAt, startOfLocalDay } from '../earning/calendar';
import { evaluateOrder } from '../earning/evaluate';
import type { Earning, OrderFacts } from '../earning/model';
import { post } from '../ledger/index.server';
import type { Reason } from '../ledger/model';
import type { ProgrammeVersion } from '../programme/model';
import { advanceMember, settleStanding } from './advance.store.server';
import { timesOfNewLot, reviseLotEnds } from './lots.store.server';
import { lockMembers, readMember, survivorOf } from './member.store.server';
import { versionAt, type Settled } from './model';
import { readOrder, writeOrder, type StoredOrder } from './order.store.server';
import { settleOrderBonuses } from './order-bonus.store.server';
import { returnForRefunds, useRedemptions } from './order-rewards.store.server';
import { withLoyalty, type LoyaltyScope } from './scope.store.server';
import { standingWhenPlaced } from './standing.store.server';

/**
 * Brings an order's points to what it earns as it now stands: the target is a function of the facts, and only the difference is
 * posted. The same facts twice change nothing, older ones neither. `redemptions` are those whose reward was used on it.
 */
export async function settleOrder(shopId: bigint, facts: OrderFacts, now: Date, redemptions: readonly bigint[] = []): Promise<Settled> {
  const settled = await withLoyalty(shopId, async (scope) => {
    const customerId = facts.customerId === null ? null : await survivorOf(scope, facts.customerId);
    const known = await readOrder(scope, facts.orderId);
    await lockMembers(
      scope,
      [customerId, known?.customerId ?? null].filter((id) => id !== null),
      now,
    );
    const stored = await readOrder(scope, facts.orderId);
    // Somebody else gave the order another owner in between, whom we have not locked.
    if (stored?.customerId !== known?.customerId) throw new Error(`Order ${facts.orderId} changed hands meanwhile.`);
    if (stored && facts.versionAt < stored.orderVersionAt) return { outcome: 'stale' as const, members: [] };
    // What payments are told later does not move the day on which it was paid.
    const paidAt = facts.paidAt && (stored?.paidAt ?? facts.paidAt);
    return settle(scope, { ...facts, customerId, paidAt }, stored, now, redemptions);
  });
  return settled ?? { outcome: 'no_programme', members: [] };
}

async function settle(scope: LoyaltyScope, facts: OrderFacts, stored: StoredOrder | null, now: Date, redemptions: readonly bigint[]): Promise<Settled> {
  const members = [...new Set([stored?.customerId ?? null, facts.customerId].filter((id) => id !== null))];
  for (const id of members) await advanceMember(scope, id, now);
  const rule = await ruleOfTheDay(scope, facts, stored);
  const earning = claimed(scope, facts, stored, now, evaluate(scope, facts, rule));
  const capped = await capPoints(scope, facts, rule.version, earning);
  const order: StoredOrder = {
    ...rule.kept,
    orderId: facts.orderId,
    customerId: facts.customerId,
    target: capped.points,
    granted: stored?.granted ?? 0n,
    revision: stored?.revision ?? 0,
    base: earning.base,
    lineValue: earning.lineValue,
    keptLineValue: earning.keptLineValue,
    counts: earning.counts,
    nothing: capped.nothing,
    placedAt: facts.placedAt,
    paidAt: facts.paidAt,
    earnedAt: earnedAt(facts, rule.version),
    maturesAt: rule.version ? maturesAt(rule.version.programme, facts, scope.zone) : null,
    orderVersionAt: facts.versionAt,
    explanation: capped.explanation,
  };
  await moveBetweenMembers(scope, order, stored, now);
  await postDifference(scope, facts, order, stored, rule.version, now);
  if (facts.paidAt && !facts.test && facts.customerId !== null) await noteOrder(scope, facts.customerId, facts.placedAt, now);
  await writeOrder(scope, order);
  await useRedemptions(scope, facts.orderId, redemptions, now);
  await returnForRefunds(scope, order, now);
  for (const id of members) {
    await settleOrderBonuses(scope, id, now);
    await settleStanding(scope, id, now, 'order');
    // What was earned long ago may be due already.
    await advanceMember(scope, id, now);
  }
  return { outcome: 'settled', members };
}

interface RuleOfTheDay {
  version: ProgrammeVersion | null;
  kept: Pick<StoredOrder, 'programmeVersion' | 'tier' | 'tierMultiplier'>;
}

/** Programme and tier of the moment at which the order was placed; once they are stored, whatever changes, they stay. */
async function ruleOfTheDay(scope: LoyaltyScope, facts: OrderFacts, stored: StoredOrder | null): Promise<RuleOfTheDay> {
  const version = versionAt(scope.versions, facts.placedAt);
  if (stored && (stored.customerId !== null || facts.customerId === null)) {
    return { version, kept: { programmeVersion: stored.programmeVersion, tier: stored.tier, tierMultiplier: stored.tierMultiplier } };
  }
  const standing = facts.customerId === null || !version ? null : await standingWhenPlaced(scope, facts.customerId, facts);
  const level = version?.programme.tiers.levels.find(({ id }) => id === standing?.tier);
  return { version, kept: { programmeVersion: version?.version ?? null, tier: level?.id ?? null, tierMultiplier: level?.multiplier ?? '1' } };
}

/** Before the first programme nothing is earned, but what was bought counts for tiers, by the first programme's base. */
function evaluate(scope: LoyaltyScope, facts: OrderFacts, { version, kept }: RuleOfTheDay): Earning {
  const used = version ?? scope.versions[0];
  if (!used) throw new Error('There is no programme.');
  const earning = evaluateOrder(facts, used.programme, { version: used.version, tier: kept.tier, tierMultiplier: kept.tierMultiplier, zone: scope.zone });
  return version ? earning : withoutPoints(earning, 'no_programme');
}

const withoutPoints = (earning: Earning, nothing: NonNullable<Earning['nothing']>): Earning =>
  earning.nothing === null ? { ...earning, points: 0n, nothing, explanation: { ...earning.explanation, points: '0', nothing } } : earning;

/** A guest's order that finds its customer late earns nothing; it has belonged to nobody for too long. */
function claimed(scope: LoyaltyScope, facts: OrderFacts, stored: StoredOrder | null, now: Date, earning: Earning): Earning {
  if (!stored || facts.customerId === null) return earning;
  if (stored.customerId !== null && stored.nothing !== 'too_old_to_claim') return earning;
  const days = versionAt(scope.versions, facts.placedAt)?.programme.earn.claimDays ?? 0;
  const late = stored.nothing === 'too_old_to_claim' || addLocalDays(facts.placedAt, days, scope.zone) < now;
  if (!late) return earning;
  // Before any other reason: it stays so whatever happens to the order, when that reason may be gone.
  const nothing = 'too_old_to_claim';
  return { ...earning, points: 0n, base: 0n, counts: false, nothing, explanation: { ...earning.explanation, points: '0', nothing } };
}

/** Caps per day and per member look at the member's other orders as they stand. */
async function capPoints(scope: LoyaltyScope, facts: OrderFacts, version: ProgrammeVersion | null, earning: Earning): Promise<Earning> {
  const caps = version?.programme.earn.caps;
  if (!caps || facts.customerId === null || earning.points === 0n || (caps.perDay === undefined && caps.perMember === undefined)) return earning;
  const day = localDay(facts.placedAt, scope.zone);
  const { rows } = await scope.connection.query<{ day: bigint; all: bigint }>(
    `select coalesce(sum(target) filter (where placed_at >= $4 and placed_at < $5), 0)::bigint as day, coalesce(sum(target), 0)::bigint as all
     from loyalty_order where shop_id = $1 and customer_id = $2 and order_id <> $3`,
    [scope.shopId, facts.customerId, facts.orderId, new Date(startOfLocalDay(day, scope.zone)), new Date(startOfLocalDay(day, scope.zone, 1))],
  );
  const room = [
    caps.perDay === undefined ? earning.points : BigInt(caps.perDay) - (rows[0]?.day ?? 0n),
    caps.perMember === undefined ? earning.points : BigInt(caps.perMember) - (rows[0]?.all ?? 0n),
  ].reduce((least, one) => (one < least ? one : least), earning.points);
  const points = room < 0n ? 0n : room;
  if (points === earning.points) return earning;
  const explanation = { ...earning.explanation, points: String(points), cap: String(points) };
  return points === 0n ? withoutPoints({ ...earning, explanation }, 'capped') : { ...earning, points, explanation };
}

function earnedAt({ paidAt, fulfilledAt }: OrderFacts, version: ProgrammeVersion | null): Date | null {
  if (!version || !paidAt) return null;
  if (version.programme.earn.awardOn === 'paid') return paidAt;
  return fulfilledAt && (fulfilledAt > paidAt ? fulfilledAt : paidAt);
}

/** An order that belongs to somebody else now takes its points along. */
async function moveBetweenMembers(scope: LoyaltyScope, order: StoredOrder, stored: StoredOrder | null, now: Date): Promise<void> {
  if (!stored || stored.customerId === null || stored.customerId === order.customerId) return;
  if (stored.granted > 0n) await takeBack(scope, { ...order, customerId: stored.customerId }, stored.granted, 'order_moved', now);
  order.granted = 0n;
  order.revision += 1;
}

async function postDifference(
  scope: LoyaltyScope,
  facts: OrderFacts,
  order: StoredOrder,
  stored: StoredOrder | null,
  version: ProgrammeVersion | null,
  now: Date,
): Promise<void> {
  const difference = order.target - order.granted;
  if (difference !== 0n && order.customerId !== null) {
    if (difference < 0n) await takeBack(scope, order, -difference, facts.cancelledAt ? 'order_cancelled' : 'order_refunded', now);
    else if (version) await grant(scope, order, order.customerId, difference, grantedAt(order, stored, now));
    order.granted = order.target;
    order.revision += 1;
  }
  // What waits for the fulfilment learns here when it matures.
  if (order.maturesAt && order.customerId !== null)
    await scope.connection.query(
      'update ledger_lot set matures_at = $4 where shop_id = $1 and customer_id = $2 and order_id = $3 and state = 0 and matures_at <> $4',
      [scope.shopId, order.customerId, order.orderId, order.maturesAt],
    );
}

const orderKey = (order: StoredOrder) => ({ source: 'order', sourceId: String(order.orderId), rule: 'earn', purpose: `r${order.revision}` });

/** Since when points can have been there: from the earning on, which we may hear of late; what an edit adds or a guest claims only now. */
function grantedAt({ earnedAt }: StoredOrder, stored: StoredOrder | null, now: Date): Date {
  return earnedAt && (stored === null || earnedAt > stored.orderVersionAt) ? earnedAt : now;
}

async function grant(scope: LoyaltyScope, order: StoredOrder, customerId: bigint, points: bigint, occurredAt: Date): Promise<void> {
  const first = order.granted === 0n;
  const { lastOrderAt } = await readMember(scope, customerId);
  await post(scope.connection, scope.shopId, {
    kind: 'accrue',
    customerId,
    points,
    key: orderKey(order),
    reason: first ? 'order_earned' : 'order_adjusted',
    occurredAt,
    programmeVersion: order.programmeVersion,
    orderId: order.orderId,
    ...timesOfNewLot(scope, occurredAt, order.maturesAt, newest(lastOrderAt, order.placedAt)),
    explanation: order.explanation,
  });
}

async function takeBack(scope: LoyaltyScope, order: StoredOrder, points: bigint, reason: Reason, now: Date): Promise<void> {
  if (order.customerId === null) return;
  await post(scope.connection, scope.shopId, {
    kind: 'take_back',
    customerId: order.customerId,
    points,
    key: orderKey(order),
    reason,
    occurredAt: now,
    programmeVersion: order.programmeVersion,
    orderId: order.orderId,
    explanation: order.explanation,
  });
}

/** The last order puts off the end of points that end by inactivity. */
async function noteOrder(scope: LoyaltyScope, customerId: bigint, placedAt: Date, now: Date): Promise<void> {
  const { rowCount } = await scope.connection.query(
    'update loyalty_member set last_order_at = $3 where shop_id = $1 and customer_id = $2 and (last_order_at is null or last_order_at < $3)',
    [scope.shopId, customerId, placedAt],
  );
  if (rowCount && scope.versions.some(({ programme }) => programme.expiry.model === 'inactivity')) await reviseLotEnds(scope, customerId, now);
}

const newest = (one: Date | null, other: Date): Date => (one && one > other ? one : other);
