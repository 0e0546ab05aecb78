import { logger } from '~/config/logger.server';
import { findRun, notePhaseRequested, runOfBulk, setRunPhase, withRunLock } from '~/domain/imports/index.server';
import type { ImportPhase, ImportRun } from '~/domain/imports/model';
import { gid } from '~/domain/shared/ids';
import { getShop } from '~/domain/shops/index.server';
import type { Shop } from '~/domain/shops/model';
import { adminClient, isTerminal, type AdminClient } from '../admin/index.server';
import { advancePhase, type Step } from './advance-phase.server';
import { startBulkQuery } from './bulk-operation.server';
import { endImport } from './end-import.server';
import { failureOf } from './failure-of';
import { sourceOf } from './phase-sources.server';

const AFTER_OUTAGE_MS = 30_000;
const WHILE_STORE_IS_BUSY_MS = 10_000;
const WHILE_ANOTHER_WORKS_MS = 5000;

/**
 * Takes a shop's import one step further, from wherever it stands. Called again and again until it has nothing left to
 * do; a kill in between costs what was not committed yet, and nothing more.
 * @returns when to call again; nothing when the run has ended.
 */
export async function advanceImport(shopId: bigint, runId: bigint, now: Date): Promise<{ againInMs: number } | void> {
  const step = await withRunLock(shopId, runId, () => stepOrReason(shopId, runId, now));
  if (step === null) return { againInMs: WHILE_ANOTHER_WORKS_MS };
  if (step.next === 'wait') return { againInMs: Math.round(step.againInMs) };
  if (step.next !== 'ended') return { againInMs: 0 };
}

/** A bulk operation has ended: if an import waits for it, it goes on at once, and as long as there is something to read. */
export async function onBulkFinished(shopId: bigint, bulkId: bigint, now: Date): Promise<{ againInMs: number } | void> {
  const runId = await runOfBulk(shopId, gid('BulkOperation', bulkId));
  const again = runId !== null && (await advanceImport(shopId, runId, now));
  // From here on the run's own job, which looks after it anyway, is enough.
  if (again && again.againInMs === 0) return again;
}

async function stepOrReason(shopId: bigint, runId: bigint, now: Date): Promise<Step> {
  const run = await findRun(shopId, runId);
  if (!run || run.status !== 'running') return { next: 'ended' };
  try {
    const shop = await getShop(shopId);
    if (shop.status !== 'installed') {
      await endImport(shopId, runId, 'uninstalled', now);
      return { next: 'ended' };
    }
    return await advance(shop, run, now);
  } catch (error) {
    const reason = failureOf(error);
    if (reason) {
      logger.warn({ shopId, runId, reason, err: error }, 'an import cannot go on');
      await endImport(shopId, runId, reason, now);
      return { next: 'ended' };
    }
    if (isTerminal(error)) throw error;
    logger.warn({ shopId, runId, err: error }, 'the store cannot be reached; the import goes on later');
    return { next: 'wait', againInMs: AFTER_OUTAGE_MS };
  }
}

async function advance(shop: Shop, run: ImportRun, now: Date): Promise<Step> {
  const { shopId } = shop;
  const admin = adminClient(shopId, { priority: 'background' });
  await requestWaiting(shop, run, admin);
  const phase = run.phases.find((one) => one.status !== 'done');
  if (!phase) {
    await endImport(shopId, run.id, null, now);
    return { next: 'ended' };
  }
  if (run.phase !== phase.phase) await setRunPhase(shopId, run.id, phase.phase);
  if (!isRequested(phase)) return { next: 'wait', againInMs: WHILE_STORE_IS_BUSY_MS };
  return advancePhase({ shopId, runId: run.id, phase, source: sourceOf(phase.phase, shop), admin, now });
}

const isRequested = (phase: ImportPhase): phase is ImportPhase & { bulkId: string } => phase.bulkId !== null;

/**
 * Asks for the files of all phases at once, so that the store prepares the later ones while the earlier are read. What
 * changes in the meantime comes by webhook, and the newer version wins.
 */
async function requestWaiting(shop: Shop, run: ImportRun, admin: AdminClient): Promise<void> {
  for (const phase of run.phases) {
    if (phase.status !== 'waiting') continue;
    const bulkId = await startBulkQuery(admin, sourceOf(phase.phase, shop).document);
    if (bulkId === null) return;
    await notePhaseRequested({ shopId: shop.shopId, runId: run.id, phase: phase.phase }, bulkId);
    Object.assign(phase, { bulkId, status: 'requested', attempts: phase.attempts + 1, applied: 0, lines: 0, byteOffset: 0 });
  }
}
