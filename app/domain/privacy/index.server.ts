export { readExport } from './export-customer.store.server';
export { meetRequest } from './meet-request.server';
export { isBeingErased } from './redact-shop.store.server';
export { requestCompliance } from './requests.store.server';
export { listPrivacyRequests } from './request-list.store.server';
