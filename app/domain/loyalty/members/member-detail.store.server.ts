import type { PoolClient } from 'pg';
import { AppError } from '../../shared/errors';
import { readLots } from '../ledger/index.server';
import type { TierStanding } from '../tiers/model';
import { ladder, rankOf } from '../tiers/thresholds';
import { survivorOf } from './member.store.server';
import { versionAt, type LotLine, type MemberFacts, type MemberStanding, type MemberState, type TierChangeLine } from './model';
import { withLoyalty, type LoyaltyScope } from './scope.store.server';
import { standingOf } from './standing.store.server';

const HISTORY_MAX = 100;

export interface MemberRecord {
  /** Whose page it is: another's than was asked for when that one was merged away. */
  id: bigint;
  status: string;
  /** `null`: a customer who has no points and no tier yet. */
  facts: (Omit<MemberFacts, 'endsAt' | 'endsPoints'> & Pick<MemberState, 'lastOrderAt'>) | null;
  lots: LotLine[];
  standing: MemberStanding | null;
  history: TierChangeLine[];
}

/** All of a member but their statement. @throws AppError not_found when there is no such customer, or no programme in the shop. */
export async function readMemberRecord(shopId: bigint, asked: bigint, now: Date): Promise<MemberRecord> {
  const record = await withLoyalty(shopId, async (scope): Promise<MemberRecord> => {
    const { connection } = scope;
    const id = await survivorOf(scope, asked);
    const customer = await connection.query<{ status: string }>('select status from customer where shop_id = $1 and id = $2', [shopId, id]);
    const member = await connection.query<NonNullable<MemberRecord['facts']>>(
      `select customer_id as id, available, pending, owed, earned, tier, tier_pinned_until as "pinnedUntil", joined_at as "joinedAt", last_active_at as "lastActiveAt",
         last_order_at as "lastOrderAt" from loyalty_member where shop_id = $1 and customer_id = $2`,
      [shopId, id],
    );
    const facts = member.rows[0] ?? null;
    const status = customer.rows[0]?.status ?? null;
    if (status === null && facts === null) throw new AppError('not_found', 'There is no such member');
    return {
      id,
      status: status ?? 'deleted',
      facts,
      lots: await lotLines(connection, shopId, id),
      standing: standingLine(scope, await standingOf(scope, id, now), now),
      history: await historyOf(connection, shopId, id),
    };
  });
  if (!record) throw new AppError('not_found', 'The shop has no loyalty programme');
  return record;
}

async function lotLines(connection: PoolClient, shopId: bigint, id: bigint): Promise<LotLine[]> {
  const lots = await readLots(connection, shopId, id);
  const { rows } = await connection.query<Pick<LotLine, 'id' | 'reason' | 'occurredAt' | 'orderName'>>(
    `select e.id, e.reason, e.occurred_at as "occurredAt", o.name as "orderName" from ledger_entry e left join sales_order o on o.shop_id = e.shop_id and o.id = e.order_id
     where e.shop_id = $1 and e.id = any($2::bigint[])`,
    [shopId, lots.map((lot) => lot.id)],
  );
  const opened = new Map(rows.map((row) => [row.id, row]));
  return lots.flatMap((lot) => {
    const entry = opened.get(lot.id);
    return entry ? [{ ...lot, ...entry }] : [];
  });
}

/** Where somebody stands, and what is missing: to the next tier now, and to keep this one when its period ends. */
export function standingLine(scope: LoyaltyScope, standing: TierStanding, now: Date): MemberStanding | null {
  const rules = versionAt(scope.versions, now)?.programme.tiers;
  if (!rules) return null;
  const steps = ladder(rules, scope.currency);
  const rank = rankOf(steps, standing.tier);
  const next = steps[rank + 1];
  const here = steps[rank];
  const { tier, since, until, pinnedUntil, amount, keepAmount } = standing;
  return {
    tier,
    since,
    until,
    pinnedUntil,
    amount,
    basis: rules.basis,
    next: next ? { tier: next.level.id, entry: next.entry, missing: next.entry > amount ? next.entry - amount : 0n } : null,
    keep: here && until ? { retain: here.retain, amount: keepAmount, missing: here.retain > keepAmount ? here.retain - keepAmount : 0n, until } : null,
  };
}

async function historyOf(connection: PoolClient, shopId: bigint, id: bigint): Promise<TierChangeLine[]> {
  const { rows } = await connection.query<Omit<TierChangeLine, 'amount'> & { amount: string | null }>(
    `select id, from_tier as "from", to_tier as "to", reason, occurred_at as "occurredAt", programme_version as "programmeVersion", detail ->> 'note' as note,
       detail ->> 'by' as by, detail ->> 'amount' as amount, (detail ->> 'pinnedUntil')::timestamptz as "pinnedUntil",
       coalesce((detail ->> 'released')::boolean, false) as released
     from loyalty_tier_change c where shop_id = $1 and customer_id = $2 order by c.id desc limit ${HISTORY_MAX}`,
    [shopId, id],
  );
  return rows.map(({ amount, ...row }) => ({ ...row, amount: amount === null ? null : BigInt(amount) }));
}
