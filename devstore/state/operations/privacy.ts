import type { Address, Customer, Order } from '../model.ts';
import type { Id } from '../model/values.ts';
import { customerRows, orderRows } from '../rows.ts';
import { StoreError } from '../errors.ts';
import { getCustomer } from '../read.ts';
import type { Unit } from '../unit.ts';

async function takeWithOrders(unit: Unit, id: Id): Promise<{ customer: Customer; orders: Order[] }> {
  const customer = await getCustomer(unit.client, unit.domain, id, { lock: true });
  if (!customer) throw new StoreError('Customer does not exist.', 'id');
  const { rows } = await unit.client.query<{ doc: Order }>(
    'select doc from devstore."order" where domain = $1 and customer_id = $2 and deleted_at is null order by id for update',
    [unit.domain, id],
  );
  return { customer, orders: rows.map((row) => row.doc) };
}

/** Asks the app for what it knows of a customer. */
export const requestCustomerData = async (unit: Unit, id: Id): Promise<void> => {
  const { customer, orders } = await takeWithOrders(unit, id);
  unit.emit('customers/data_request', 'compliance', id, { store: unit.store, customer, orderIds: orders.map((order) => order.id) });
};

/**
 * Erases a customer's personal data here, and asks the app to do the same. Orders stay, without the person. The real
 * platform waits days before it asks; the request goes out at once here.
 */
export const redactCustomer = async (unit: Unit, id: Id): Promise<void> => {
  const { customer, orders } = await takeWithOrders(unit, id);
  unit.emit('customers/redact', 'compliance', id, { store: unit.store, customer, orderIds: orders.map((order) => order.id) });
  const redacted = { state: 'REDACTED', optInLevel: null, updatedAt: unit.now } as const;
  await unit.save(customerRows, {
    ...customer,
    firstName: null,
    lastName: null,
    email: null,
    phone: null,
    note: null,
    tags: [],
    addresses: [],
    defaultAddressId: null,
    verifiedEmail: false,
    state: 'DISABLED',
    emailConsent: redacted,
    smsConsent: redacted,
    updatedAt: unit.now,
  });
  for (const order of orders) {
    await unit.save(orderRows, {
      ...order,
      email: null,
      phone: null,
      note: null,
      shippingAddress: placeOnly(order.shippingAddress),
      billingAddress: placeOnly(order.billingAddress),
      updatedAt: unit.now,
    });
  }
};

/** Country and province stay: taxes and statistics need them, and they point at nobody. */
const placeOnly = (address: Address | null): Address | null =>
  address && {
    ...address,
    firstName: null,
    lastName: null,
    company: null,
    address1: null,
    address2: null,
    city: null,
    zip: null,
    phone: null,
  };
