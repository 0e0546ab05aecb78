export { discardMessages, eachTroubledMessage, isInboxBehind, readInboxHealth, retryMessages, troubledMessages } from './inbox.store.server';
export { readJobsHealth, retryJobs } from './jobs.store.server';
