import type { Customer, Consent, Store } from '../../state/model.ts';
import { formatMinor } from '../../state/money.ts';
import { exact, gid, type WireObject } from '../wire.ts';
import { customerAddress } from './address.ts';
import { need, type Serializer } from './documents.ts';
import { localTime, localTimeOrNull } from './time.ts';

/** The customer as an order carries it: without the address book. Since 2025-01 without tags, consents and totals. */
export function customerInOrder(customer: Customer, store: Store): WireObject {
  const home = customer.addresses.find((address) => address.id === customer.defaultAddressId);
  return {
    id: exact(customer.id),
    created_at: localTime(customer.createdAt, store),
    updated_at: localTime(customer.updatedAt, store),
    first_name: customer.firstName,
    last_name: customer.lastName,
    state: customer.state.toLowerCase(),
    note: customer.note,
    verified_email: customer.verifiedEmail,
    multipass_identifier: null,
    tax_exempt: customer.taxExempt,
    email: customer.email,
    phone: customer.phone,
    currency: store.currency,
    tax_exemptions: [],
    admin_graphql_api_id: gid('Customer', customer.id),
    ...(home && { default_address: customerAddress(home, customer) }),
  };
}

/** `customers/create`, `update`, `enable`, `disable`. */
export const customerPayload: Serializer<'customers/create'> = ({ store, payload }) => {
  const customer = need(payload.customer, 'customer');
  return { ...customerInOrder(customer, store), addresses: customer.addresses.map((address) => customerAddress(address, customer)) };
};

/** `customers/delete`. */
export const customerDeleted: Serializer<'customers/delete'> = ({ subjectId }) => ({
  id: exact(subjectId),
  tax_exemptions: [],
  admin_graphql_api_id: gid('Customer', subjectId),
});

const consent = (given: Consent, store: Store): WireObject => ({
  state: given.state.toLowerCase(),
  opt_in_level: given.optInLevel?.toLowerCase() ?? null,
  consent_updated_at: localTimeOrNull(given.updatedAt, store),
});

/** `customers_email_marketing_consent/update`. */
export const emailConsentPayload: Serializer<'customers_email_marketing_consent/update'> = ({ store, payload: { customer } }) => {
  return { customer_id: exact(customer.id), email_address: customer.email, email_marketing_consent: consent(customer.emailConsent, store) };
};

/** `customers_marketing_consent/update`, which is about text messages. */
export const smsConsentPayload: Serializer<'customers_marketing_consent/update'> = ({ store, payload: { customer } }) => {
  return { id: exact(customer.id), phone: customer.phone, sms_marketing_consent: { ...consent(customer.smsConsent, store), consent_collected_from: 'other' } };
};

/** `customer.tags_added` and `customer.tags_removed`. */
export const customerTagsPayload: Serializer<'customer.tags_added'> = ({ payload, occurredAt }) => ({
  customerId: gid('Customer', payload.customerId),
  tags: payload.tags,
  occurredAt,
});

/** `customers/merge`. */
export const customersMerged: Serializer<'customers/merge'> = ({ payload }) => ({
  admin_graphql_api_customer_kept_id: gid('Customer', payload.keptId),
  admin_graphql_api_customer_deleted_id: gid('Customer', payload.deletedId),
  admin_graphql_api_job_id: null,
  status: 'completed',
  errors: [],
});

/** `customers/purchasing_summary`. */
export const purchasingSummary: Serializer<'customers/purchasing_summary'> = ({ store, payload: { customer }, occurredAt }) => {
  return {
    customerId: gid('Customer', customer.id),
    numberOfOrders: customer.ordersCount,
    amountSpent: { amount: formatMinor(customer.amountSpent, store.currency), currencyCode: store.currency },
    lastOrderId: customer.lastOrderId && gid('Order', customer.lastOrderId),
    occurredAt,
  };
};
