export { applyInboxBatch } from './apply-inbox-batch.server';
export { drainBatch, insertDelivery } from './inbox.store.server';
