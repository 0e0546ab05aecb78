export { applyOrders, storeOrders } from './apply-orders.store.server';
export { orderPreparer } from './prepare-orders.store.server';
export { latestOrderOf } from './latest-order.store.server';
export { applyCheckouts, applyTransactions, markOrderDeleted, ordersLacking } from './order-facts.store.server';
export { countOrdersOf, eachOrder, getOrder, listOrders } from './order-pages.server';
export { orderNames } from './order-names.store.server';
export { rebuildProductSales } from './product-sales.store.server';
export { readLocalOrders, removeOrders } from './local-orders.store.server';
