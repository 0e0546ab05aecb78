import type { PoolClient } from 'pg';
import { addLocalDays, endOfLocalDay } from '../earning/calendar';
import { lotEndUnder } from '../earning/lot-end';
import { postMany } from '../ledger/index.server';
import type { PostingKey } from '../ledger/model';
import { ladder, rankOf } from '../tiers/thresholds';
import { lockAndAdvance, settleStandings } from './advance.store.server';
import { readMembers } from './member.store.server';
import { inForce, versionAt, versionNumberAt, type ImportRules, type MemberState, type Newcomer, type NewLot } from './model';
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
  const ids = newcomers.map(({ customerId }) => customerId);
  await lockAndAdvance(scope, ids, at);
  await noteMembers(scope, newcomers, at);
  const members = await readMembers(scope, ids);
  await giveTiers(scope, importId, newcomers, members, at);
  const lots = newcomers.flatMap(({ customerId, lots: own }) => own.map((lot) => ({ customerId, lot })));
  const posted = await postMany(
    connection,
    shopId,
    lots.map(({ customerId, lot }) => ({
      kind: 'accrue',
      customerId,
      key: importKey(importId, lot.key, 'lot'),
      reason: 'imported',
      occurredAt: at,
      programmeVersion: versionNumberAt(scope.versions, at),
      points: lot.points,
      explanation: { importId, line: lot.line, ...(lot.earnedAt ? { earnedAt: lot.earnedAt } : {}) },
      ...datesOf(scope, lot, at, members.get(customerId)?.lastOrderAt ?? null),
    })),
  );
  await settleStandings(scope, ids, at);
  return new Map(
    lots.flatMap(({ lot }, n) => {
      const entryId = posted[n]?.entryId ?? null;
      return entryId === null ? [] : [[lot.key, entryId]];
    }),
  );
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
async function noteMembers({ connection, shopId }: LoyaltyScope, newcomers: readonly Newcomer[], at: Date): Promise<void> {
  await connection.query(
    `update loyalty_member m set joined_at = least(joined_at, told.since), birthday_set_at = case when m.birthday is null and told.birthday is not null then told.since else birthday_set_at end,
       birthday = coalesce(m.birthday, told.birthday)
     from unnest($2::bigint[], $3::timestamptz[], $4::text[]) as told (customer_id, since, birthday) where m.shop_id = $1 and m.customer_id = told.customer_id`,
    [shopId, newcomers.map(({ customerId }) => customerId), newcomers.map(({ memberSince }) => memberSince ?? at), newcomers.map(({ birthday }) => birthday)],
  );
}

/** A tier is never lowered by an import. */
async function giveTiers(scope: LoyaltyScope, importId: bigint, newcomers: readonly Newcomer[], members: Map<bigint, MemberState>, at: Date): Promise<void> {
  const version = versionAt(scope.versions, at);
  if (!version) return;
  const steps = ladder(version.programme.tiers, scope.currency);
  const given = newcomers.flatMap(({ customerId, tier }) => {
    const before = members.get(customerId)?.tier ?? null;
    return tier && rankOf(steps, tier.id) > rankOf(steps, before) ? [{ customerId, before, ...tier }] : [];
  });
  if (given.length === 0) return;
  await scope.connection.query(
    `with given as (select * from unnest($2::bigint[], $3::text[], $4::text[], $5::jsonb[]) as one (customer_id, from_tier, to_tier, detail)),
       noted as (insert into loyalty_tier_change (shop_id, customer_id, from_tier, to_tier, reason, occurred_at, programme_version, detail)
         select $1, customer_id, from_tier, to_tier, 'imported', $6, $7, detail from given)
     update loyalty_member m set tier = given.to_tier from given where m.shop_id = $1 and m.customer_id = given.customer_id`,
    [
      scope.shopId,
      given.map(({ customerId }) => customerId),
      given.map(({ before }) => before),
      given.map(({ id }) => id),
      given.map(({ until }) => JSON.stringify({ importId: String(importId), until })),
      at,
      version.version,
    ],
  );
}
