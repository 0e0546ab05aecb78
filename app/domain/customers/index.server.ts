export { applyCustomers } from './apply-customers.store.server';
export { destroyContacts, openForPerson, readContacts, sealForPerson } from './contact-vault.store.server';
export { markCustomerDeleted, mergeCustomers } from './departures.store.server';
export { applyConsent, applyStoreFigures, type ConsentChange, type StoreFigures } from './facts.store.server';
export { recomputeSums, recordEvents, redactedAmong, stubCustomers, survivorsOf } from './references.store.server';
export { applyTags, type TagChange } from './tags.store.server';
