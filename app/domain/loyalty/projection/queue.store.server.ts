import { withShopConnection } from '~/db/tenant.server';
import { projectionScope, wantedProjections } from './facts.store.server';
import { type Projection, type ProjectionTask } from './model';

/** A member whom the store has refused so often is given up until something changes. */
const REFUSALS_MAX = 6;
const POSTPONE_SECONDS_MAX = 300;

interface Waiting {
  customerId: bigint;
  changes: number;
  attempts: number;
}

/** Members whom the store has to be told of, those first who have waited longest. Nothing is taken away: a kill leaves all as it was. */
export function takeProjections(shopId: bigint, limit: number, now: Date): Promise<ProjectionTask[]> {
  return withShopConnection(shopId, async (connection) => {
    // First how often they have changed, then how they stand: what changes in between is done once more.
    const { rows } = await connection.query<Waiting & { readAt: Date }>(
      `select customer_id as "customerId", changes, attempts, clock_timestamp() as "readAt" from loyalty_projection
       where shop_id = $1 and next_at <= now() order by waiting_since, customer_id limit $2`,
      [shopId, limit],
    );
    if (rows.length === 0) return [];
    const scope = await projectionScope(connection, shopId, now);
    const ids = rows.map(({ customerId }) => customerId);
    const wanted = new Map((await wantedProjections(scope, ids, now)).map((one) => [one.customerId, one]));
    const absent = ids.filter((id) => !wanted.has(id));
    if (absent.length > 0) await connection.query('delete from loyalty_projection where shop_id = $1 and customer_id = any($2::bigint[])', [shopId, absent]);
    return rows.flatMap((row) => {
      const member = wanted.get(row.customerId);
      return member ? [{ ...row, ...member }] : [];
    });
  });
}

/** Notes, before they are put there, which tags will be ours: after a crash they are not taken for somebody else's. */
export function noteTags(shopId: bigint, tasks: readonly { customerId: bigint; before: Projection | null; tags: string[] }[]): Promise<void> {
  return withShopConnection(shopId, async (connection) => {
    await connection.query(
      `update loyalty_member m set projected = jsonb_set(coalesce(projected, '{"values": {"tier": null, "points_balance": null, "loyalty": null}}'::jsonb), '{tags}', n.tags)
       from jsonb_to_recordset($2::jsonb) as n(id bigint, tags jsonb) where m.shop_id = $1 and m.customer_id = n.id`,
      [
        shopId,
        JSON.stringify(tasks.map(({ customerId, before, tags }) => ({ id: customerId.toString(), tags: [...new Set([...(before?.tags ?? []), ...tags])] }))),
      ],
    );
  });
}

/** Notes what the store now shows. Whoever has changed meanwhile goes on waiting, since the moment at which they were read. */
export function finishProjections(
  shopId: bigint,
  done: readonly (Pick<ProjectionTask, 'customerId' | 'changes' | 'readAt'> & { projected: Projection | null })[],
): Promise<void> {
  return withShopConnection(shopId, async (connection) => {
    const rows = JSON.stringify(done.map(({ customerId, changes, readAt, projected }) => ({ id: customerId.toString(), changes, read_at: readAt, projected })));
    const given = 'jsonb_to_recordset($2::jsonb) as n(id bigint, changes int, read_at timestamptz, projected jsonb)';
    await connection.query(
      `update loyalty_member m set projected = nullif(n.projected, 'null'::jsonb), projected_at = now() from ${given} where m.shop_id = $1 and m.customer_id = n.id`,
      [shopId, rows],
    );
    await connection.query(`delete from loyalty_projection q using ${given} where q.shop_id = $1 and q.customer_id = n.id and q.changes = n.changes`, [
      shopId,
      rows,
    ]);
    await connection.query(
      `update loyalty_projection q set waiting_since = n.read_at, attempts = 0, error = null, next_at = now()
       from ${given} where q.shop_id = $1 and q.customer_id = n.id`,
      [shopId, rows],
    );
  });
}

/** Puts members off after a failure; whom the store has `refused` too often, until something changes. */
export function postponeProjections(shopId: bigint, ids: readonly bigint[], error: unknown, refused: boolean): Promise<void> {
  return withShopConnection(shopId, async (connection) => {
    await connection.query(
      `update loyalty_projection set attempts = attempts + 1, error = $3, next_at = case
         when $4 and attempts + 1 >= ${REFUSALS_MAX} then 'infinity' else now() + make_interval(secs => least(${POSTPONE_SECONDS_MAX}, 2 ^ least(attempts, 10))) end
       where shop_id = $1 and customer_id = any($2::bigint[])`,
      [shopId, ids, (error instanceof Error ? error.message : String(error)).slice(0, 300), refused],
    );
  });
}

/** Has members told of again who were given up. */
export function retryProjections(shopId: bigint, ids: readonly bigint[] | 'all'): Promise<void> {
  return withShopConnection(shopId, async (connection) => {
    await connection.query(
      `update loyalty_projection set attempts = 0, next_at = now() where shop_id = $1 and next_at = 'infinity' and ($2::bigint[] is null or customer_id = any($2::bigint[]))`,
      [shopId, ids === 'all' ? null : ids],
    );
    await connection.query('update loyalty_benefit_state set wanted_at = now(), attempts = 0, next_at = now() where shop_id = $1 and error is not null', [
      shopId,
    ]);
  });
}
