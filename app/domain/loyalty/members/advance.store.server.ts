import { post } from '../ledger/index.server';
import { endOfNewLot } from './lots.store.server';
import { lockMembers, readMember, readMembers } from './member.store.server';
import { versionNumberAt } from './model';
import type { LoyaltyScope } from './scope.store.server';
import { applyStanding, standingsOf, type StandingCause } from './standing.store.server';

interface DueLot {
  id: bigint;
  state: number;
  at: Date;
  orderId: bigint | null;
}

/** Takes the locks of members, and lets happen what has fallen due for each of them: from here on an event of theirs may do its part. */
export async function lockAndAdvance(scope: LoyaltyScope, customerIds: readonly bigint[], now: Date): Promise<void> {
  await lockMembers(scope, customerIds, now);
  const due = customerIds.length > 1 ? await dueBy(scope, customerIds, now) : customerIds;
  for (const id of due) await advanceMember(scope, id, now);
}

async function dueBy({ connection, shopId }: LoyaltyScope, customerIds: readonly bigint[], by: Date): Promise<bigint[]> {
  const { rows } = await connection.query<{ id: bigint }>(
    'select customer_id as id from loyalty_member where shop_id = $1 and customer_id = any($2::bigint[]) and due_at <= $3 order by customer_id',
    [shopId, customerIds, by],
  );
  return rows.map(({ id }) => id);
}

/**
 * Lets happen what falls due for a member by a moment, each at its own time and in its order: points mature, lots end, tiers are
 * reviewed. The caller holds the member's lock.
 */
export async function advanceMember(scope: LoyaltyScope, customerId: bigint, until: Date): Promise<void> {
  for (let due = await nextDue(scope, customerId); due !== null && due <= until; due = await nextDue(scope, customerId)) {
    for (const lot of await lotsDueBy(scope, customerId, due)) await (lot.state === 0 ? mature(scope, customerId, lot) : expire(scope, customerId, lot));
    await settleStanding(scope, customerId, due, 'time');
  }
}

/** Applies the member's standing at a moment and notes when something next falls due by itself. */
export async function settleStanding(scope: LoyaltyScope, customerId: bigint, at: Date, cause: StandingCause): Promise<void> {
  const reviewAt = await applyStanding(scope, customerId, at, cause);
  await scope.connection.query({
    name: 'loyalty_note_due',
    text: `update loyalty_member m set due_at = least($3::timestamptz, (
         select min(case state when 0 then matures_at else expires_at end) from ledger_lot l where l.shop_id = m.shop_id and l.customer_id = m.customer_id and remaining > 0))
       where shop_id = $1 and customer_id = $2`,
    values: [scope.shopId, customerId, reviewAt],
  });
}

/** {@link settleStanding} of many whom time alone may have moved; most of them stand where they stood, and are written at once. */
export async function settleStandings(scope: LoyaltyScope, customerIds: readonly bigint[], at: Date): Promise<void> {
  const members = await readMembers(scope, customerIds);
  const all = await standingsOf(scope, [...members.keys()], at);
  const same = all.filter(({ customerId, standing }) => members.get(customerId)?.tier === standing.tier);
  await scope.connection.query(
    `update loyalty_member m set tier_since = s.since, tier_until = s.until, tier_pinned_until = s.pinned, due_at = least(s.review_at, (
         select min(case state when 0 then matures_at else expires_at end) from ledger_lot l where l.shop_id = m.shop_id and l.customer_id = m.customer_id and remaining > 0))
     from unnest($2::bigint[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[]) as s (customer_id, since, until, pinned, review_at)
     where m.shop_id = $1 and m.customer_id = s.customer_id`,
    [
      scope.shopId,
      same.map(({ customerId }) => customerId),
      same.map(({ standing }) => standing.since),
      same.map(({ standing }) => standing.until),
      same.map(({ standing }) => standing.pinnedUntil),
      same.map(({ standing }) => standing.reviewAt),
    ],
  );
  for (const { customerId, standing } of all) if (members.get(customerId)?.tier !== standing.tier) await settleStanding(scope, customerId, at, 'time');
}

async function nextDue({ connection, shopId }: LoyaltyScope, customerId: bigint): Promise<Date | null> {
  const { rows } = await connection.query<{ at: Date | null }>({
    name: 'loyalty_next_due',
    text: 'select due_at as at from loyalty_member where shop_id = $1 and customer_id = $2',
    values: [shopId, customerId],
  });
  return rows[0]?.at ?? null;
}

/** What matures at the same moment comes before what ends then. */
async function lotsDueBy({ connection, shopId }: LoyaltyScope, customerId: bigint, by: Date): Promise<DueLot[]> {
  const { rows } = await connection.query<DueLot>({
    name: 'loyalty_lots_due',
    text: `select id, state, order_id as "orderId", case state when 0 then matures_at else expires_at end as at from ledger_lot
     where shop_id = $1 and customer_id = $2 and remaining > 0 and case state when 0 then matures_at else expires_at end <= $3 order by at, state, id`,
    values: [shopId, customerId, by],
  });
  return rows;
}

async function mature(scope: LoyaltyScope, customerId: bigint, lot: DueLot): Promise<void> {
  const { lastOrderAt } = await readMember(scope, customerId);
  await post(scope.connection, scope.shopId, {
    kind: 'mature',
    lotId: lot.id,
    customerId,
    key: { source: 'lot', sourceId: String(lot.id), rule: 'mature', purpose: 'due' },
    reason: 'matured',
    occurredAt: lot.at,
    programmeVersion: versionNumberAt(scope.versions, lot.at),
    orderId: lot.orderId,
    expiresAt: endOfNewLot(scope, lot.at, lastOrderAt),
  });
}

async function expire(scope: LoyaltyScope, customerId: bigint, lot: DueLot): Promise<void> {
  await post(scope.connection, scope.shopId, {
    kind: 'expire',
    lotId: lot.id,
    customerId,
    key: { source: 'lot', sourceId: String(lot.id), rule: 'expire', purpose: String(lot.at.getTime()) },
    reason: 'expired',
    occurredAt: lot.at,
    programmeVersion: versionNumberAt(scope.versions, lot.at),
    orderId: lot.orderId,
  });
}
