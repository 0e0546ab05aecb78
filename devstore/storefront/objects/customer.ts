import type { Customer } from '../../state/model.ts';
import { listOrdersOfCustomer } from '../../state/read.ts';
import { toHundredths } from '../liquid/money.ts';
import type { Visit } from '../visit.ts';
import { lazyMetafields } from './metafields.ts';
import { addressObject, orderObject } from './order.ts';

/** The latest orders that `customer.orders` gives. */
const ordersShown = 50;

/** `customer`; orders and metafields are read when a template asks for them. Money is in the shop's currency. */
export function customerObject(customer: Customer, visit: Visit) {
  const { pool } = visit.ctx;
  let orders: Promise<ReturnType<typeof orderObject>[]> | undefined;
  const readOrders = () =>
    (orders ??= listOrdersOfCustomer(pool, visit.domain, customer.id, ordersShown).then((found) => found.map((order) => orderObject(order, visit))));
  const standard = customer.addresses.find((address) => address.id === customer.defaultAddressId) ?? null;
  return {
    id: customer.id,
    first_name: customer.firstName,
    last_name: customer.lastName,
    name: [customer.firstName, customer.lastName].filter(Boolean).join(' '),
    email: customer.email,
    phone: customer.phone,
    tags: customer.tags,
    has_account: customer.state === 'ENABLED',
    accepts_marketing: customer.emailConsent.state === 'SUBSCRIBED',
    orders_count: customer.ordersCount,
    total_spent: toHundredths(customer.amountSpent, visit.store.currency),
    tax_exempt: customer.taxExempt,
    orders: readOrders,
    last_order: () => readOrders().then((found) => found[0] ?? null),
    addresses: customer.addresses.map(addressObject),
    addresses_count: customer.addresses.length,
    default_address: addressObject(standard),
    metafields: lazyMetafields(pool, visit.domain, 'CUSTOMER', customer.id),
    'b2b?': false,
    'has_avatar?': false,
    store_credit_account: { balance: toHundredths(customer.storeCredit, visit.store.currency), currency: { iso_code: visit.store.currency } },
  };
}
