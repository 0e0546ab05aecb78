import type { AdminClient } from '../admin/index.server';
import { AdminUserError } from '../admin/index.server';
import { ReadBulkOperationDocument, RunBulkQueryDocument } from '../graphql/generated/documents';
import type { Announced } from './completeness';

/** Starts a bulk query. @returns its id, or `null` while the store has as many under way as it allows. @throws AdminUserError when it refuses the query */
export async function startBulkQuery(admin: AdminClient, document: string): Promise<string | null> {
  try {
    const { bulkOperationRunQuery } = await admin.query(RunBulkQueryDocument, { query: document });
    const id = bulkOperationRunQuery?.bulkOperation?.id;
    if (!id) throw new Error('Shopify has started a bulk query and did not say which.');
    return id;
  } catch (error) {
    if (error instanceof AdminUserError && (error.has('LIMIT_REACHED') || error.has('OPERATION_IN_PROGRESS'))) return null;
    throw error;
  }
}

/** How a bulk operation stands. `lost`: there is nothing to be had from it, ask again. */
export type BulkState =
  | { state: 'preparing'; roots: number; againInMs: number }
  | { state: 'ready'; url: string; announced: Announced }
  | { state: 'empty' }
  | { state: 'failed'; partialUrl: string | null; denied: boolean }
  | { state: 'canceled' }
  | { state: 'lost' };

const POLL_MIN_MS = 1000;
const POLL_MAX_MS = 60_000;

export async function readBulkOperation(admin: AdminClient, id: string, now: Date): Promise<BulkState> {
  const { bulkOperation: operation } = await admin.query(ReadBulkOperationDocument, { id });
  if (!operation) return { state: 'lost' };
  const announced = {
    objectCount: Number(operation.objectCount),
    rootObjectCount: Number(operation.rootObjectCount),
    fileSize: operation.fileSize === null ? null : Number(operation.fileSize),
  };
  switch (operation.status) {
    case 'CREATED':
    case 'RUNNING':
    case 'CANCELING': {
      // The longer it has taken, the longer it may take; its webhook usually says so first.
      const ageMs = now.getTime() - Date.parse(operation.createdAt);
      return { state: 'preparing', roots: announced.rootObjectCount, againInMs: Math.min(POLL_MAX_MS, Math.max(POLL_MIN_MS, ageMs / 4)) };
    }
    case 'COMPLETED':
      if (operation.url) return { state: 'ready', url: operation.url, announced };
      return announced.objectCount === 0 ? { state: 'empty' } : { state: 'lost' };
    case 'FAILED':
      return { state: 'failed', partialUrl: operation.partialDataUrl, denied: operation.errorCode === 'ACCESS_DENIED' };
    case 'CANCELED':
      return { state: 'canceled' };
    case 'EXPIRED':
      return { state: 'lost' };
  }
}
