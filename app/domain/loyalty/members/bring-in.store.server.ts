import type { PoolClient } from 'pg';
import { addLocalDays, endOfLocalDay } from '../earning/calendar';
import { lotEndUnder } from '../earning/lot-end';
import { post } from '../ledger/index.server';
import type { PostingKey } from '../ledger/model';
import { ladder, rankOf } from '../tiers/thresholds';
import { lockAndAdvance, settleStanding } from './advance.store.server';
import { readMember } from './member.store.server';
import { inForce, versionAt, versionNumberAt, type ImportRules, type Newcomer, type NewLot } from './model';
import { loyaltyScope, type LoyaltyScope } from './scope.store.server';

/** Nothing that comes in ends by our own rules sooner than somebody could be told of it. */
const REMINDER_DAYS = 30;

/** What an import has to know of the programme at a moment, and which tier each of these holds. `null`: the shop has none yet. */
export async function importRules(connection: PoolClient, shopId: bigint, customerIds: readonly bigint[], at: Date): Promise<ImportRules | null> {
  const scope = await loyaltyScope(connection, shopId);
  const version = scope && versionAt(scope.versions, at);
  if (!scope || !version) return null;
  const { rows } = await connection.query<{ id: bigint; tier: string | null }>(
    'select customer_id as id, tier from loyalty_member where shop_id = $1 and customer_id = any($2::bigint[])',
    [shopId, customerIds],
  );
  const levels = ladder(version.programme.tiers, scope.currency).map(({ level }) => level.id);
  const names = new Map(version.programme.tiers.levels.flatMap((level) => [level.id, ...Object.values(level.name)].map((name) => [wordOf(name), level.id])));
  return {
    held: new Map(rows.map(({ id, tier }) => [id, tier])),
    rankOf: (tier) => (tier === null ? -1 : levels.indexOf(tier)),
    tierOf: (name) => names.get(wordOf(name)) ?? null,
  };
}

const wordOf = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

/**
 * Takes members in from elsewhere, in the caller's transaction: who they are to loyalty, their tier (without its entry reward), and
 * their points with the dates they had. @returns for each lot's key the lot.
 */
export async function bringIn(
  connection: PoolClient,
  shopId: bigint,
  importId: bigint,
  newcomers: readonly Newcomer[],
  at: Date,
): Promise<Map<string, bigint>> {
  const scope = await loyaltyScope(connection, shopId);
  if (!scope) return new Map();
  const lots = new Map<string, bigint>();
  await lockAndAdvance(
    scope,
    newcomers.map(({ customerId }) => customerId),
    at,
  );
  for (const newcomer of newcomers) {
    await noteMember(scope, newcomer, at);
    if (newcomer.tier) await giveTier(scope, importId, newcomer.customerId, newcomer.tier, at);
    const { lastOrderAt } = await readMember(scope, newcomer.customerId);
    for (const lot of newcomer.lots) {
      const { entryId } = await post(connection, shopId, {
        kind: 'accrue',
        customerId: newcomer.customerId,
        key: importKey(importId, lot.key, 'lot'),
        reason: 'imported',
        occurredAt: at,
        programmeVersion: versionNumberAt(scope.versions, at),
        points: lot.points,
        explanation: { importId, line: lot.line, ...(lot.earnedAt ? { earnedAt: lot.earnedAt } : {}) },
        ...datesOf(scope, lot, at, lastOrderAt),
      });
      if (entryId !== null) lots.set(lot.key, entryId);
    }
    await settleStanding(scope, newcomer.customerId, at, 'time');
  }
  return lots;
}

export const importKey = (importId: bigint, rule: string, purpose: string): PostingKey => ({ source: 'import', sourceId: String(importId), rule, purpose });

/** Pending points without a date wait as those of an order of that day do. Without an end of their own they end by the programme. */
function datesOf(scope: LoyaltyScope, lot: NewLot, at: Date, lastOrderAt: Date | null) {
  const since = lot.availableAt ?? lot.earnedAt ?? at;
  const days = versionAt(scope.versions, at)?.programme.earn.pendingDays ?? 0;
  const waitsUntil = since > at ? since : addLocalDays(at, days, scope.zone);
  const maturesAt = lot.state === 'pending' && waitsUntil > at ? waitsUntil : null;
  if (lot.expiresAt) return { maturesAt, availableAt: since, expiresAt: lot.expiresAt, fixedExpiry: true };
  if (maturesAt) return { maturesAt, expiresAt: null };
  const end = lotEndUnder(inForce(scope.versions, at), since, scope.zone, undefined, lastOrderAt);
  const soonest = endOfLocalDay(addLocalDays(at, REMINDER_DAYS, scope.zone), scope.zone);
  return end && end < soonest ? { maturesAt, availableAt: since, expiresAt: soonest, fixedExpiry: true } : { maturesAt, availableAt: since, expiresAt: end };
}

/** What is known already stays: a birthday that somebody has told here, an earlier beginning. A birthday from elsewhere is no fresh one. */
async function noteMember({ connection, shopId }: LoyaltyScope, { customerId, memberSince, birthday }: Newcomer, at: Date): Promise<void> {
  await connection.query(
    `update loyalty_member set joined_at = least(joined_at, $3), birthday_set_at = case when birthday is null and $4::text is not null then $5 else birthday_set_at end,
       birthday = coalesce(birthday, $4) where shop_id = $1 and customer_id = $2`,
    [shopId, customerId, memberSince ?? at, birthday, memberSince ?? at],
  );
}

/** A tier is never lowered by an import. */
async function giveTier(scope: LoyaltyScope, importId: bigint, customerId: bigint, tier: NonNullable<Newcomer['tier']>, at: Date): Promise<void> {
  const version = versionAt(scope.versions, at);
  const member = await readMember(scope, customerId);
  if (!version) return;
  const steps = ladder(version.programme.tiers, scope.currency);
  if (rankOf(steps, tier.id) <= rankOf(steps, member.tier)) return;
  await scope.connection.query(
    `insert into loyalty_tier_change (shop_id, customer_id, from_tier, to_tier, reason, occurred_at, programme_version, detail) values ($1, $2, $3, $4, 'imported', $5, $6, $7)`,
    [scope.shopId, customerId, member.tier, tier.id, at, version.version, JSON.stringify({ importId: String(importId), until: tier.until })],
  );
  await scope.connection.query('update loyalty_member set tier = $3 where shop_id = $1 and customer_id = $2', [scope.shopId, customerId, tier.id]);
}
