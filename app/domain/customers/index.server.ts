export { applyCustomers, storeCustomers } from './apply-customers.store.server';
export { customerPreparer } from './prepare-customers.store.server';
export { identityKeys } from './identity-keys';
export {
  countryOfShop,
  destroyContacts,
  ensurePersonKey,
  openForPerson,
  readContacts,
  readOwnContacts,
  readWholeContacts,
  sealForPerson,
} from './contact-vault.store.server';
export { markCustomerDeleted } from './departures.store.server';
export { mergeCustomers } from './merge.store.server';
export { unmergeCustomers } from './unmerge.store.server';
export { membersOf, survivorOf, survivorsOf, wholePerson } from './person-group.store.server';
export { applyConsent, applyStoreFigures } from './facts.store.server';
export { rereadIncomplete } from './incomplete-customers.store.server';
export { recomputeSums, recordEvents, standingOf, stubCustomers } from './references.store.server';
export { applyTags } from './tags.store.server';
export { holdersOfTags } from './own-tags.store.server';
export { getBulkAction, requestBulkTags, undoBulkAction } from './bulk-actions.server';
export { finishBulkAction, planItems, recordOutcomes, waitingItems, type BulkItem, type BulkOutcome } from './bulk-action.store.server';
export { tagsInUse, tagsOfCustomers } from './customer-list.store.server';
export { countCustomersOf, customerTimeline, eachCustomer, everyoneIn, getCustomer, listCustomers, briefsOf, namesOf } from './customer-pages.server';
export { findPeople } from './find-people.store.server';
export { identifyCustomer } from './identify.store.server';
export { foundBy, searchTokens } from './search.store.server';
export { removeCustomers } from './remove-customers.store.server';
export {
  attachOrders,
  orderContacts,
  dropClaims,
  findClaims,
  guestOrdersBearing,
  noteClaims,
  noteStrangeContacts,
  ordersOfVerifiedAddress,
  type OrderContact,
} from './guest-orders.store.server';
