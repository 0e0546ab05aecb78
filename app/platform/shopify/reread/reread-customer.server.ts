import { applyCustomers } from '~/domain/customers/index.server';
import { gid } from '~/domain/shared/ids';
import { adminClient, type AdminClient } from '../admin/index.server';
import { ReadCustomerDocument } from '../graphql/generated/documents';
import { customerFromAdmin } from '../mapping/customer-from-admin';

/**
 * Reads a customer from the store as it is now, and stores it. Nothing happens where the store does not show it (see
 * rereadOrder). @returns the id of whom the store shows: another one after a merge.
 */
export async function rereadCustomer(
  shopId: bigint,
  customerId: bigint,
  admin: AdminClient = adminClient(shopId, { priority: 'background' }),
): Promise<bigint | null> {
  const { customer } = await admin.query(ReadCustomerDocument, { id: gid('Customer', customerId) });
  if (!customer) return null;
  const snapshot = customerFromAdmin(customer);
  // The store answers for a merged customer with the one it was merged into; that merge has a webhook of its own.
  if (snapshot.id === customerId) await applyCustomers(shopId, [snapshot], undefined, { authoritative: true });
  return snapshot.id;
}
