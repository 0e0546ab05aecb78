import { addLocalMonths, localDay } from '../earning/calendar';
import { post, readLots } from '../ledger/index.server';
import type { ProgrammeVersion } from '../programme/model';
import type { TierReason, TierStanding } from '../tiers/model';
import { ladder, rankOf, wasHeldSince } from '../tiers/thresholds';
import { walkTiers } from '../tiers/walk';
import { creditOf, creditsOf, giftsOf, giftsOfAll } from './credit.store.server';
import { endOfNewLot } from './lots.store.server';
import { readMember } from './member.store.server';
import { versionAt, type MemberState } from './model';
import type { LoyaltyScope } from './scope.store.server';

/** What has made us look: only what a member does themselves brings an entry reward, and only what an order loses undoes a tier. */
export type StandingCause = 'order' | 'time' | 'programme' | 'merge';

/** Where a member stands at a moment, by what they keep today. */
export async function standingOf(scope: LoyaltyScope, customerId: bigint, at: Date): Promise<TierStanding> {
  const [credit, gifts] = [await creditOf(scope, customerId), await giftsOf(scope, customerId)];
  return walkTiers({ versions: scope.versions, credit, gifts, currency: scope.currency, zone: scope.zone }, at);
}

/** The same of many members. */
export async function standingsOf(scope: LoyaltyScope, customerIds: readonly bigint[], at: Date): Promise<{ customerId: bigint; standing: TierStanding }[]> {
  const [credit, gifts] = [await creditsOf(scope, customerIds), await giftsOfAll(scope, customerIds)];
  const { versions, currency, zone } = scope;
  return customerIds.map((customerId) => ({
    customerId,
    standing: walkTiers({ versions, credit: credit(customerId), gifts: gifts(customerId), currency, zone }, at),
  }));
}

/** The tier that was in force when an order was placed: the order itself had not counted yet. */
export async function standingWhenPlaced(scope: LoyaltyScope, customerId: bigint, order: { orderId: bigint; placedAt: Date }): Promise<TierStanding> {
  const credit = await creditOf(scope, customerId, { orderId: order.orderId, before: order.placedAt });
  const gifts = await giftsOf(scope, customerId);
  return walkTiers({ versions: scope.versions, credit, gifts, currency: scope.currency, zone: scope.zone }, order.placedAt);
}

/**
 * Brings a member's stored tier to where they stand, with its history, and gives or takes back entry rewards. The caller
 * holds the member's lock. @returns when time alone may change the tier next.
 */
export async function applyStanding(scope: LoyaltyScope, customerId: bigint, at: Date, cause: StandingCause): Promise<Date | null> {
  const standing = await standingOf(scope, customerId, at);
  const member = await readMember(scope, customerId);
  const version = versionAt(scope.versions, at);
  if (standing.tier !== member.tier && version) {
    const steps = ladder(version.programme.tiers, scope.currency);
    const up = rankOf(steps, standing.tier) > rankOf(steps, member.tier);
    const last = standing.steps[standing.steps.length - 1];
    const reason = reasonFor(up, last?.reason, cause);
    const changedAt = reason === 'undone' || !last ? at : last.at;
    await scope.connection.query(
      `insert into loyalty_tier_change (shop_id, customer_id, from_tier, to_tier, reason, occurred_at, programme_version, detail) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [scope.shopId, customerId, member.tier, standing.tier, reason, changedAt, version.version, JSON.stringify(detailOf(standing))],
    );
    if (up && reason === 'reached' && (cause === 'order' || cause === 'time')) await giveEntryRewards(scope, member, standing, at);
    if (reason === 'undone') await undoEntryRewards(scope, member, standing, at, version);
  }
  await scope.connection.query(
    'update loyalty_member set tier = $3, tier_since = $4, tier_until = $5, tier_pinned_until = $6 where shop_id = $1 and customer_id = $2',
    [scope.shopId, customerId, standing.tier, standing.since, standing.until, standing.pinnedUntil],
  );
  return standing.reviewAt;
}

function reasonFor(up: boolean, last: TierReason | undefined, cause: StandingCause): TierReason {
  if (cause === 'merge') return up ? 'merged' : 'unmerged';
  // What was given by hand has its own row in the history.
  if (last === 'manual') return 'repaired';
  if (up) return last ?? 'reached';
  if (last === 'period_ended' && cause !== 'order') return 'period_ended';
  if (cause === 'order') return 'undone';
  return cause === 'programme' ? 'programme_changed' : (last ?? 'repaired');
}

const detailOf = ({ amount, keepAmount, since, until }: TierStanding) => ({ amount: String(amount), keepAmount: String(keepAmount), since, until });

/** Once a member and tier in a period; of tiers that were skipped only where the programme says so. */
async function giveEntryRewards(scope: LoyaltyScope, member: MemberState, standing: TierStanding, at: Date): Promise<void> {
  const version = versionAt(scope.versions, at);
  if (!version) return;
  const steps = ladder(version.programme.tiers, scope.currency);
  const rank = rankOf(steps, standing.tier);
  for (let reached = rankOf(steps, member.tier) + 1; reached <= rank; reached += 1) {
    const level = steps[reached]?.level;
    if (!level?.entryReward || (reached < rank && !level.entryReward.whenSkipped)) continue;
    const given = await entryRewardsOf(scope, member.customerId, level.id);
    if (given.some((grant) => grant.stands && inSamePeriod(scope, version, grant.at, at))) continue;
    await post(scope.connection, scope.shopId, {
      kind: 'accrue',
      customerId: member.customerId,
      key: { source: 'tier', sourceId: String(member.customerId), rule: level.id, purpose: `entry-${given.length + 1}` },
      reason: 'tier_entry',
      occurredAt: at,
      programmeVersion: version.version,
      points: BigInt(level.entryReward.points),
      maturesAt: null,
      expiresAt: endOfNewLot(scope, at, member.lastOrderAt),
      explanation: { tier: level.id, amount: String(standing.amount), programmeVersion: version.version },
    });
  }
}

/** What came with a tier that the member would not have reached, by what they keep today; a tier that was reached and has ended keeps its reward. */
async function undoEntryRewards(scope: LoyaltyScope, member: MemberState, standing: TierStanding, at: Date, version: ProgrammeVersion): Promise<void> {
  const lots = new Map((await readLots(scope.connection, scope.shopId, member.customerId)).map((lot) => [lot.id, lot]));
  const steps = ladder(version.programme.tiers, scope.currency);
  for (const [rank, { level }] of [...steps.entries()].slice(rankOf(steps, standing.tier) + 1)) {
    for (const grant of await entryRewardsOf(scope, member.customerId, level.id)) {
      if (!grant.stands || !lots.has(grant.entryId) || wasHeldSince(standing.steps, steps, rank, grant.at)) continue;
      await post(scope.connection, scope.shopId, {
        kind: 'revoke',
        lotId: grant.entryId,
        customerId: member.customerId,
        key: { source: 'tier', sourceId: String(member.customerId), rule: level.id, purpose: `undo-${grant.entryId}` },
        reason: 'tier_undone',
        occurredAt: at,
        programmeVersion: version.version,
        explanation: { tier: level.id },
      });
    }
  }
}

interface EntryReward {
  entryId: bigint;
  at: Date;
  /** Not taken back. */
  stands: boolean;
}

async function entryRewardsOf({ connection, shopId }: LoyaltyScope, customerId: bigint, tier: string): Promise<EntryReward[]> {
  const { rows } = await connection.query<EntryReward>(
    `select g.id as "entryId", g.occurred_at as at, not exists (
       select from ledger_entry u where u.shop_id = g.shop_id and u.customer_id = g.customer_id and u.reason = 'tier_undone' and u.lots @> array[g.id]
     ) as stands
     from ledger_entry g where g.shop_id = $1 and g.customer_id = $2 and g.reason = 'tier_entry' and starts_with(g.key, $3) order by g.id`,
    [shopId, customerId, `tier:${customerId}:${tier}:`],
  );
  return rows;
}

function inSamePeriod({ zone }: LoyaltyScope, { programme }: ProgrammeVersion, one: Date, other: Date): boolean {
  const { window } = programme.tiers;
  if (window.kind === 'lifetime') return true;
  if (window.kind === 'calendarYear') return localDay(one, zone).slice(0, 4) === localDay(other, zone).slice(0, 4);
  return one > addLocalMonths(other, -window.months, zone);
}
