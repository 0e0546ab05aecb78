import { logger } from '~/config/logger.server';
import {
  addPoints,
  beginParts,
  countOurs,
  endReconcile,
  explainedGap,
  findReconcile,
  newestDiffers,
  recount,
  seesAllOrders,
  setStep,
  withReconcileLock,
} from '~/domain/reconcile/index.server';
import type { ReconcileKind, ReconcilePart, ReconcileRun } from '~/domain/reconcile/model';
import { findShop } from '~/domain/shops/index.server';
import { isInboxBehind } from '~/domain/sync-health/index.server';
import { adminClient, isTerminal, type AdminClient } from '../admin/index.server';
import { failureOf } from '../import/failure-of';
import { compareNextPage } from './changes.server';
import { readFigures } from './figures.server';
import { mendFurther } from './mend.server';
import { sweepFurther } from './sweep.server';
import type { PartWork, Step } from './work';

const AFTER_OUTAGE_MS = 30_000;
const WHILE_ANOTHER_WORKS_MS = 5000;
const WHILE_INBOX_IS_BEHIND_MS = 5000;
const INBOX_PATIENCE_MS = 10 * 60_000;
/** Shopify pages no further than 25,000 records; a file of all of them is cheaper long before. */
const PAGED_MAX = 10_000;

/**
 * Takes a comparison with the store one step further, from wherever it stands. Called again and again until it has nothing
 * left to do; a kill in between costs what was not committed yet, and nothing more.
 * @returns when to call again; nothing when the run has ended.
 */
export async function advanceReconcile(shopId: bigint, runId: bigint, now: Date): Promise<{ againInMs: number } | void> {
  const outcome = await withReconcileLock(shopId, runId, () => stepOrReason(shopId, runId, now));
  if (outcome === null) return { againInMs: WHILE_ANOTHER_WORKS_MS };
  return outcome === 'ended' ? undefined : outcome;
}

type Outcome = 'ended' | { againInMs: number };

async function stepOrReason(shopId: bigint, runId: bigint, now: Date): Promise<Outcome> {
  const run = await findReconcile(shopId, runId);
  if (!run || run.status !== 'running') return 'ended';
  let points = 0;
  try {
    if ((await findShop(shopId))?.status !== 'installed') {
      await endReconcile(shopId, runId, 'uninstalled', now);
      return 'ended';
    }
    return await advance(shopId, run, adminClient(shopId, { priority: 'background', onCost: (cost) => (points += cost) }), now);
  } catch (error) {
    return await onFailure(shopId, runId, error, now);
  } finally {
    await addPoints(shopId, runId, points);
  }
}

async function onFailure(shopId: bigint, runId: bigint, error: unknown, now: Date): Promise<Outcome> {
  const reason = failureOf(error);
  if (reason && reason !== 'bulk_failed' && reason !== 'bulk_canceled') {
    logger.error({ shopId, runId, reason, err: error }, 'a comparison with the store has failed');
    await endReconcile(shopId, runId, reason, now);
    return 'ended';
  }
  if (isTerminal(error)) throw error;
  logger.warn({ shopId, runId, err: error }, 'the store cannot be reached; the comparison goes on later');
  return { againInMs: AFTER_OUTAGE_MS };
}

async function advance(shopId: bigint, run: ReconcileRun, admin: AdminClient, now: Date): Promise<Outcome> {
  if (run.parts.some((part) => part.step === 'waiting')) {
    // What has been received and not applied yet is late, and not lost.
    if (now.getTime() - run.startedAt.getTime() < INBOX_PATIENCE_MS && (await isInboxBehind(shopId))) return { againInMs: WHILE_INBOX_IS_BEHIND_MS };
    await begin(shopId, run, admin);
    return { againInMs: 0 };
  }
  const part = run.parts.find((one) => one.step !== 'done');
  if (!part) {
    await endReconcile(shopId, run.id, null, now);
    logger.info({ shopId, runId: run.id, points: run.points }, 'the store has been compared');
    return 'ended';
  }
  const work = { key: { shopId, runId: run.id, kind: part.kind }, run, part, admin, now };
  const step = await stepOf(work);
  await recount(work.key);
  if (step.next !== 'failed') return { againInMs: step.next === 'wait' ? Math.round(step.againInMs) : 0 };
  await endReconcile(shopId, run.id, step.reason, now);
  return 'ended';
}

/** One question to the store says for each kind whether there is anything to look at. */
async function begin(shopId: bigint, run: ReconcileRun, admin: AdminClient): Promise<void> {
  const figures = await readFigures(admin, run);
  const beginnings = run.parts.map(async (part) => {
    const { total, changed, newest } = figures[part.kind];
    const isChanged = changed > 0 || (newest !== null && (await newestDiffers(shopId, part.kind, newest)));
    return { kind: part.kind, step: firstStep(part, changed, isChanged), storeTotal: total };
  });
  await beginParts(shopId, run.id, await Promise.all(beginnings));
}

function firstStep(part: ReconcilePart, changed: number, isChanged: boolean): 'sweep' | 'changes' | 'mending' {
  if (part.since === null || changed > PAGED_MAX) return 'sweep';
  // What the last run could not repair may be waiting even if nothing has changed.
  return isChanged ? 'changes' : 'mending';
}

function stepOf(work: PartWork): Promise<Step> {
  switch (work.part.step) {
    case 'changes':
      return compareNextPage(work);
    case 'sweep':
      return sweepFurther(work);
    case 'counting':
      return count(work);
    default:
      return mendFurther(work);
  }
}

/** Totals that disagree for no known reason mean that something was lost before this run's stretch of time, or deleted. */
async function count({ key, run, part }: PartWork): Promise<Step> {
  const ours = await countOurs(key.shopId, key.kind, run.until);
  const isComparable: boolean = part.swept || (await canBeCounted(key.shopId, key.kind));
  const agrees = part.swept || !isComparable || (part.storeTotal ?? 0) - ours === (await explainedGap(key.shopId, key.kind));
  await setStep(key, agrees ? 'done' : 'sweep', { ourTotal: BigInt(ours) });
  return { next: 'again' };
}

const canBeCounted = async (shopId: bigint, kind: ReconcileKind): Promise<boolean> => kind !== 'orders' || seesAllOrders(shopId);
