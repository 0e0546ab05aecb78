import { Prisma } from '@prisma/client';
import { foundBy } from '../../customers/index.server';
import type { Cursor } from '../../shared/keyset';
import { keysetScans, readScans, withShopList, type SortColumn } from '../../shared/keyset-sql.store.server';
import type { Reason } from '../ledger/model';
import { TIER_MOVES, type FeedEvent, type FeedFilter } from './model';
import type { TierRanks } from './names.store.server';

const DAY_MS = 86_400_000;
/** Both lists in one order: below a moment's entries stand its changes of tier, by numbers below zero. */
const MOVEMENTS: SortColumn = { column: Prisma.sql`e.occurred_at`, type: 'timestamptz', nullable: false, id: Prisma.sql`e.id` };
const TIER_CHANGES: SortColumn = { column: Prisma.sql`e.occurred_at`, type: 'timestamptz', nullable: false, id: Prisma.sql`(-e.id)` };

/** What a line is known by among all lines of a moment. */
export const feedKey = ({ kind, id }: Pick<FeedEvent, 'kind' | 'id'>): bigint => (kind === 'tier' ? -id : id);

export interface FeedSearch {
  filter: FeedFilter;
  /** Of who is searched for; `null`: nobody is. */
  tokens: bigint[] | null;
  ranks: TierRanks;
  now: Date;
}
type TierMove = (typeof TIER_MOVES)[number];
const tierMoveOf = ({ reason }: FeedFilter): TierMove | undefined => TIER_MOVES.find((move) => move === reason);

/** Up to `size + 1` movements of points and changes of tier in scanning order, nearest to the cursor first. */
export function readFeed(shopId: bigint, search: FeedSearch, cursor: Cursor | null, size: number): Promise<FeedEvent[]> {
  const move = tierMoveOf(search.filter);
  const { reason } = search.filter;
  return withShopList(shopId, async (tx) => {
    const movements = move ? [] : await readMovements(tx, shopId, search, reason === '' ? null : (reason as Reason), cursor, size);
    const changes = move || reason === '' ? await readTierChanges(tx, shopId, search, move ?? 'tier_any', cursor, size) : [];
    const newer = (a: FeedEvent, b: FeedEvent) => b.occurredAt.getTime() - a.occurredAt.getTime() || (feedKey(a) < feedKey(b) ? -1 : 1);
    const events = [...movements, ...changes].sort(cursor?.side === 'before' ? (a, b) => newer(b, a) : newer);
    return events.slice(0, size + 1);
  });
}

/** Whose and since when, as SQL over `e`. */
function whereOf(shopId: bigint, { filter, tokens, now }: FeedSearch): Prisma.Sql {
  const parts = [Prisma.sql`e.shop_id = ${shopId}`];
  if (filter.within) parts.push(Prisma.sql`e.occurred_at > ${new Date(now.getTime() - Number.parseInt(filter.within, 10) * DAY_MS)}`);
  parts.push(...foundBy(shopId, Prisma.sql`e.customer_id`, tokens));
  return Prisma.join(parts, ' and ');
}

type Tx = Parameters<Parameters<typeof withShopList>[1]>[0];

function readMovements(tx: Tx, shopId: bigint, search: FeedSearch, reason: Reason | null, cursor: Cursor | null, size: number): Promise<FeedEvent[]> {
  const where = reason ? Prisma.sql`${whereOf(shopId, search)} and e.reason = ${reason}` : whereOf(shopId, search);
  return readScans(
    keysetScans(MOVEMENTS, 'desc', cursor),
    size,
    (scan, limit) => tx.$queryRaw<FeedEvent[]>`
      with page as (
        select e.id, e.customer_id, e.reason, e.debit, e.credit, e.points, e.occurred_at, e.recorded_at, e.programme_version, e.order_id, e.explanation
        from ledger_entry e where ${where} and ${scan.where} order by ${scan.order} limit ${limit})
      select 'points' as kind, e.id, e.customer_id as "customerId", e.reason, e.debit, e.credit, e.points, e.occurred_at as "occurredAt", e.recorded_at as "recordedAt",
        e.programme_version as "programmeVersion", e.order_id as "orderId", e.explanation, o.name as "orderName"
      from page e left join sales_order o on o.shop_id = ${shopId} and o.id = e.order_id order by ${scan.order}`,
  );
}

const WHICH: Record<TierMove, Prisma.Sql> = {
  tier_any: Prisma.sql`true`,
  tier_up: Prisma.sql`e.direction > 0`,
  tier_down: Prisma.sql`e.direction < 0`,
  tier_pinned: Prisma.sql`(e.detail ->> 'pinnedUntil' is not null or e.detail ->> 'released' = 'true')`,
  tier_manual: Prisma.sql`e.reason = 'manual'`,
};

interface TierRow {
  id: bigint;
  amount: string | null;
}

async function readTierChanges(tx: Tx, shopId: bigint, search: FeedSearch, move: TierMove, cursor: Cursor | null, size: number): Promise<FeedEvent[]> {
  // A change without a version, or with one that is not known, goes by the latest.
  const rank = (tier: Prisma.Sql) =>
    Prisma.sql`coalesce((coalesce(ranks.by_version -> c.programme_version::text, ranks.by_version -> 'latest') ->> ${tier})::int, 0)`;
  const rows = await readScans(
    keysetScans(TIER_CHANGES, 'desc', cursor),
    size,
    (scan, limit) => tx.$queryRaw<(FeedEvent & TierRow)[]>`
      with ranks as (select ${JSON.stringify(search.ranks)}::jsonb as by_version)
      select 'tier' as kind, e.id, e.customer_id as "customerId", e.from_tier as "from", e.to_tier as "to", e.reason, e.occurred_at as "occurredAt", e.programme_version as "programmeVersion",
        e.order_id as "orderId", o.name as "orderName", e.direction, e.detail ->> 'note' as note, e.detail ->> 'by' as by, e.detail ->> 'amount' as amount,
        (e.detail ->> 'pinnedUntil')::timestamptz as "pinnedUntil", coalesce((e.detail ->> 'released')::boolean, false) as released
      from (select c.*, sign(${rank(Prisma.sql`c.to_tier`)} - ${rank(Prisma.sql`c.from_tier`)})::int as direction from loyalty_tier_change c cross join ranks) as e
      left join sales_order o on o.shop_id = ${shopId} and o.id = e.order_id
      where ${whereOf(shopId, search)} and ${WHICH[move]} and ${scan.where} order by ${scan.order} limit ${limit}`,
  );
  return rows.map((row) => ({ ...row, amount: row.amount === null ? null : BigInt(row.amount) }));
}
