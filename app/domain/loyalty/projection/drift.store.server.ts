import type { PoolClient } from 'pg';
import { withShopConnection } from '~/db/tenant.server';
import { projectionScope, wantedProjections, type ProjectionScope } from './facts.store.server';
import { METAFIELD_KEYS, NOTHING, type ShownDrift, type StoreMembership, type Told } from './model';
import { requeue } from './queue.store.server';
import { driftShown, isShown } from './wanted';

/** A customer as the store's file has them. */
export interface SeenCustomer extends Pick<StoreMembership, 'values' | 'tags'> {
  id: bigint;
}
/** How far a file has been read, and of when it is. */
export interface DriftMark {
  runId: bigint;
  byteOffset: number;
  askedAt: Date;
}
interface Standing {
  id: bigint;
  told: Told | null;
  /** Is waiting to be told, or has been since the file was asked for. */
  isMoving: boolean;
}

/**
 * Compares a stretch of the store's file of customers, up to byte `to`. Who differs is looked at in the store and told anew; and so is who is no
 * longer what the store was told, because the calendar has moved on: that is no drift. All in one transaction.
 * @returns false, and does nothing, when somebody else has read it.
 */
export function commitSeen(shopId: bigint, mark: DriftMark, seen: { customers: readonly SeenCustomer[]; to: number }, now: Date): Promise<boolean> {
  return withShopConnection(shopId, async (connection) => {
    const { rowCount } = await connection.query(
      "select from loyalty_drift where shop_id = $1 and id = $2 and status = 'running' and byte_offset = $3 for update",
      [shopId, mark.runId, mark.byteOffset],
    );
    if (!rowCount) return false;
    const found = await compare(await projectionScope(connection, shopId, now), mark, seen.customers, now);
    const drifts = found.flatMap(({ drift }) => drift ?? []);
    const count = (kind: ShownDrift) => drifts.filter((one) => one === kind).length;
    await requeue(
      connection,
      shopId,
      found.map(({ id }) => ({ id, tags: [] })),
    );
    await connection.query(
      `update loyalty_drift set byte_offset = $3, checked = checked + $4, missing = missing + $5, stale = stale + $6, extra = extra + $7 where shop_id = $1 and id = $2`,
      [shopId, mark.runId, seen.to, seen.customers.length, count('missing'), count('stale'), count('extra')],
    );
    return true;
  });
}

async function compare(scope: ProjectionScope, { askedAt }: DriftMark, customers: readonly SeenCustomer[], now: Date) {
  const ids = customers.map(({ id }) => id);
  const standing = await standingOf(scope.connection, scope.shopId, ids, askedAt);
  const wanted = new Map((await wantedProjections(scope, ids, now)).map((one) => [one.customerId, one.wanted]));
  return customers.flatMap((seen): { id: bigint; drift: ShownDrift | null }[] => {
    const { told, isMoving } = standing.get(seen.id) ?? { told: null, isMoving: false };
    if (isMoving) return [];
    const projection = { told: told ?? NOTHING, wanted: wanted.get(seen.id) ?? NOTHING };
    const drift = driftShown(projection, seen);
    const isOld = METAFIELD_KEYS.some((key) => !isShown(key, projection.wanted.values[key], projection.told.values[key]));
    return drift !== null || isOld ? [{ id: seen.id, drift }] : [];
  });
}

async function standingOf(connection: PoolClient, shopId: bigint, ids: readonly bigint[], askedAt: Date): Promise<Map<bigint, Standing>> {
  const { rows } = await connection.query<Standing>(
    `select n.id, m.projected as told, coalesce(m.projected_at >= $3, false) or q.customer_id is not null as "isMoving"
     from unnest($2::bigint[]) as n (id) left join loyalty_member m on m.shop_id = $1 and m.customer_id = n.id
       left join loyalty_projection q on q.shop_id = $1 and q.customer_id = n.id`,
    [shopId, ids, askedAt],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
