import type { CustomerContact } from '../customers/model';
import type { AddressDraft, PersonDraft } from './person-row';

const toAddress = (draft: AddressDraft): CustomerContact['addresses'][number] => ({ name: null, phone: null, isDefault: true, ...draft });

/** Who a row says that somebody is. */
export function contactOf(person: PersonDraft): CustomerContact {
  return {
    firstName: person.firstName,
    lastName: person.lastName,
    emails: person.email ? [person.email] : [],
    phones: person.phone ? [person.phone] : [],
    addresses: person.address ? [toAddress(person.address)] : [],
    note: person.note,
  };
}

/** What is known of somebody together with what a row says: the row wins, or only fills what is blank. */
export function mergeContact(known: CustomerContact, person: PersonDraft, rowWins: boolean): CustomerContact {
  const told = contactOf(person);
  const named = told.firstName !== null || told.lastName !== null;
  const isNameless = known.firstName === null && known.lastName === null;
  const name = named && (rowWins || isNameless) ? told : known;
  const together = (one: string[], other: string[]) => [...new Set(rowWins ? [...one, ...other] : [...other, ...one])];
  return {
    firstName: name.firstName,
    lastName: name.lastName,
    emails: together(told.emails, known.emails),
    phones: together(told.phones, known.phones),
    addresses: told.addresses.length > 0 && (rowWins || known.addresses.length === 0) ? told.addresses : known.addresses,
    note: rowWins ? (told.note ?? known.note) : (known.note ?? told.note),
  };
}

/** Two rows about one person: the later fills what the earlier left blank. */
export function mergePeople(earlier: PersonDraft, later: PersonDraft): PersonDraft {
  return {
    ...earlier,
    email: earlier.email ?? later.email,
    phone: earlier.phone ?? later.phone,
    firstName: earlier.firstName ?? (earlier.lastName === null ? later.firstName : null),
    lastName: earlier.lastName ?? (earlier.firstName === null ? later.lastName : null),
    address: earlier.address ?? later.address,
    tags: [...new Set([...earlier.tags, ...later.tags])],
    note: earlier.note ?? later.note,
    joinedAt: earlier.joinedAt ?? later.joinedAt,
    emailConsent: earlier.emailConsent ?? later.emailConsent,
    smsConsent: earlier.smsConsent ?? later.smsConsent,
  };
}
