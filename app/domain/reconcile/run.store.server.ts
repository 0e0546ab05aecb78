import type { Prisma } from '@prisma/client';
import { appendEvent } from '~/db/outbox.server';
import { withShop } from '~/db/tenant.server';
import { eachBefore } from '../shared/keyset';
import { RECONCILE_KINDS, type ReconcileFailure, type ReconcileKind, type ReconcilePart, type ReconcileReason, type ReconcileRun } from './model';

/** What the store changed so shortly ago has its webhook on the way: the next run looks at it. */
const SETTLE_MS = 30_000;
/** Shopify's searches lag behind its records. */
const OVERLAP_MS = 3_600_000;
const KEPT_DAYS = 90;
const EXPORTED_AT_ONCE = 200;

export interface Beginning {
  reason: ReconcileReason;
  /** The shop's calendar day of a nightly run. */
  night?: string;
  whole?: boolean;
}

/**
 * Begins a run. It goes on where the last one that ended well has left off, and takes over what that could not repair.
 * @returns `null` when one is under way, an import is, or that night has had its own.
 */
export function beginReconcile(shopId: bigint, { reason, night, whole = false }: Beginning, now: Date): Promise<bigint | null> {
  return withShop(shopId, async (tx) => {
    if (await tx.importRun.findFirst({ where: { shopId, status: 'running' }, select: { id: true } })) return null;
    const until = new Date(now.getTime() - SETTLE_MS);
    const [begun] = await tx.$queryRaw<{ id: bigint }[]>`
      insert into reconcile_run (shop_id, reason, night, whole, until, started_at) values (${shopId}, ${reason}, ${night ?? null}::date, ${whole}, ${until}, ${now})
      on conflict do nothing returning id`;
    if (!begun) return null;
    const last = await tx.reconcileRun.findFirst({ where: { shopId, status: 'done' }, orderBy: { id: 'desc' }, select: { id: true, until: true } });
    const imported = await tx.importRun.findFirst({ where: { shopId, status: 'done' }, orderBy: { id: 'desc' }, select: { startedAt: true } });
    const from = latest(last?.until, imported?.startedAt);
    const since = whole || !from ? null : new Date(from.getTime() - OVERLAP_MS);
    await tx.reconcilePart.createMany({ data: RECONCILE_KINDS.map((kind) => ({ shopId, runId: begun.id, kind, since })) });
    if (last)
      await tx.$executeRaw`
        insert into reconcile_item (shop_id, run_id, kind, record_id, drift)
        select shop_id, ${begun.id}, kind, record_id, drift from reconcile_item where shop_id = ${shopId} and run_id = ${last.id} and state = 2`;
    await tx.$executeRaw`delete from reconcile_run where shop_id = ${shopId} and started_at < ${new Date(now.getTime() - KEPT_DAYS * 86_400_000)}`;
    await appendEvent(tx, shopId, 'reconcile.requested', { runId: begun.id.toString() }, now);
    return begun.id;
  });
}

const latest = (one: Date | undefined, other: Date | undefined): Date | undefined => (one && other ? (one > other ? one : other) : (one ?? other));

const withParts = { parts: true } as const;

export async function findReconcile(shopId: bigint, runId: bigint): Promise<ReconcileRun | null> {
  const row = await withShop(shopId, (tx) => tx.reconcileRun.findUnique({ where: { shopId_id: { shopId, id: runId } }, include: withParts }));
  return row && toRun(row);
}

/** The latest runs, newest first. */
export async function latestReconciles(shopId: bigint, limit: number): Promise<ReconcileRun[]> {
  const rows = await withShop(shopId, (tx) => tx.reconcileRun.findMany({ where: { shopId }, orderBy: { id: 'desc' }, take: limit, include: withParts }));
  return rows.map(toRun);
}

/** All runs that are kept, page by page, newest first: for export, in flat memory. */
export const eachReconcile = (shopId: bigint): AsyncGenerator<ReconcileRun[]> =>
  eachBefore(async (before) => {
    const rows = await withShop(shopId, (tx) =>
      tx.reconcileRun.findMany({ where: { shopId, id: { lt: before } }, orderBy: { id: 'desc' }, take: EXPORTED_AT_ONCE, include: withParts }),
    );
    return rows.map(toRun);
  });

/** The shop's run that is under way, if there is one. */
export async function runningReconcile(shopId: bigint): Promise<bigint | null> {
  const row = await withShop(shopId, (tx) => tx.reconcileRun.findFirst({ where: { shopId, status: 'running' }, select: { id: true } }));
  return row?.id ?? null;
}

/** When a comparison or an import has last ended, well or not. */
export async function lastComparedAt(shopId: bigint): Promise<Date | null> {
  return withShop(shopId, async (tx) => {
    const run = await tx.reconcileRun.findFirst({ where: { shopId, finishedAt: { not: null } }, orderBy: { id: 'desc' }, select: { finishedAt: true } });
    const imported = await tx.importRun.findFirst({ where: { shopId, finishedAt: { not: null } }, orderBy: { id: 'desc' }, select: { finishedAt: true } });
    return latest(run?.finishedAt ?? undefined, imported?.finishedAt ?? undefined) ?? null;
  });
}

/** Ends a run that is under way; one that has ended stays as it is. */
export async function endReconcile(shopId: bigint, runId: bigint, error: ReconcileFailure | null, now: Date): Promise<void> {
  await withShop(shopId, async (tx) => {
    await tx.reconcileRun.updateMany({
      where: { shopId, id: runId, status: 'running' },
      data: { status: error ? 'failed' : 'done', error, finishedAt: now },
    });
    await tx.reconcileSeen.deleteMany({ where: { shopId, runId } });
  });
}

/** Adds what calls have cost of the shop's API points. */
export async function addPoints(shopId: bigint, runId: bigint, points: number): Promise<void> {
  if (points > 0)
    await withShop(shopId, (tx) => tx.reconcileRun.updateMany({ where: { shopId, id: runId }, data: { points: { increment: Math.round(points) } } }));
}

/** How much a full comparison has last found the store to have more than the CRM, for good reasons: people erased here, records that cannot be read. */
export async function explainedGap(shopId: bigint, kind: ReconcileKind): Promise<number> {
  const part = await withShop(shopId, (tx) =>
    tx.reconcilePart.findFirst({ where: { shopId, kind, swept: true, step: 'done', run: { status: 'done' } }, orderBy: { runId: 'desc' } }),
  );
  return Number((part?.storeTotal ?? 0n) - (part?.ourTotal ?? 0n));
}

type RunRow = Prisma.ReconcileRunGetPayload<{ include: typeof withParts }>;

/** Counts and offsets lie far below 2^53. The texts were written by this module, from the types they are read back as. */
function toRun(row: RunRow): ReconcileRun {
  const count = (value: bigint | null) => (value === null ? null : Number(value));
  const parts = row.parts.map((part) => ({
    ...(part as typeof part & Pick<ReconcilePart, 'kind' | 'step'>),
    storeTotal: count(part.storeTotal),
    ourTotal: count(part.ourTotal),
    checked: Number(part.checked),
    byteOffset: Number(part.byteOffset),
  }));
  parts.sort((a, b) => RECONCILE_KINDS.indexOf(a.kind) - RECONCILE_KINDS.indexOf(b.kind));
  return { ...(row as RunRow & Pick<ReconcileRun, 'reason' | 'status' | 'error'>), parts };
}
