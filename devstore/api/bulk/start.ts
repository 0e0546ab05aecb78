import { randomBytes } from 'node:crypto';
import type { Context } from '../../context.ts';
import { nextId } from '../../state/ids.ts';
import type { Api, Run } from '../api.ts';
import type { BulkDoc } from '../types/bulk-operation.ts';
import { runBulkMutation } from './run-mutation.ts';
import { runBulkQuery } from './run-query.ts';
import { finishBulk, insertBulk, readBulk, unfinished } from './store.ts';

const concurrentMax = 5;
/** Each run holds a connection; the rest of the pool is for requests. */
const runningMax = 4;
/** First half of the advisory lock that says a process is at work on an operation; the second is the end of its id. */
const lockSpace = 7_204_413;

let running = 0;
const queue: (() => void)[] = [];

/** Whether the store has as many of that kind under way as Shopify allows. */
export async function tooMany(ctx: Context, domain: string, type: BulkDoc['type']): Promise<boolean> {
  const { rows } = await ctx.pool.query<{ count: number }>(
    'select count(*)::int as count from devstore.bulk_operation where domain = $1 and kind = $2 and status = any($3)',
    [domain, type, [...unfinished]],
  );
  return (rows[0]?.count ?? 0) >= concurrentMax;
}

type NewBulk = Pick<BulkDoc, 'type' | 'query' | 'groupObjects' | 'scopes' | 'uploadPath' | 'clientIdentifier'>;

/** Creates an operation and starts it in the background. */
export async function startBulk({ ctx, domain, run }: Api, input: NewBulk, denied: boolean): Promise<BulkDoc> {
  const doc: BulkDoc = {
    ...input,
    id: await nextId(ctx.pool),
    status: 'CREATED',
    errorCode: null,
    apiVersion: '2026-10',
    createdAt: (await ctx.clock.now()).toISOString(),
    completedAt: null,
    objectCount: 0,
    rootObjectCount: 0,
    fileSize: null,
    token: randomBytes(18).toString('base64url'),
    hasFile: false,
    partial: false,
    linkExpiresAt: null,
    afterId: '0',
    bytes: 0,
  };
  await insertBulk(ctx.pool, domain, doc);
  if (denied) await finishBulk(ctx, domain, doc, { status: 'FAILED', errorCode: 'ACCESS_DENIED', partial: false, hasFile: false, fileSize: null });
  else launch(ctx, domain, doc.id, run);
  return doc;
}

function launch(ctx: Context, domain: string, id: string, run: Run): void {
  const go = () => {
    running += 1;
    work(ctx, domain, id, run)
      .catch((error: unknown) =>
        process.stderr.write(`devstore: bulk operation ${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`),
      )
      .finally(() => {
        running -= 1;
        queue.shift()?.();
      });
  };
  if (running < runningMax) go();
  else queue.push(go);
}

/** Runs one operation on a connection of its own, unless another process is at it. */
async function work(ctx: Context, domain: string, id: string, run: Run): Promise<void> {
  const client = await ctx.pool.connect();
  const lock = [lockSpace, Number(BigInt(id) % 2_000_000_000n)];
  try {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1, $2) as mine', lock);
    if (!rows[0]?.mine) return;
    try {
      const doc = await readBulk(client, domain, id);
      if (!doc || !unfinished.some((status) => status === doc.status)) return;
      if (doc.status === 'CANCELING')
        await finishBulk(ctx, domain, doc, { status: 'CANCELED', errorCode: null, partial: false, hasFile: false, fileSize: null });
      else if (doc.type === 'QUERY') await guarded(ctx, domain, doc, () => runBulkQuery(ctx, client, domain, doc, run));
      // Its lines may have been executed already: a mutation that was cut off is not run a second time.
      else if (doc.objectCount > 0)
        await finishBulk(ctx, domain, doc, { status: 'FAILED', errorCode: 'INTERNAL_SERVER_ERROR', partial: true, hasFile: true, fileSize: doc.bytes });
      else await guarded(ctx, domain, doc, () => runBulkMutation(ctx, client, domain, doc, run));
    } finally {
      await client.query('select pg_advisory_unlock($1, $2)', lock);
    }
  } finally {
    client.release();
  }
}

/** Whatever goes wrong inside, the operation ends and says so. */
async function guarded(ctx: Context, domain: string, doc: BulkDoc, task: () => Promise<void>): Promise<void> {
  try {
    await task();
  } catch (error) {
    await finishBulk(ctx, domain, doc, {
      status: 'FAILED',
      errorCode: 'INTERNAL_SERVER_ERROR',
      partial: doc.bytes > 0,
      hasFile: doc.bytes > 0,
      fileSize: doc.bytes || null,
    });
    throw error;
  }
}

/** Goes on with what a stop or a kill interrupted. */
export async function resumeBulkOperations(ctx: Context, run: Run): Promise<void> {
  const { rows } = await ctx.pool.query<{ domain: string; id: string }>(
    'select domain, id::text from devstore.bulk_operation where status = any($1) order by id',
    [[...unfinished]],
  );
  for (const row of rows) launch(ctx, row.domain, row.id, run);
}

/** Asks an operation to stop; it does so at its next page. */
export async function cancelBulk(ctx: Context, domain: string, id: string): Promise<BulkDoc | null> {
  await ctx.pool.query(
    `update devstore.bulk_operation set status = 'CANCELING', doc = doc || '{"status":"CANCELING"}' where domain = $1 and id = $2 and status in ('CREATED', 'RUNNING')`,
    [domain, id],
  );
  return readBulk(ctx.pool, domain, id);
}
