export { applyInboxBatch } from './apply-inbox-batch.server';
export { drainBatch, insertDelivery, type Delivery, type PendingDelivery, type Settled } from './inbox.store.server';
