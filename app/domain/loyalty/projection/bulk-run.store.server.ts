import type { PoolClient } from 'pg';
import { withShopConnection } from '~/db/tenant.server';
import type { Told } from './model';
import { FORGOTTEN } from './queue.store.server';

/** What a bulk mutation does to each of its members. */
export const RUN_STEPS = ['removeTags', 'addTags', 'remove', 'set'] as const;
export type RunStep = (typeof RUN_STEPS)[number];

/** A bulk mutation of a run. `starting`: the store may have begun it, and its answer was lost. */
export interface RunOperation {
  step: RunStep;
  state: 'waiting' | 'starting' | 'running' | 'read';
  bulkId: string | null;
  /** When it was last begun. */
  at: string | null;
}
export interface BulkRun {
  id: bigint;
  startedAt: Date;
  isDue: boolean;
  operations: RunOperation[];
}

/** A member of a run: what is to be done, what of it is left, and what the store has then been told. */
export interface RunPlan<Metafield = unknown> {
  told: Told;
  addTags: string[];
  removeTags: string[];
  remove: Metafield[];
  set: Metafield[];
  left: RunStep[];
}
interface HeldMember {
  customerId: bigint;
  plan: RunPlan;
}

const CHUNK = 1000;
const KEPT_DAYS = 30;

async function inChunks<T>(all: readonly T[], work: (some: T[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < all.length; start += CHUNK) await work(all.slice(start, start + CHUNK));
}

/** Whether more than `many` members wait who could be told of now. */
export function isQueueLong(shopId: bigint, many: number): Promise<boolean> {
  return withShopConnection(shopId, async (connection) => {
    const { rowCount } = await connection.query('select from loyalty_projection where shop_id = $1 and next_at <= now() and run_id is null limit $2', [
      shopId,
      many + 1,
    ]);
    return (rowCount ?? 0) > many;
  });
}

/** Begins a run that holds these members. */
export function beginRun(shopId: bigint, members: readonly { customerId: bigint; changes: number; readAt: Date; plan: RunPlan }[]): Promise<void> {
  return withShopConnection(shopId, async (connection) => {
    const operations: RunOperation[] = RUN_STEPS.filter((step) => members.some(({ plan }) => plan.left.includes(step))).map((step) => ({
      step,
      state: 'waiting',
      bulkId: null,
      at: null,
    }));
    const { rows } = await connection.query<{ id: bigint }>(
      'insert into loyalty_projection_run (shop_id, members, operations) values ($1, $2, $3) returning id',
      [shopId, members.length, JSON.stringify(operations)],
    );
    await inChunks(members, (some) =>
      connection.query(
        `update loyalty_projection q set run_id = $2, run_changes = n.changes, run_read_at = n.read_at, run_plan = n.plan
         from jsonb_to_recordset($3::jsonb) as n(id bigint, changes int, read_at timestamptz, plan jsonb) where q.shop_id = $1 and q.customer_id = n.id`,
        [
          shopId,
          rows[0]?.id,
          JSON.stringify(some.map(({ customerId, changes, readAt, plan }) => ({ id: customerId.toString(), changes, read_at: readAt, plan }))),
        ],
      ),
    );
    await connection.query(`delete from loyalty_projection_run where shop_id = $1 and started_at < now() - interval '${KEPT_DAYS} days' and status = 'done'`, [
      shopId,
    ]);
  });
}

export function findRun(shopId: bigint): Promise<BulkRun | null> {
  return withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<BulkRun>(
      `select id, started_at as "startedAt", next_at <= now() as "isDue", operations from loyalty_projection_run where shop_id = $1 and status = 'running'`,
      [shopId],
    );
    return rows[0] ?? null;
  });
}

export function saveRun(shopId: bigint, { id, operations }: BulkRun, againInMs: number): Promise<void> {
  return withShopConnection(shopId, async (connection) => {
    await connection.query('update loyalty_projection_run set operations = $3, next_at = now() + make_interval(secs => $4) where shop_id = $1 and id = $2', [
      shopId,
      id,
      JSON.stringify(operations),
      againInMs / 1000,
    ]);
  });
}

/** Members of a run of whom a step is left, in the order of their ids. */
export function heldMembers(shopId: bigint, runId: bigint, step: RunStep, after: bigint): Promise<HeldMember[]> {
  return withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<HeldMember>(
      `select customer_id as "customerId", run_plan as plan from loyalty_projection
       where shop_id = $1 and run_id = $2 and customer_id > $3 and run_plan -> 'left' ? $4::text order by customer_id limit ${CHUNK}`,
      [shopId, runId, after, step],
    );
    return rows;
  });
}

/** Notes with whom a step has come off, and by what the store knows what it has been told. */
export function noteDone(shopId: bigint, runId: bigint, step: RunStep, done: readonly { customerId: bigint; digests: object }[]): Promise<void> {
  return withShopConnection(shopId, (connection) =>
    inChunks(done, (some) =>
      connection.query(
        `update loyalty_projection q set run_plan = jsonb_set(jsonb_set(run_plan, '{left}', (run_plan -> 'left') - $3::text),
           '{told,digests}', coalesce(nullif(run_plan #> '{told,digests}', 'null'), '{}') || n.digests)
         from jsonb_to_recordset($4::jsonb) as n(id bigint, digests jsonb) where q.shop_id = $1 and q.run_id = $2 and q.customer_id = n.id`,
        [shopId, runId, step, JSON.stringify(some.map(({ customerId, digests }) => ({ id: customerId.toString(), digests })))],
      ),
    ),
  );
}

/** Of the next members with whom all has come off, notes it. Whoever has changed meanwhile goes on waiting. @returns them; none: there are no more. */
export function finishSome(shopId: bigint, runId: bigint): Promise<HeldMember[]> {
  return withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<HeldMember>(
      `select customer_id as "customerId", run_plan as plan from loyalty_projection
       where shop_id = $1 and run_id = $2 and run_plan -> 'left' = '[]' order by customer_id limit ${CHUNK} for update`,
      [shopId, runId],
    );
    const given = [shopId, rows.map(({ customerId }) => customerId)];
    await connection.query(
      `update loyalty_member m set projected = q.run_plan -> 'told', projected_at = now() from loyalty_projection q
       where q.shop_id = $1 and q.customer_id = any($2::bigint[]) and m.shop_id = q.shop_id and m.customer_id = q.customer_id`,
      given,
    );
    await connection.query('delete from loyalty_projection where shop_id = $1 and customer_id = any($2::bigint[]) and changes = run_changes', given);
    await connection.query(
      `update loyalty_projection set waiting_since = run_read_at, attempts = 0, error = null, next_at = now(), ${RELEASED}
       where shop_id = $1 and customer_id = any($2::bigint[])`,
      given,
    );
    return rows;
  });
}

const RELEASED = 'run_id = null, run_changes = null, run_read_at = null, run_plan = null';

/** Ends a run. With whom it did not come off, it is not known how they stand: each is asked about and told of by itself. */
export function endRun(shopId: bigint, runId: bigint): Promise<number> {
  return withShopConnection(shopId, async (connection) => {
    await forgetDigests(connection, shopId, runId);
    const { rowCount } = await connection.query(`update loyalty_projection set ${RELEASED} where shop_id = $1 and run_id = $2`, [shopId, runId]);
    await connection.query("update loyalty_projection_run set status = 'done', finished_at = now(), failed = $3 where shop_id = $1 and id = $2", [
      shopId,
      runId,
      rowCount,
    ]);
    return rowCount ?? 0;
  });
}

async function forgetDigests(connection: PoolClient, shopId: bigint, runId: bigint): Promise<void> {
  await connection.query(
    `update loyalty_member m set projected = ${FORGOTTEN} from loyalty_projection q
     where q.shop_id = $1 and q.run_id = $2 and m.shop_id = q.shop_id and m.customer_id = q.customer_id`,
    [shopId, runId],
  );
}
