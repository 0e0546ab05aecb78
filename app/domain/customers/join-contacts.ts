import type { ContactAddress, CustomerContact } from './model';

/** One contact out of several of one person, the first the one they go by: nothing that the others know is lost. */
export function joinContacts(contacts: readonly CustomerContact[]): CustomerContact | null {
  const [first, ...others] = contacts;
  if (!first || others.length === 0) return first ?? null;
  const named = contacts.find((contact) => contact.firstName ?? contact.lastName) ?? first;
  const notes = contacts.flatMap((contact) => contact.note ?? []);
  const hasDefault = first.addresses.some((address) => address.isDefault);
  return {
    firstName: named.firstName,
    lastName: named.lastName,
    emails: unique(
      contacts.flatMap((contact) => contact.emails),
      (email) => email.trim().toLowerCase(),
    ),
    phones: unique(
      contacts.flatMap((contact) => contact.phones),
      (phone) => phone.replace(/[^\d+]/g, ''),
    ),
    addresses: unique(
      [...first.addresses, ...others.flatMap((contact) => contact.addresses.map((address) => ({ ...address, isDefault: address.isDefault && !hasDefault })))],
      sameAddress,
    ),
    note: notes.length > 0 ? [...new Set(notes)].join('\n\n') : null,
  };
}

const sameAddress = ({ isDefault: _default, ...address }: ContactAddress): string => JSON.stringify(Object.entries(address).sort());

function unique<T>(values: readonly T[], keyOf: (value: T) => string): T[] {
  const seen = new Map<string, T>();
  for (const value of values) if (!seen.has(keyOf(value))) seen.set(keyOf(value), value);
  return [...seen.values()];
}
