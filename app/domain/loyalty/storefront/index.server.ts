export { finishStorefront, planStorefront, postponeStorefront, shopsWithStorefront, withStorefrontLock } from './storefront.store.server';
