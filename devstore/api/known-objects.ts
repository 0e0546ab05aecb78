import type { Objects } from './api.ts';
import { ordersOfCustomer } from './queries/orders.ts';
import { Customer } from './types/customer.ts';
import { OrderObject } from './types/order.ts';
import { ProductObject } from './types/product.ts';

export const knownObjects: Objects = {
  order: (doc, api) => new OrderObject(doc, api),
  customer: (doc, api) => new Customer(doc, api),
  product: (doc, api) => new ProductObject(doc, api),
  ordersOfCustomer: (customerId, args, api) => ordersOfCustomer(api, customerId, args),
};
