export { applyInboxBatch } from './apply-inbox-batch.server';
export { InboxBusy, isInboxBehind } from './group-commit.store.server';
export { drainBatch, insertDelivery } from './inbox.store.server';
