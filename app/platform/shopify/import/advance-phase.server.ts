import { logger } from '~/config/logger.server';
import { notePhaseDone, notePhasePrepared, notePhaseReadable, notePhaseWaiting } from '~/domain/imports/index.server';
import type { ImportFailure, ImportPhase } from '~/domain/imports/model';
import type { AdminClient } from '../admin/index.server';
import { FileExpired } from './bulk-file.server';
import { BrokenFile } from './bulk-line';
import { readBulkOperation, type BulkState } from './bulk-operation.server';
import { endImport } from './end-import.server';
import type { PhaseSource } from './phase-sources.server';
import { readPhase } from './read-phase.server';

/** What has become of a phase by one step; `wait` says for how long there is nothing to do. */
export type Step = { next: 'done' | 'again' | 'ended' } | { next: 'wait'; againInMs: number };

/** How often a file is asked for until the run gives up. */
const REQUESTS_MAX = 5;
/** Before a file is asked for again; doubles each time. */
const ASK_AGAIN_AFTER_MS = 5000;
/** A slice of reading, after which the job goes back to the queue: others get their turn, and a stopping worker need not wait long. */
const SLICE_MS = 15_000;

export interface PhaseWork {
  shopId: bigint;
  runId: bigint;
  phase: ImportPhase & { bulkId: string };
  source: PhaseSource;
  admin: AdminClient;
  now: Date;
}

/** Takes a phase whose file has been asked for one step further. */
export async function advancePhase(work: PhaseWork): Promise<Step> {
  const bulk = await readBulkOperation(work.admin, work.phase.bulkId, work.now);
  const key = keyOf(work);
  switch (bulk.state) {
    case 'preparing':
      await notePhasePrepared(key, bulk.roots);
      return { next: 'wait', againInMs: bulk.againInMs };
    case 'empty':
      await notePhaseDone(key, work.now);
      return { next: 'done' };
    case 'ready':
    case 'failed':
      return bulk.state === 'ready' || wantsPartial(work.phase, bulk) ? read(work, bulk) : askAgain(work, bulk.denied ? 'access_denied' : 'bulk_failed');
    case 'canceled':
      return askAgain(work, 'bulk_canceled');
    case 'lost':
      return askAgain(work, 'file_incomplete');
  }
}

const keyOf = ({ shopId, runId, phase }: PhaseWork) => ({ shopId, runId, phase: phase.phase });

/** What a failed operation left is worth reading when the whole could not be had after all tries. */
const wantsPartial = (phase: ImportPhase, bulk: Extract<BulkState, { state: 'failed' }>) =>
  bulk.partialUrl !== null && !bulk.denied && phase.attempts >= REQUESTS_MAX;

async function read(work: PhaseWork, bulk: Extract<BulkState, { state: 'ready' | 'failed' }>): Promise<Step> {
  const { phase, source, now } = work;
  const key = keyOf(work);
  const announced = bulk.state === 'ready' ? bulk.announced : null;
  const url = bulk.state === 'ready' ? bulk.url : (bulk.partialUrl ?? '');
  if (phase.status === 'requested') await notePhaseReadable(key, { total: announced?.rootObjectCount ?? null, partial: announced === null }, now);
  try {
    const outcome = await readPhase({ key, bulkId: phase.bulkId, source, url, announced, mark: phase }, SLICE_MS);
    if (outcome === 'more') return { next: 'again' };
    if (outcome === 'overtaken') return { next: 'wait', againInMs: 5000 };
  } catch (error) {
    if (!(error instanceof BrokenFile || error instanceof FileExpired)) throw error;
    logger.warn({ shopId: work.shopId, runId: work.runId, phase: phase.phase, attempt: phase.attempts, err: error }, 'an import file was no good');
    return askAgain(work, 'file_incomplete');
  }
  if (announced === null) return end(work, 'bulk_failed');
  await notePhaseDone(key, now);
  return { next: 'done' };
}

async function askAgain(work: PhaseWork, reason: ImportFailure): Promise<Step> {
  if (reason === 'access_denied' || work.phase.attempts >= REQUESTS_MAX) return end(work, reason);
  await notePhaseWaiting(keyOf(work));
  return { next: 'wait', againInMs: ASK_AGAIN_AFTER_MS * 2 ** (work.phase.attempts - 1) };
}

async function end({ shopId, runId, phase, now }: PhaseWork, reason: ImportFailure): Promise<Step> {
  logger.warn({ shopId, runId, phase: phase.phase, reason }, 'an import cannot go on');
  await endImport(shopId, runId, reason, now);
  return { next: 'ended' };
}
