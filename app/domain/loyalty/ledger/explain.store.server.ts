import type { PoolClient } from 'pg';
import { withShopConnection } from '~/db/tenant.server';
import type { EntryLine, EntryPage, LotStory, MemberStory, OrderStory, Unsettled } from './model';

/** As much of a member's history as a page or a screen holds. */
const LINES_MAX = 200;

const ENTRY = `id, customer_id as "customerId", key, reason, debit, credit, points, occurred_at as "occurredAt", recorded_at as "recordedAt",
  programme_version as "programmeVersion", order_id as "orderId", redemption_id as "redemptionId", lots::text[], lot_points::text[] as "lotPoints", explanation`;
const LOT = `id, customer_id as "customerId", order_id as "orderId", case state when 0 then 'pending' else 'available' end as state, points, remaining,
  matures_at as "maturesAt", available_at as "availableAt", expires_at as "expiresAt", fixed_expiry as "fixedExpiry"`;

/** @returns `null` when loyalty has never looked at this order. */
export function explainOrder(shopId: bigint, orderId: bigint): Promise<OrderStory | null> {
  return withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<Omit<OrderStory, 'entries' | 'lots'>>(
      `select l.order_id as "orderId", o.name, o.currency, l.customer_id as "customerId", l.placed_at as "placedAt", l.programme_version as "programmeVersion",
         l.target, l.granted, l.nothing, l.explanation
       from loyalty_order l left join sales_order o on o.shop_id = l.shop_id and o.id = l.order_id where l.shop_id = $1 and l.order_id = $2`,
      [shopId, orderId],
    );
    if (!rows[0]) return null;
    const entries = await entriesOf(connection, `where shop_id = $1 and order_id = $2 order by e.id limit ${LINES_MAX}`, [shopId, orderId]);
    const opened = entries.filter((entry) => entry.lots.includes(entry.id));
    return { ...rows[0], entries, lots: await storiesOf(connection, shopId, opened) };
  });
}

/** Of an order that loyalty has never looked at: why not. */
export function whyUnsettled(shopId: bigint, orderId: bigint, now: Date): Promise<Unsettled> {
  return withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<{ programme: boolean; failed: boolean }>(
      `select exists (select from loyalty_programme where shop_id = $1 and effective_at <= $3 and withdrawn_at is null) as programme,
         exists (select from loyalty_queue where shop_id = $1 and order_id = $2 and error is not null) as failed`,
      [shopId, orderId, now],
    );
    if (!rows[0]?.programme) return 'no_programme';
    return rows[0].failed ? 'failed' : 'waiting';
  });
}

/** @returns `null` when this customer is no member. */
export function explainMember(shopId: bigint, customerId: bigint): Promise<MemberStory | null> {
  return withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<Omit<MemberStory, 'entries' | 'lots'>>(
      'select customer_id as "customerId", available, pending, owed, tier, joined_at as "joinedAt" from loyalty_member where shop_id = $1 and customer_id = $2',
      [shopId, customerId],
    );
    if (!rows[0]) return null;
    const entries = await entriesOf(connection, `where shop_id = $1 and customer_id = $2 order by id desc limit ${LINES_MAX}`, [shopId, customerId]);
    // Those that hold points, then the latest that do no more.
    const { rows: lots } = await connection.query<{ id: bigint; customerId: bigint }>(
      `select id, customer_id as "customerId" from ledger_lot where shop_id = $1 and customer_id = $2 order by remaining > 0 desc, id desc limit ${LINES_MAX}`,
      [shopId, customerId],
    );
    return { ...rows[0], entries, lots: await storiesOf(connection, shopId, lots) };
  });
}

/** A page of a member's entries, newest first, with the lots that they opened or touched and where those went. @param before the entry after which to go on */
export function memberEntries(shopId: bigint, customerId: bigint, before: bigint | null, size: number): Promise<EntryPage> {
  return withShopConnection(shopId, async (connection) => {
    const found = await entriesOf(connection, 'where shop_id = $1 and customer_id = $2 and ($3::bigint is null or id < $3) order by e.id desc limit $4', [
      shopId,
      customerId,
      before,
      size + 1,
    ]);
    const entries = found.slice(0, size);
    const touched = [...new Set(entries.flatMap(({ lots }) => lots))].map((id) => ({ id, customerId }));
    return { entries, lots: await storiesOf(connection, shopId, touched), next: found.length > size ? (entries[size - 1]?.id ?? null) : null };
  });
}

async function entriesOf(connection: PoolClient, which: string, parameters: unknown[]): Promise<EntryLine[]> {
  const { rows } = await connection.query<Omit<EntryLine, 'lots' | 'lotPoints'> & { lots: string[]; lotPoints: string[] }>(
    `select ${ENTRY} from ledger_entry e ${which}`,
    parameters,
  );
  return rows.map((row) => ({ ...row, lots: row.lots.map(BigInt), lotPoints: row.lotPoints.map(BigInt) }));
}

async function storiesOf(connection: PoolClient, shopId: bigint, wanted: { id: bigint; customerId: bigint }[]): Promise<LotStory[]> {
  if (wanted.length === 0) return [];
  const key = [shopId, [...new Set(wanted.map((lot) => lot.customerId))], wanted.map((lot) => lot.id)];
  const { rows: lots } = await connection.query<Omit<LotStory, 'moves'>>(
    `select ${LOT} from ledger_lot where shop_id = $1 and customer_id = any($2::bigint[]) and id = any($3::bigint[]) order by id`,
    key,
  );
  const entries = await entriesOf(connection, `where shop_id = $1 and customer_id = any($2::bigint[]) and lots && $3::bigint[] order by e.id`, key);
  const moves = new Map<bigint, LotStory['moves']>(lots.map((lot) => [lot.id, []]));
  for (const { lots: touched, lotPoints, ...entry } of entries) {
    touched.forEach((lot, n) => moves.get(lot)?.push({ ...entry, points: lotPoints[n] ?? 0n }));
  }
  return lots.map((lot) => ({ ...lot, moves: moves.get(lot.id) ?? [] }));
}
