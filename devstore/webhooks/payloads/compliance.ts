import type { Customer } from '../../state/model.ts';
import { exact, type WireObject } from '../wire.ts';
import { need, type Serializer } from './documents.ts';

const person = (customer: Customer): WireObject => ({ id: exact(customer.id), email: customer.email, phone: customer.phone });

/** `customers/data_request`. */
export const dataRequested: Serializer = ({ store, documents }) => ({
  shop_id: exact(store.id), shop_domain: store.domain, customer: person(need(documents.customer, 'customer')),
  orders_requested: (documents.orderIds ?? []).map(exact), data_request: { id: exact(need(documents.dataRequestId, 'dataRequestId')) },
});

/** `customers/redact`. */
export const customerRedacted: Serializer = ({ store, documents }) => ({
  shop_id: exact(store.id), shop_domain: store.domain, customer: person(need(documents.customer, 'customer')), orders_to_redact: (documents.orderIds ?? []).map(exact),
});

/** `shop/redact`. */
export const shopRedacted: Serializer = ({ store }) => ({ shop_id: exact(store.id), shop_domain: store.domain });
