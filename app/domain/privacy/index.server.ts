export { flushAccessLog, noteAccess } from './access-log.server';
export { listAccess } from './access-log.store.server';
export { noteDownload, readExport } from './export-customer.store.server';
export { meetRequest } from './meet-request.server';
export { isBeingErased } from './redact-shop.store.server';
export { requestCompliance } from './requests.store.server';
export { countWaitingRequests, listPrivacyRequests } from './request-list.store.server';
export { sweepEveryShop, sweepShop } from './retention.store.server';
export { retentionOf } from './retention';
