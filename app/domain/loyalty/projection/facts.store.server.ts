import type { PoolClient } from 'pg';
import { versionsOf } from '../programme/index.server';
import type { ProgrammeVersion, TierRules } from '../programme/model';
import { windowStart } from '../tiers/window';
import { NOTHING, type Projection, type Told } from './model';
import { wantedProjection, type MemberFacts } from './wanted';

/** What a shop's projection is reckoned by. */
export interface ProjectionScope {
  connection: PoolClient;
  shopId: bigint;
  currency: string;
  zone: string;
  locale: string;
  /** In force now. */
  version: ProgrammeVersion | null;
}

export async function projectionScope(connection: PoolClient, shopId: bigint, at: Date): Promise<ProjectionScope> {
  const versions = await versionsOf(connection, shopId, at);
  const { rows } = await connection.query<{ currency: string; zone: string; locale: string }>(
    'select currency, timezone as zone, locale from shop where shop_id = $1',
    [shopId],
  );
  const [shop] = rows;
  if (!shop) throw new Error(`There is no shop ${shopId}.`);
  return { connection, shopId, version: versions[versions.length - 1] ?? null, ...shop };
}

interface MemberRow extends Omit<MemberFacts, 'amount' | 'expiring'> {
  customerId: bigint;
  projected: Told | null;
  /** Never told of. */
  isNew: boolean;
  gone: boolean;
  storeTags: string[];
}
export type MemberProjection = Pick<MemberRow, 'customerId' | 'gone' | 'storeTags'> & { before: Told | null; wanted: Projection };

/** What the store is to show of these members, and what it was told last, in four statements however many they are. */
export async function wantedProjections(scope: ProjectionScope, ids: readonly bigint[], at: Date): Promise<MemberProjection[]> {
  const { connection, shopId, version } = scope;
  const { rows } = await connection.query<MemberRow>(
    `select m.customer_id as "customerId", available, pending, owed, tier, tier_since as "tierSince", tier_until as "tierUntil", projected, projected_at is null as "isNew",
       m.merged_into is not null or coalesce(c.status, 'deleted') not in ('active', 'stub') as gone,
       array(select t.tag from customer_tag t where t.shop_id = m.shop_id and t.customer_id = m.customer_id) as "storeTags"
     from loyalty_member m left join customer c on c.shop_id = m.shop_id and c.id = m.customer_id
     where m.shop_id = $1 and m.customer_id = any($2::bigint[]) order by m.customer_id`,
    [shopId, ids],
  );
  if (!version) return rows.map((row) => ({ customerId: row.customerId, gone: row.gone, storeTags: row.storeTags, before: beforeOf(row), wanted: NOTHING }));
  const { tiers } = version.programme;
  const amounts = await amountsOf(scope, ids, tiers, at);
  const ends = await endsOf(scope, ids);
  return rows.map((row) => ({
    customerId: row.customerId,
    gone: row.gone,
    storeTags: row.storeTags,
    before: beforeOf(row),
    wanted: row.gone
      ? NOTHING
      : wantedProjection({ ...row, amount: amounts.get(row.customerId) ?? 0n, expiring: ends.get(row.customerId) ?? null }, version.programme, scope),
  }));
}

const beforeOf = ({ projected, isNew }: MemberRow): Told | null => projected ?? (isNew ? NOTHING : null);

/** Credit in the window that ends at `at`, as the tiers' walk counts it. */
async function amountsOf(scope: ProjectionScope, ids: readonly bigint[], rules: TierRules, at: Date): Promise<Map<bigint, bigint>> {
  const start = windowStart(rules, at, scope.zone);
  const [after, from] = [start && 'after' in start ? start.after : null, start && 'from' in start ? start.from : null];
  const pending = rules.basis === 'points' && rules.countPending;
  const moment = rules.basis === 'points' ? (pending ? 'earned_at' : 'matures_at') : 'paid_at';
  const amount = { spend: 'base', orders: '1', points: 'target' }[rules.basis];
  const within = (column: string) => `${column} <= $3 and ($4::timestamptz is null or ${column} > $4) and ($5::timestamptz is null or ${column} >= $5)`;
  const orders = `select customer_id, ${amount} as amount from loyalty_order
    where shop_id = $1 and customer_id = any($2::bigint[]) and counts and paid_at is not null ${rules.basis === 'points' ? 'and target > 0 and earned_at is not null' : ''}
      and ${within(moment)}`;
  const activities = `select customer_id, points as amount from loyalty_activity
      where shop_id = $1 and customer_id = any($2::bigint[]) and points > 0 and ${within('occurred_at')}
    union all select b.customer_id, b.points from loyalty_order_bonus b join loyalty_order o on o.shop_id = b.shop_id and o.order_id = b.order_id
      where b.shop_id = $1 and b.customer_id = any($2::bigint[]) and b.points > 0 and o.counts and o.paid_at is not null and o.customer_id = b.customer_id
        and ${within(`o.${moment}`)}`;
  const { rows } = await scope.connection.query<{ id: bigint; amount: bigint }>(
    `select customer_id as id, sum(amount)::bigint as amount from (${orders}${rules.basis === 'points' ? ` union all ${activities}` : ''}) c group by 1`,
    [scope.shopId, ids, at, after, from],
  );
  return new Map(rows.map((row) => [row.id, row.amount]));
}

/** Of each member, what ends first. */
async function endsOf({ connection, shopId }: ProjectionScope, ids: readonly bigint[]): Promise<Map<bigint, { points: bigint; at: Date }>> {
  const { rows } = await connection.query<{ id: bigint; at: Date; points: bigint }>(
    `select distinct on (customer_id) customer_id as id, expires_at as at, sum(remaining)::bigint as points from ledger_lot
     where shop_id = $1 and customer_id = any($2::bigint[]) and state = 1 and remaining > 0 and expires_at is not null
     group by customer_id, expires_at order by customer_id, expires_at`,
    [shopId, ids],
  );
  return new Map(rows.map(({ id, at, points }) => [id, { at, points }]));
}
