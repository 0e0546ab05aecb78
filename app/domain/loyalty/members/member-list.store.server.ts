import { Prisma } from '@prisma/client';
import { foundBy } from '../../customers/index.server';
import { COUNT_MAX, type Count, type Cursor } from '../../shared/keyset';
import { keysetScans, readScans, withShopList, type SortColumn } from '../../shared/keyset-sql.store.server';
import { NO_TIER, type MemberFacts, type MemberFilter, type MemberSort } from './model';

const DAY_MS = 86_400_000;
const ID = Prisma.sql`m.customer_id`;
const SORTS: Record<MemberSort, SortColumn> = {
  available: { column: Prisma.sql`m.available`, type: 'bigint', nullable: false, id: ID },
  earned: { column: Prisma.sql`m.earned`, type: 'bigint', nullable: false, id: ID },
  active: { column: Prisma.sql`m.last_active_at`, type: 'timestamptz', nullable: true, id: ID },
  joined: { column: Prisma.sql`m.joined_at`, type: 'timestamptz', nullable: false, id: ID },
};
const COLUMNS = Prisma.sql`m.customer_id as id, m.available, m.pending, m.owed, m.earned, m.tier, m.tier_pinned_until as "pinnedUntil", m.joined_at as "joinedAt",
  m.last_active_at as "lastActiveAt"`;

/** The filter as SQL over `loyalty_member m`. Whoever was merged into somebody else is in the list as that one. */
export function memberWhere(shopId: bigint, filter: MemberFilter, tokens: bigint[] | null, now: Date): Prisma.Sql {
  const parts = [Prisma.sql`m.shop_id = ${shopId}`, Prisma.sql`m.merged_into is null`];
  parts.push(...foundBy(shopId, Prisma.sql`m.customer_id`, tokens));
  if (filter.tier) parts.push(filter.tier === NO_TIER ? Prisma.sql`m.tier is null` : Prisma.sql`m.tier = ${filter.tier}`);
  if (filter.has) parts.push({ available: Prisma.sql`m.available > 0`, pending: Prisma.sql`m.pending > 0`, owed: Prisma.sql`m.owed > 0` }[filter.has]);
  if (filter.ending) {
    const until = new Date(now.getTime() + Number.parseInt(filter.ending, 10) * DAY_MS);
    parts.push(Prisma.sql`m.customer_id in (
      select l.customer_id from ledger_lot l where l.shop_id = ${shopId} and l.state = 1 and l.remaining > 0 and l.expires_at > ${now} and l.expires_at <= ${until})`);
  }
  if (filter.pinned) parts.push(Prisma.sql`m.tier_pinned_until > ${now}`);
  return Prisma.join(parts, ' and ');
}

/** Up to `size + 1` members in scanning order, nearest to the cursor first. */
export function readMembers(
  shopId: bigint,
  where: Prisma.Sql,
  order: { sort: MemberSort; direction: 'asc' | 'desc' },
  cursor: Cursor | null,
  size: number,
): Promise<MemberFacts[]> {
  const scans = keysetScans(SORTS[order.sort], order.direction, cursor);
  return withShopList(shopId, (tx) =>
    readScans(
      scans,
      size,
      // What ends next is looked up for the page's rows only.
      (scan, limit) => tx.$queryRaw<MemberFacts[]>`
        with page as (select ${COLUMNS} from loyalty_member m where ${where} and ${scan.where} order by ${scan.order} limit ${limit})
        select page.*, ends.at as "endsAt", ends.points as "endsPoints" from page left join lateral (
          select l.expires_at as at, sum(l.remaining)::bigint as points from ledger_lot l
          where l.shop_id = ${shopId} and l.customer_id = page.id and l.state = 1 and l.remaining > 0 and l.expires_at is not null
          group by l.expires_at order by l.expires_at limit 1) ends on true`,
    ),
  );
}

/** The text a cursor keeps of a row. */
export function memberSortValue(row: MemberFacts, sort: MemberSort): string | null {
  switch (sort) {
    case 'available':
      return row.available.toString();
    case 'earned':
      return row.earned.toString();
    case 'active':
      return row.lastActiveAt?.toISOString() ?? null;
    case 'joined':
      return row.joinedAt.toISOString();
  }
}

/** Exact up to {@link COUNT_MAX}. */
export async function countMembers(shopId: bigint, where: Prisma.Sql): Promise<Count> {
  const [row] = await withShopList(
    shopId,
    (tx) => tx.$queryRaw<{ n: number }[]>`select count(*)::int as n from (select from loyalty_member m where ${where} limit ${COUNT_MAX + 1}) counted`,
  );
  const value = row?.n ?? 0;
  return { value: Math.min(value, COUNT_MAX), more: value > COUNT_MAX };
}
