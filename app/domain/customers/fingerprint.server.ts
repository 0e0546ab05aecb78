import type { KeyObject } from 'node:crypto';
import { blindToken } from '~/db/vault/envelope';
import type { ContactAddress, CustomerContact, CustomerSnapshot } from './model';

/**
 * Hash of what every source tells of a person; without the shop's key nobody can guess with it. The same for the same person, in whatever
 * order a source lists fields and addresses. `null` when the source does not say who it is.
 */
export function customerFingerprint({ state, verifiedEmail, taxExempt, contact }: CustomerSnapshot, index: KeyObject): bigint | null {
  return contact ? blindToken(index, JSON.stringify(['customer', state, verifiedEmail, taxExempt, told(contact)])) : null;
}

function told({ firstName, lastName, emails, phones, addresses, note }: CustomerContact): unknown[] {
  return [firstName, lastName, [...emails].sort(), [...phones].sort(), addresses.map(addressText).sort(), note];
}

function addressText({ name, company, address1, address2, city, province, zip, countryCode, phone, isDefault }: ContactAddress): string {
  return JSON.stringify([name, company, address1, address2, city, province, zip, countryCode, phone, isDefault]);
}
