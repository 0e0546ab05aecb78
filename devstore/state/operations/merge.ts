import { StoreError } from '../errors.ts';
import type { Customer } from '../model.ts';
import type { Id } from '../model/values.ts';
import { customerRows } from '../rows.ts';
import type { Unit } from '../unit.ts';
import { saveCustomer, takeCustomer } from './customers.ts';
import { findLastOrder } from './save-order.ts';
import { cleanTags } from './tags.ts';

/**
 * Merges one customer into another: orders, gift cards, credit, tags, addresses and notes move. The merged one's
 * document stays, pointing at the other. The orders that moved are updated without an event each, as in the real
 * merge, which may move thousands.
 */
export const mergeCustomers = async (unit: Unit, fromId: Id, intoId: Id): Promise<Customer> => {
  if (fromId === intoId) throw new StoreError('A customer cannot be merged with itself.', 'customerTwoId');
  // Locked in the order of ids, so that two merges of the same pair cannot wait for each other.
  const taken = new Map<Id, Customer>();
  for (const id of [fromId, intoId].sort()) taken.set(id, await takeCustomer(unit, id));
  const [from, into] = [taken.get(fromId), taken.get(intoId)];
  if (!from || !into) throw new StoreError('Customer does not exist.', 'id');

  await moveBelongings(unit, fromId, intoId);
  const addedTags = cleanTags([...into.tags, ...from.tags]).slice(into.tags.length);
  const kept = await saveCustomer(unit, {
    ...combine(into, from),
    tags: [...into.tags, ...addedTags],
    lastOrderId: await findLastOrder(unit, intoId),
  });
  await unit.save(customerRows, { ...from, mergedInto: intoId, ordersCount: 0, amountSpent: 0, lastOrderId: null, storeCredit: 0, updatedAt: unit.now });
  unit.emit('customers/merge', 'customer', intoId, { keptId: intoId, deletedId: fromId });
  if (from.ordersCount > 0) unit.emit('customers/purchasing_summary', 'customer', intoId, { customer: kept });
  if (addedTags.length > 0) unit.emit('customer.tags_added', 'customer', intoId, { customerId: intoId, tags: addedTags });
  return kept;
};

function combine(into: Customer, from: Customer): Customer {
  const addresses = [...into.addresses, ...from.addresses];
  return {
    ...into,
    firstName: into.firstName ?? from.firstName,
    lastName: into.lastName ?? from.lastName,
    email: into.email ?? from.email,
    phone: into.phone ?? from.phone,
    verifiedEmail: into.email ? into.verifiedEmail : from.verifiedEmail,
    emailConsent: into.email ? into.emailConsent : from.emailConsent,
    smsConsent: into.phone ? into.smsConsent : from.smsConsent,
    note: [into.note, from.note].filter(Boolean).join('\n') || null,
    addresses,
    defaultAddressId: into.defaultAddressId ?? from.defaultAddressId,
    ordersCount: into.ordersCount + from.ordersCount,
    amountSpent: into.amountSpent + from.amountSpent,
    storeCredit: into.storeCredit + from.storeCredit,
  };
}

async function moveBelongings({ client, domain, now }: Unit, fromId: Id, intoId: Id): Promise<void> {
  const owner = JSON.stringify({ customerId: intoId });
  await client.query(
    `update devstore."order" set customer_id = $3, updated_at = $4, doc = doc || $5::jsonb || jsonb_build_object('updatedAt', $6::text)
     where domain = $1 and customer_id = $2`,
    [domain, fromId, intoId, now, owner, now],
  );
  await client.query(`update devstore.gift_card set doc = doc || $3::jsonb where domain = $1 and doc->>'customerId' = $2`, [domain, fromId, owner]);
  await client.query(`update devstore.draft_order set doc = doc || $3::jsonb where domain = $1 and doc->>'customerId' = $2`, [domain, fromId, owner]);
  await client.query('update devstore.discount_use set customer_id = $3 where domain = $1 and customer_id = $2', [domain, fromId, intoId]);
}
