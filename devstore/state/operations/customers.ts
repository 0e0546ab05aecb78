import type { Address, Consent, Customer } from '../model.ts';
import type { CreditMovement } from '../model/promotion.ts';
import type { Id } from '../model/values.ts';
import { StoreError } from '../errors.ts';
import { findCustomerByEmail, findCustomerByPhone, getCustomer } from '../read.ts';
import { customerRows } from '../rows.ts';
import type { StoreOperations } from '../operations.ts';
import type { Unit } from '../unit.ts';
import { cleanTags } from './tags.ts';

const noConsent: Consent = { state: 'NOT_SUBSCRIBED', optInLevel: 'SINGLE_OPT_IN', updatedAt: null };

/** The customer, locked until the operation ends. @throws StoreError when there is none, or it was merged away */
export async function takeCustomer(unit: Unit, id: Id): Promise<Customer> {
  const customer = await getCustomer(unit.client, unit.domain, id, { lock: true });
  if (!customer || customer.mergedInto) throw new StoreError('Customer does not exist.', 'id');
  return customer;
}

/** Writes a changed customer and emits `customers/update`. */
export async function saveCustomer(unit: Unit, changed: Customer): Promise<Customer> {
  const customer = { ...changed, updatedAt: unit.now };
  await unit.save(customerRows, customer);
  unit.emit('customers/update', 'customer', customer.id, { customer });
  return customer;
}

/** Makes sure that no two operations give out the same address or number at the same time, and that nobody has it yet. */
async function claimContact(unit: Unit, contact: { email: string | null; phone: string | null }, own: Id | null): Promise<void> {
  for (const value of [contact.email, contact.phone]) {
    if (value) await unit.client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${unit.domain} ${value.toLowerCase()}`]);
  }
  const byEmail = contact.email ? await findCustomerByEmail(unit.client, unit.domain, contact.email) : null;
  if (byEmail && byEmail.id !== own) throw new StoreError('Email has already been taken.', 'email');
  const byPhone = contact.phone ? await findCustomerByPhone(unit.client, unit.domain, contact.phone) : null;
  if (byPhone && byPhone.id !== own) throw new StoreError('Phone has already been taken.', 'phone');
}

function checkContact(contact: { email: string | null; phone: string | null }): void {
  if (contact.email !== null && !/^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(contact.email)) throw new StoreError('Email is invalid.', 'email');
  if (contact.phone !== null && !/^\+?[\d\s().-]{5,24}$/.test(contact.phone)) throw new StoreError('Phone is invalid.', 'phone');
}
const text = (value: string | null | undefined) => value?.trim() || null;

export const createCustomer = async (unit: Unit, input: Parameters<StoreOperations['createCustomer']>[0]): Promise<Customer> => {
  const contact = { email: text(input.email), phone: text(input.phone) };
  const [firstName, lastName] = [text(input.firstName), text(input.lastName)];
  if (!contact.email && !contact.phone && !firstName && !lastName) throw new StoreError('A name, phone number, or email address must be present.');
  checkContact(contact);
  await claimContact(unit, contact, null);
  return insertCustomer(unit, { ...input, ...contact, firstName, lastName });
};

async function insertCustomer(unit: Unit, input: Parameters<StoreOperations['createCustomer']>[0]): Promise<Customer> {
  const addresses = await withIds(unit, input.addresses ?? []);
  const tags = cleanTags(input.tags ?? []);
  const customer: Customer = {
    id: await unit.id(),
    createdAt: unit.now,
    updatedAt: unit.now,
    firstName: input.firstName ?? null,
    lastName: input.lastName ?? null,
    email: input.email ?? null,
    phone: input.phone ?? null,
    verifiedEmail: Boolean(input.email),
    state: 'DISABLED',
    locale: input.locale ?? unit.store.locale,
    tags,
    note: input.note ?? null,
    taxExempt: false,
    addresses,
    defaultAddressId: addresses[0]?.id ?? null,
    emailConsent: input.acceptsMarketing && input.email ? { state: 'SUBSCRIBED', optInLevel: 'SINGLE_OPT_IN', updatedAt: unit.now } : noConsent,
    smsConsent: noConsent,
    ordersCount: 0,
    amountSpent: 0,
    lastOrderId: null,
    storeCredit: 0,
    mergedInto: null,
  };
  await unit.save(customerRows, customer);
  unit.emit('customers/create', 'customer', customer.id, { customer });
  if (customer.emailConsent.state === 'SUBSCRIBED') unit.emit('customers_email_marketing_consent/update', 'customer', customer.id, { customer });
  if (tags.length > 0) unit.emit('customer.tags_added', 'customer', customer.id, { customerId: customer.id, tags });
  return customer;
}

/** The customer of that e-mail, or a new one without an account: what a checkout leaves behind for a guest. */
export async function findOrCreateByEmail(
  unit: Unit,
  email: string,
  details: { phone?: string | null; locale?: string; address?: Omit<Address, 'id'> | null },
): Promise<Customer> {
  const contact = { email: email.trim(), phone: null };
  checkContact(contact);
  await unit.client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${unit.domain} ${contact.email.toLowerCase()}`]);
  const known = await findCustomerByEmail(unit.client, unit.domain, contact.email, { lock: true });
  if (known) return known;
  const { address } = details;
  return insertCustomer(unit, {
    email: contact.email,
    firstName: address?.firstName,
    lastName: address?.lastName,
    addresses: address ? [address] : [],
    locale: details.locale,
  });
}

export const updateCustomer = async (unit: Unit, id: Id, changes: Parameters<StoreOperations['updateCustomer']>[1]): Promise<Customer> => {
  const before = await takeCustomer(unit, id);
  const changed = { ...before, ...changes };
  if ('email' in changes) changed.email = text(changes.email);
  if ('phone' in changes) changed.phone = text(changes.phone);
  if (changed.email !== before.email || changed.phone !== before.phone) {
    checkContact(changed);
    await claimContact(unit, changed, id);
  }
  const customer = await saveCustomer(unit, changed);
  if (customer.state !== before.state && customer.state === 'ENABLED') unit.emit('customers/enable', 'customer', id, { customer });
  if (customer.state !== before.state && customer.state === 'DISABLED') unit.emit('customers/disable', 'customer', id, { customer });
  return customer;
};

const withIds = async (unit: Unit, addresses: Omit<Address, 'id'>[]): Promise<Address[]> => {
  const ids = await unit.ids(addresses.length);
  return addresses.map((address, index) => ({ ...address, id: ids[index] ?? '' }));
};

export const setAddresses = async (unit: Unit, id: Id, addresses: Omit<Address, 'id'>[], defaultIndex: number): Promise<Customer> => {
  const customer = await takeCustomer(unit, id);
  const next = await withIds(unit, addresses);
  if (next.length > 0 && !next[defaultIndex]) throw new StoreError('The default address is none of the addresses.', 'defaultIndex');
  return saveCustomer(unit, { ...customer, addresses: next, defaultAddressId: next[defaultIndex]?.id ?? null });
};

export const deleteCustomer = async (unit: Unit, id: Id): Promise<void> => {
  const customer = await takeCustomer(unit, id);
  const { rowCount } = await unit.client.query('select 1 from devstore."order" where domain = $1 and customer_id = $2 and deleted_at is null limit 1', [
    unit.domain,
    customer.id,
  ]);
  if (rowCount) throw new StoreError('Customer can’t be deleted because they have associated orders.', 'id');
  await unit.client.query('update devstore.customer set deleted_at = $3, updated_at = $3 where domain = $1 and id = $2', [unit.domain, id, unit.now]);
  unit.emit('customers/delete', 'customer', id, { id });
};

/** Adds to (or with a negative amount takes from) a customer's store credit. @throws StoreError when it would fall below zero */
export const adjustStoreCredit = async (
  unit: Unit,
  id: Id,
  amount: number,
  { event = 'ADJUSTMENT', expiresAt = null }: { event?: CreditMovement['event'] | undefined; expiresAt?: string | null | undefined } = {},
): Promise<CreditMovement> => {
  const customer = await takeCustomer(unit, id);
  if (!Number.isSafeInteger(amount) || amount === 0) throw new StoreError('The amount must be a whole number of minor units, other than zero.', 'amount');
  if (customer.storeCredit + amount < 0) throw new StoreError('Insufficient funds in the store credit account.', 'amount');
  const balance = customer.storeCredit + amount;
  await saveCustomer(unit, { ...customer, storeCredit: balance });
  const movement: CreditMovement = { id: await unit.id(), customerId: id, amount, balance, createdAt: unit.now, expiresAt, event };
  await unit.client.query('insert into devstore.credit_movement (domain, id, customer_id, doc) values ($1, $2, $3, $4)', [
    unit.domain,
    movement.id,
    id,
    JSON.stringify(movement),
  ]);
  return movement;
};
