import { commitSwept, noteSweepRequested, seesAllOrders } from '~/domain/reconcile/index.server';
import type { ReconcileKind } from '~/domain/reconcile/model';
import {
  BulkCollectionVersionsDocument,
  BulkCustomerVersionsDocument,
  BulkDiscountVersionsDocument,
  BulkOrderVersionsDocument,
  BulkProductVersionsDocument,
} from '../graphql/generated/documents';
import { FileExpired, openBulkFile } from '../import/bulk-file.server';
import { BrokenFile } from '../import/bulk-line';
import { readBulkOperation, startBulkQuery, type BulkState } from '../import/bulk-operation.server';
import { isWhole } from '../import/completeness';
import { rootBatches } from '../import/root-batches';
import type { Shape } from '../import/root-grouper';
import { storeVersion } from './store-version';
import type { PartWork, Step } from './work';

const DOCUMENTS: Record<ReconcileKind, string> = {
  products: BulkProductVersionsDocument,
  collections: BulkCollectionVersionsDocument,
  discounts: BulkDiscountVersionsDocument,
  customers: BulkCustomerVersionsDocument,
  orders: BulkOrderVersionsDocument,
};
/** How often a file is asked for until the run gives up. */
const REQUESTS_MAX = 3;
const ASK_AGAIN_AFTER_MS = 10_000;
const WHILE_STORE_IS_BUSY_MS = 10_000;
/** A slice of reading, after which the job goes back to the queue. */
const SLICE_MS = 15_000;
const FLAT: Shape = {
  connections: {},
  connectionOf: () => {
    throw new BrokenFile('A record of a sweep has nothing under it.');
  },
};

/** Takes a comparison of every record of a kind one step further: its file is asked for, waited for, read. */
export async function sweepFurther(work: PartWork): Promise<Step> {
  const { key, part, admin, now } = work;
  if (part.bulkId === null) {
    if (part.attempts >= REQUESTS_MAX) return { next: 'failed', reason: 'file_incomplete' };
    const bulkId = await startBulkQuery(admin, DOCUMENTS[key.kind]);
    if (bulkId === null) return { next: 'wait', againInMs: WHILE_STORE_IS_BUSY_MS };
    await noteSweepRequested(key, bulkId);
    return { next: 'again' };
  }
  const bulk = await readBulkOperation(admin, part.bulkId, now);
  switch (bulk.state) {
    case 'preparing':
      return { next: 'wait', againInMs: bulk.againInMs };
    case 'empty':
      return finish(work, [], part.byteOffset, part);
    case 'ready':
      return readFile(work, bulk);
    default:
      return bulk.state === 'failed' && bulk.denied ? { next: 'failed', reason: 'access_denied' } : askAgain(work);
  }
}

async function askAgain({ key, part }: PartWork): Promise<Step> {
  await noteSweepRequested(key, null);
  return { next: 'wait', againInMs: ASK_AGAIN_AFTER_MS * part.attempts };
}

async function readFile(work: PartWork, bulk: Extract<BulkState, { state: 'ready' }>): Promise<Step> {
  const { key, part } = work;
  const startedAt = performance.now();
  let at = { cursor: part.cursor, byteOffset: part.byteOffset };
  let roots = part.checked;
  try {
    const file = await openBulkFile(bulk.url, at.byteOffset);
    try {
      for await (const batch of rootBatches(file.chunks, at.byteOffset, FLAT)) {
        const records = batch.roots.map((root) => storeVersion(key.kind, root.node));
        roots += records.length;
        if (batch.last) {
          if (!isWhole(bulk.announced, { bytes: batch.to, lines: roots, roots })) throw new BrokenFile(`The file ends early, at byte ${batch.to}.`);
          return await finish(work, records, batch.to, at);
        }
        if (!(await commitSwept(key, at, { records, to: batch.to, last: false, until: null }))) return { next: 'wait', againInMs: 5000 };
        at = { cursor: part.cursor, byteOffset: batch.to };
        if (performance.now() - startedAt > SLICE_MS) return { next: 'again' };
      }
    } finally {
      file.close();
    }
  } catch (error) {
    if (!(error instanceof BrokenFile || error instanceof FileExpired)) throw error;
  }
  return askAgain(work);
}

/** Where not all orders are shown, those that are not seen may well be there. */
async function finish(
  { key, run }: PartWork,
  records: ReturnType<typeof storeVersion>[],
  to: number,
  mark: { cursor: string | null; byteOffset: number },
): Promise<Step> {
  const until = key.kind === 'orders' && !(await seesAllOrders(key.shopId)) ? null : run.until;
  const isOurs = await commitSwept(key, mark, { records, to, last: true, until });
  return isOurs ? { next: 'again' } : { next: 'wait', againInMs: 5000 };
}
