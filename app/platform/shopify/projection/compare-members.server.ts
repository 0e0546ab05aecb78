import { z } from 'zod';
import { logger } from '~/config/logger.server';
import {
  addDriftPoints,
  commitSeen,
  databaseTime,
  endDrift,
  noteFileAsked,
  postponeDrift,
  runningDrift,
  type RunningDrift,
  type SeenCustomer,
} from '~/domain/loyalty/projection/index.server';
import type { DriftFailure } from '~/domain/loyalty/projection/model';
import { findShop } from '~/domain/shops/index.server';
import { adminClient, isTerminal, type AdminClient } from '../admin/index.server';
import { BulkMembershipsDocument } from '../graphql/generated/documents';
import { FileExpired, openBulkFile } from '../import/bulk-file.server';
import { BrokenFile } from '../import/bulk-line';
import { readBulkOperation, startBulkQuery, type BulkState } from '../import/bulk-operation.server';
import { isWhole } from '../import/completeness';
import { failureOf } from '../import/failure-of';
import { rootBatches } from '../import/root-batches';
import type { Shape } from '../import/root-grouper';
import { gidText, text } from '../mapping/rest-fields';

/** How often a file is asked for until the comparison gives up. */
const REQUESTS_MAX = 3;
const ASK_AGAIN_AFTER_MS = 10_000;
const WHILE_STORE_IS_BUSY_MS = 10_000;
const AFTER_OUTAGE_MS = 30_000;
/** After so long other shops have their turn. */
const STRETCH_MS = 5000;
const FLAT: Shape = {
  connections: {},
  connectionOf: () => {
    throw new BrokenFile('A customer of this file has nothing under it.');
  },
};

const value = z
  .object({ value: z.string() })
  .nullable()
  .transform((field) => field?.value ?? null);
const customer = z
  .object({ id: gidText, tags: z.array(text), tier: value, points_balance: value, loyalty: value })
  .transform(({ id, tags, ...values }): SeenCustomer => ({ id, tags, values }));

interface Work {
  shopId: bigint;
  run: RunningDrift;
  admin: AdminClient;
  now: Date;
}

/**
 * Takes the comparison of all customers with what the store was told one step further: its file is asked for (some 20 points, however
 * many there are), waited for, read. @returns whether it can go on at once.
 */
export async function compareMembers(shopId: bigint, now: Date): Promise<boolean> {
  const run = await runningDrift(shopId);
  if (!run) return false;
  let points = 0;
  const admin = adminClient(shopId, { priority: 'background', onCost: (cost) => (points += cost) });
  try {
    if ((await findShop(shopId))?.status !== 'installed') return await end({ shopId, run, admin, now }, 'uninstalled');
    return await step({ shopId, run, admin, now });
  } catch (error) {
    return await onFailure({ shopId, run, admin, now }, error);
  } finally {
    if (points > 0) await addDriftPoints(shopId, run.id, points);
  }
}

async function onFailure(work: Work, error: unknown): Promise<boolean> {
  const reason = failureOf(error);
  if (reason && reason !== 'bulk_failed' && reason !== 'bulk_canceled') return end(work, reason);
  // A fault of ours is tried again as well: the run would otherwise stand still unseen.
  logger[isTerminal(error) ? 'error' : 'warn']({ shopId: work.shopId, runId: work.run.id, err: error }, 'members could not be compared now');
  return wait(work, AFTER_OUTAGE_MS);
}

async function end({ shopId, run, now }: Work, error: DriftFailure | null): Promise<false> {
  await endDrift(shopId, run.id, error, now);
  logger[error ? 'error' : 'info']({ shopId, runId: run.id, reason: error }, 'members have been compared with the store');
  return false;
}

async function wait({ shopId, run }: Work, ms: number): Promise<false> {
  await postponeDrift(shopId, run.id, ms);
  return false;
}

async function step(work: Work): Promise<boolean> {
  const { shopId, run, admin, now } = work;
  if (run.bulkId === null) {
    if (run.attempts >= REQUESTS_MAX) return end(work, 'file_incomplete');
    const at = await databaseTime(shopId);
    const bulkId = await startBulkQuery(admin, BulkMembershipsDocument);
    if (bulkId === null) return wait(work, WHILE_STORE_IS_BUSY_MS);
    await noteFileAsked(shopId, run.id, { bulkId, at });
    return true;
  }
  const bulk = await readBulkOperation(admin, run.bulkId, now);
  switch (bulk.state) {
    case 'preparing':
      return wait(work, bulk.againInMs);
    case 'empty':
      return end(work, null);
    case 'ready':
      return readFile(work, bulk);
    default:
      return bulk.state === 'failed' && bulk.denied ? end(work, 'access_denied') : askAgain(work);
  }
}

async function askAgain(work: Work): Promise<false> {
  await noteFileAsked(work.shopId, work.run.id, null);
  return wait(work, ASK_AGAIN_AFTER_MS * work.run.attempts);
}

async function readFile(work: Work, bulk: Extract<BulkState, { state: 'ready' }>): Promise<boolean> {
  const { shopId, run, now } = work;
  const endsAt = performance.now() + STRETCH_MS;
  const mark = { runId: run.id, byteOffset: run.byteOffset, askedAt: run.askedAt ?? now };
  let roots = run.checked;
  try {
    const file = await openBulkFile(bulk.url, mark.byteOffset);
    try {
      for await (const batch of rootBatches(file.chunks, mark.byteOffset, FLAT)) {
        const customers = batch.roots.map((root) => customer.parse(root.node));
        roots += customers.length;
        if (batch.last && !isWhole(bulk.announced, { bytes: batch.to, lines: roots, roots })) throw new BrokenFile(`The file ends early, at byte ${batch.to}.`);
        if (!(await commitSeen(shopId, mark, { customers, to: batch.to }, now))) return await wait(work, AFTER_OUTAGE_MS);
        mark.byteOffset = batch.to;
        if (batch.last) return await end(work, null);
        if (performance.now() > endsAt) return true;
      }
    } finally {
      file.close();
    }
  } catch (error) {
    if (!(error instanceof BrokenFile || error instanceof FileExpired)) throw error;
  }
  return askAgain(work);
}
