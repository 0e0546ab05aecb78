import type { Customer } from '../../state/model.ts';
import { exact, type WireObject } from '../wire.ts';
import type { Serializer } from './documents.ts';

const person = (customer: Customer): WireObject => ({ id: exact(customer.id), email: customer.email, phone: customer.phone });

/** `customers/data_request`. */
export const dataRequested: Serializer<'customers/data_request'> = ({ store, payload, seq }) => ({
  shop_id: exact(store.id),
  shop_domain: store.domain,
  customer: person(payload.customer),
  orders_requested: payload.orderIds.map(exact),
  data_request: { id: exact(seq) },
});

/** `customers/redact`. */
export const customerRedacted: Serializer<'customers/redact'> = ({ store, payload }) => ({
  shop_id: exact(store.id),
  shop_domain: store.domain,
  customer: person(payload.customer),
  orders_to_redact: payload.orderIds.map(exact),
});

/** `shop/redact`. */
export const shopRedacted: Serializer<'shop/redact'> = ({ store }) => ({ shop_id: exact(store.id), shop_domain: store.domain });
