import { z } from 'zod';
import { logger } from '~/config/logger.server';
import { beginRun, heldMembers, noteDone, RUN_STEPS, saveRun, type BulkRun, type RunOperation, type RunStep } from '~/domain/loyalty/projection/index.server';
import { gid, idFromGid } from '~/domain/shared/ids';
import { isTerminal, type AdminClient } from '../admin/index.server';
import { AddTagsDocument, DeleteMetafieldsDocument, RemoveTagsDocument, SetMetafieldsDocument } from '../graphql/generated/documents';
import { FileExpired } from '../import/bulk-file.server';
import { BrokenFile } from '../import/bulk-line';
import { readBulkOperation } from '../import/bulk-operation.server';
import { findBulkMutation, named, readAnswers, startBulkMutation, uploadVariables } from './bulk-mutation.server';
import { METAFIELDS_MAX, metafieldsOf, removedOf, toldOf, type PlannedMember } from './write-members.server';

const DOCUMENTS: Record<RunStep, string> = {
  removeTags: RemoveTagsDocument,
  addTags: AddTagsDocument,
  remove: DeleteMetafieldsDocument,
  set: SetMetafieldsDocument,
};
const WHILE_STORE_IS_BUSY_MS = 10_000;
/** A request that began a bulk operation and was not answered has been carried out by then, or will not be. */
const LOST_AFTER_MS = 120_000;

/** Begins to tell the store of many members at once. */
export async function beginBulk(shopId: bigint, members: readonly PlannedMember[]): Promise<void> {
  const planned = members.map((one) => {
    const { addTags, removeTags } = one.change;
    const steps = { removeTags, addTags, remove: removedOf(one), set: metafieldsOf(one) };
    const left = RUN_STEPS.filter((step) => steps[step].length > 0);
    const told = toldOf(one, null);
    if (!told) throw new Error('Somebody who is not there is not told of in bulk.');
    const { customerId, changes, readAt } = one.task;
    return { customerId, changes, readAt, plan: { told, ...steps, left } };
  });
  await beginRun(shopId, planned);
}

/** Takes a run one step further, from wherever it stands: files are uploaded, bulk operations begun and waited for, their answers read. @returns whether all of it is done. */
export async function advanceBulk(shopId: bigint, admin: AdminClient, run: BulkRun, now: Date): Promise<boolean> {
  let againInMs: number | null = null;
  for (const operation of run.operations) {
    const waitMs = await advanceOperation({ shopId, admin, run, operation, now });
    if (waitMs !== null) againInMs = Math.min(againInMs ?? waitMs, waitMs);
    await saveRun(shopId, run, againInMs ?? 0);
  }
  return run.operations.every(({ state }) => state === 'read');
}

interface Work {
  shopId: bigint;
  admin: AdminClient;
  run: BulkRun;
  operation: RunOperation;
  now: Date;
}

/** @returns after how many milliseconds to look again; `null` when nothing is left to be done. */
async function advanceOperation(work: Work): Promise<number | null> {
  const { operation } = work;
  if (operation.state === 'read') return null;
  try {
    return await { waiting: start, starting: findAgain, running: look }[operation.state](work);
  } catch (error) {
    const isRefused = operation.state !== 'running' && isTerminal(error);
    logger[isRefused ? 'error' : 'warn']({ shopId: work.shopId, runId: work.run.id, step: operation.step, err: error }, 'a bulk mutation could not go on');
    // Then its members are told of by calls.
    if (isRefused) operation.state = 'read';
    return WHILE_STORE_IS_BUSY_MS;
  }
}

const nameOf = ({ run, operation: { step } }: Work): string => `Run${run.id}_${step}`;

async function start(work: Work): Promise<number> {
  const { shopId, admin, run, operation } = work;
  const path = await uploadVariables(admin, await linesOf(shopId, run.id, operation.step));
  Object.assign(operation, { state: 'starting', at: new Date().toISOString() });
  await saveRun(shopId, run, 0);
  const bulkId = await startBulkMutation(admin, named(DOCUMENTS[operation.step], nameOf(work)), path);
  Object.assign(operation, bulkId === null ? { state: 'waiting' } : { state: 'running', bulkId });
  return bulkId === null ? WHILE_STORE_IS_BUSY_MS : 0;
}

/** Its answer was lost: the store knows whether it has begun. */
async function findAgain(work: Work): Promise<number> {
  const { admin, operation } = work;
  const bulkId = await findBulkMutation(admin, nameOf(work));
  if (bulkId !== null) Object.assign(operation, { state: 'running', bulkId });
  else if (Date.now() - Date.parse(operation.at ?? '') > LOST_AFTER_MS) operation.state = 'waiting';
  else return WHILE_STORE_IS_BUSY_MS;
  return 0;
}

async function look({ shopId, admin, run, operation, now }: Work): Promise<number | null> {
  const bulk = await readBulkOperation(admin, operation.bulkId ?? '', now);
  if (bulk.state === 'preparing') return bulk.againInMs;
  const url = bulk.state === 'ready' ? bulk.url : bulk.state === 'failed' ? bulk.partialUrl : null;
  if (url) await readDone(shopId, run.id, operation.step, url);
  if (bulk.state !== 'ready') logger.warn({ shopId, runId: run.id, step: operation.step, state: bulk.state }, 'a bulk mutation has not come to its end');
  operation.state = 'read';
  return null;
}

async function linesOf(shopId: bigint, runId: bigint, step: RunStep): Promise<string[]> {
  const lines: string[] = [];
  let metafields: unknown[] = [];
  const flush = () => {
    if (metafields.length > 0) lines.push(JSON.stringify({ metafields }));
    metafields = [];
  };
  let after = -1n;
  for (let some = await heldMembers(shopId, runId, step, after); some.length > 0; some = await heldMembers(shopId, runId, step, after)) {
    for (const { customerId, plan } of some) {
      if (step === 'set' || step === 'remove') {
        if (metafields.length + plan[step].length > METAFIELDS_MAX) flush();
        metafields.push(...plan[step]);
      } else lines.push(JSON.stringify({ id: gid('Customer', customerId), tags: plan[step] }));
      after = customerId;
    }
  }
  flush();
  return lines;
}

const node = z.object({ node: z.object({ id: z.string() }).nullable() });
const answer = z.object({
  data: z
    .object({
      tagsAdd: node.nullish(),
      tagsRemove: node.nullish(),
      metafieldsDelete: z.object({ deletedMetafields: z.array(z.object({ ownerId: z.string() }).nullable()).nullish() }).nullish(),
      metafieldsSet: z
        .object({ metafields: z.array(z.object({ key: z.string(), compareDigest: z.string(), owner: z.object({ id: z.string() }) })).nullish() })
        .nullish(),
    })
    .nullish(),
});

/** Notes whom the answers of a bulk mutation name. Whom they do not name, it did not come off with. */
async function readDone(shopId: bigint, runId: bigint, step: RunStep, url: string): Promise<void> {
  const done = new Map<string, Record<string, string>>();
  try {
    for await (const line of readAnswers(url)) {
      const { data } = answer.parse(line);
      const tagged = (data?.tagsAdd ?? data?.tagsRemove)?.node;
      if (tagged) done.set(tagged.id, {});
      for (const removed of data?.metafieldsDelete?.deletedMetafields ?? []) if (removed) done.set(removed.ownerId, {});
      for (const { key, compareDigest, owner } of data?.metafieldsSet?.metafields ?? []) done.set(owner.id, { ...done.get(owner.id), [key]: compareDigest });
    }
  } catch (error) {
    // Those whom it would have named are asked about.
    if (!(error instanceof BrokenFile || error instanceof FileExpired)) throw error;
  }
  await noteDone(
    shopId,
    runId,
    step,
    [...done].map(([id, digests]) => ({ customerId: idFromGid(id, 'Customer'), digests })),
  );
}
