export { applyCollections, applyDiscounts, applyProducts } from './apply-catalog.store.server';
export { applyRedeemCodes, markCollectionDeleted, markDiscountDeleted, markProductDeleted } from './departures.store.server';
export { unknownProducts } from './unknown-products.store.server';
export { countProductsOf, eachProduct, getProduct, listProducts } from './product-pages.server';
