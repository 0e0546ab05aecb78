import { Prisma } from '@prisma/client';
import { foundBy } from '../../customers/index.server';
import { COUNT_MAX, type Count, type Cursor } from '../../shared/keyset';
import { keysetScans, readScans, withShopList, type SortColumn } from '../../shared/keyset-sql.store.server';
import type { RedemptionFilter, RedemptionState } from './model';
import { REDEMPTION_COLUMNS, statesOf, WITH_SAGA, type RedemptionRow } from './state.store.server';

/** So long what is due may lie before that is called trouble: no worker runs, or the store has shut us out. */
const LATE = Prisma.sql`interval '5 minutes'`;
const CREATED: SortColumn = { column: Prisma.sql`r.created_at`, type: 'timestamptz', nullable: false, id: Prisma.sql`r.id` };

export interface RedemptionSearch {
  filter: RedemptionFilter;
  /** Of who is searched for; `null`: nobody is. */
  tokens: bigint[] | null;
  /** Moments between which they were asked for. */
  from: Date | null;
  to: Date;
  now: Date;
}

/** Redemptions whose work in the store has failed, waits for somebody to decide, or has not been begun in time. */
const troubled = (shopId: bigint, now: Date): Prisma.Sql => Prisma.sql`
  select s.redemption_id from loyalty_saga s where s.shop_id = ${shopId} and (s.task <> 'end' or s.error is not null) and (s.error is not null
    or (s.due_at <= ${now} and s.next_at < now() - ${LATE} and (s.leased_until is null or s.leased_until < now())))`;

/** The filter as SQL over `loyalty_redemption r`. */
function whereOf(shopId: bigint, { filter, tokens, from, to, now }: RedemptionSearch): Prisma.Sql {
  const parts = [Prisma.sql`r.shop_id = ${shopId}`];
  // What is wrong stays wrong when its period is over.
  if (filter.trouble) parts.push(Prisma.sql`r.id in (${troubled(shopId, now)})`);
  else parts.push(Prisma.sql`r.created_at < ${to}`, ...(from ? [Prisma.sql`r.created_at >= ${from}`] : []));
  if (filter.reward) parts.push(Prisma.sql`r.reward = ${filter.reward}`);
  if (filter.state) parts.push(Prisma.sql`r.status = ${filter.state}`);
  parts.push(...foundBy(shopId, Prisma.sql`r.customer_id`, tokens));
  return Prisma.join(parts, ' and ');
}

type Listed = RedemptionState & { orderName: string | null };

/** Up to `size + 1` redemptions in scanning order, nearest to the cursor first. Codes of gift cards stay sealed. */
export async function readRedemptions(
  shopId: bigint,
  search: RedemptionSearch,
  direction: 'asc' | 'desc',
  cursor: Cursor | null,
  size: number,
): Promise<Listed[]> {
  const rows = await withShopList(shopId, (tx) =>
    readScans(
      keysetScans(CREATED, direction, cursor),
      size,
      (scan, limit) => tx.$queryRaw<(RedemptionRow & { orderName: string | null })[]>`
        with page as materialized (select * from loyalty_redemption r where ${whereOf(shopId, search)} and ${scan.where} order by ${scan.order} limit ${limit})
        select ${Prisma.raw(REDEMPTION_COLUMNS)}, o.name as "orderName" from page r ${Prisma.raw(WITH_SAGA)}
          left join sales_order o on o.shop_id = ${shopId} and o.id = r.order_id order by ${scan.order}`,
    ),
  );
  const states = await statesOf(
    shopId,
    rows.map((row) => ({ ...row, codeSealed: null })),
  );
  return states.map((state, index) => ({ ...state, orderName: rows[index]?.orderName ?? null }));
}

/** Exact up to {@link COUNT_MAX}. */
export async function countRedemptions(shopId: bigint, search: RedemptionSearch): Promise<Count> {
  const [row] = await withShopList(
    shopId,
    (tx) => tx.$queryRaw<{ n: number }[]>`
      select count(*)::int as n from (select from loyalty_redemption r where ${whereOf(shopId, search)} limit ${COUNT_MAX + 1}) counted`,
  );
  const value = row?.n ?? 0;
  return { value: Math.min(value, COUNT_MAX), more: value > COUNT_MAX };
}

/** How many redemptions something is wrong with, whenever they were asked for. */
export async function countTroubled(shopId: bigint, now: Date): Promise<number> {
  const [row] = await withShopList(shopId, (tx) => tx.$queryRaw<{ n: number }[]>`select count(*)::int as n from (${troubled(shopId, now)}) found`);
  return row?.n ?? 0;
}

/** Whether a reward has ever been asked for. */
export function hasRedemptions(shopId: bigint): Promise<boolean> {
  return withShopList(shopId, async (tx) => {
    const rows = await tx.$queryRaw<unknown[]>`select 1 as one from loyalty_redemption r where r.shop_id = ${shopId} limit 1`;
    return rows.length > 0;
  });
}
