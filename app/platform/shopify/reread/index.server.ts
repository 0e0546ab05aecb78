export { rereadCollection } from './reread-collection.server';
export { rereadCustomer } from './reread-customer.server';
export { rereadDiscount } from './reread-discount.server';
export { readOrderSnapshot, rereadOrder } from './reread-order.server';
export { rereadProduct } from './reread-product.server';
