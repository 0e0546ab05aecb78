import type { PoolClient } from 'pg';
import { withShopConnection } from '~/db/tenant.server';
import { projectionScope, wantedProjections } from './facts.store.server';
import { NOTHING, type Projection, type ProjectionTask, type Told } from './model';

/** A member whom the store has refused so often is given up until something changes. */
const REFUSALS_MAX = 6;
const POSTPONE_SECONDS_MAX = 300;

/** Told of nothing, and not known how they stand. */
const UNKNOWN = `'{"values": {"tier": null, "points_balance": null, "loyalty": null}, "tags": [], "version": 0}'::jsonb`;
/** Told, and not known whether it still stands so: who has a version and no digests is asked about. */
export const FORGOTTEN = `jsonb_set(projected - 'digests', '{version}', coalesce(projected -> 'version', '0'))`;

interface Waiting {
  customerId: bigint;
  changes: number;
  attempts: number;
}

/** Members whom the store has to be told of (only such as have waited `since` then), those first who have waited longest. Nothing is taken away: a kill leaves all as it was. */
export function takeProjections(shopId: bigint, limit: number, now: Date, since: Date | null = null): Promise<ProjectionTask[]> {
  return withShopConnection(shopId, async (connection) => {
    // First how often they have changed, then how they stand: what changes in between is done once more.
    const { rows } = await connection.query<Waiting & { readAt: Date }>(
      `select customer_id as "customerId", changes, attempts, clock_timestamp() as "readAt" from loyalty_projection
       where shop_id = $1 and next_at <= now() and run_id is null and ($3::timestamptz is null or waiting_since > $3)
       order by waiting_since, customer_id limit $2`,
      [shopId, limit, since],
    );
    if (rows.length === 0) return [];
    const scope = await projectionScope(connection, shopId, now);
    const ids = rows.map(({ customerId }) => customerId);
    const wanted = new Map((await wantedProjections(scope, ids, now)).map((one) => [one.customerId, one]));
    // Who is no member has nothing of ours in the store; what is there is found by asking.
    return rows.map((row) => ({ ...row, ...(wanted.get(row.customerId) ?? { before: null, wanted: NOTHING, storeTags: [], gone: false }) }));
  });
}

/** Notes, before they are put there, which tags will be ours: after a crash they are not taken for somebody else's. */
export function noteTags(shopId: bigint, tasks: readonly { customerId: bigint; before: Projection | null; tags: string[] }[]): Promise<void> {
  return withShopConnection(shopId, async (connection) => {
    await connection.query(
      `update loyalty_member m set projected = jsonb_set(coalesce(projected, ${UNKNOWN}), '{tags}', n.tags)
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
  done: readonly (Pick<ProjectionTask, 'customerId' | 'changes' | 'readAt'> & { projected: Told | null })[],
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

/** The store does not stand as it was known to: it is asked anew, and at once unless that has not helped. */
export function askAnew(shopId: bigint, ids: readonly bigint[], error: Error): Promise<void> {
  return withShopConnection(shopId, async (connection) => {
    await connection.query(`update loyalty_member set projected = ${FORGOTTEN} where shop_id = $1 and customer_id = any($2::bigint[])`, [shopId, ids]);
    await connection.query(
      `update loyalty_projection set attempts = attempts + 1, error = $3, next_at = now() + make_interval(secs =>
         case when attempts < 2 then 0 else least(${POSTPONE_SECONDS_MAX}, 2 ^ least(attempts, 10)) end) where shop_id = $1 and customer_id = any($2::bigint[])`,
      [shopId, ids, error.message.slice(0, 300)],
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

/** Has members looked at again later, to whom a request that is lying about may do something yet. `tags`: what it would put there for us. */
export function lookLater(shopId: bigint, members: readonly { customerId: bigint; tags: string[] }[], afterMs: number): Promise<void> {
  return withShopConnection(shopId, async (connection) => {
    await connection.query(
      `insert into loyalty_projection_look as l (shop_id, customer_id, due_at, tags)
       select $1, n.id, now() + make_interval(secs => $3), n.tags from jsonb_to_recordset($2::jsonb) as n(id bigint, tags jsonb)
       on conflict (shop_id, customer_id) do update set due_at = excluded.due_at, tags = l.tags || excluded.tags`,
      [shopId, JSON.stringify(members.map(({ customerId, tags }) => ({ id: customerId.toString(), tags }))), afterMs / 1000],
    );
  });
}

/** Has those looked at whose time has come. */
export function takeLooks(shopId: bigint): Promise<void> {
  return withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<{ id: bigint; tags: string[] }>(
      'delete from loyalty_projection_look where shop_id = $1 and due_at <= now() returning customer_id as id, tags',
      [shopId],
    );
    if (rows.length > 0) await requeue(connection, shopId, rows);
  });
}

/** Has members looked at in the store: what it shows then counts, and not what it was told. `tags`: such as may be there because of us. */
export async function requeue(connection: PoolClient, shopId: bigint, members: readonly { id: bigint; tags: readonly string[] }[]): Promise<void> {
  const values = [shopId, JSON.stringify(members.map(({ id, tags }) => ({ id: id.toString(), tags })))];
  const given = 'jsonb_to_recordset($2::jsonb) as n(id bigint, tags jsonb)';
  await connection.query(
    `update loyalty_member m set projected = case when n.tags = '[]' then ${FORGOTTEN}
       else jsonb_set(coalesce(${FORGOTTEN}, ${UNKNOWN}), '{tags}', coalesce(projected -> 'tags', '[]') || n.tags) end
     from ${given} where m.shop_id = $1 and m.customer_id = n.id`,
    values,
  );
  await connection.query(
    `insert into loyalty_projection as q (shop_id, customer_id) select $1, n.id from ${given}
     on conflict (shop_id, customer_id) do update set changes = q.changes + 1, attempts = 0, next_at = least(q.next_at, now()), error = null`,
    values,
  );
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
