import { emailToken, type ContactAddress, type CustomerContact } from './model';
import { internationalPhone, normalizeWord, phoneCountry, phoneToken, wordsOf } from './search-tokens';

/** What two records of one person have in common, in clear: only ever stored as keyed hashes. */
export interface IdentityKey {
  kind: 'same_email' | 'same_mailbox' | 'same_phone' | 'name_and_address' | 'name_and_phone_end';
  text: string;
}

/** How many digits at the end of a number stay the same however it is written. */
const PHONE_END = 7;
/** Providers that deliver to one mailbox whatever dots stand in the name. */
const DOTLESS = new Set(['gmail.com', 'googlemail.com']);

/** By what this person can be known again under another record. */
export function identityKeys(contact: CustomerContact, shopCountry: string | null): IdentityKey[] {
  const country = phoneCountry(contact, shopCountry);
  const phones = [...contact.phones, ...contact.addresses.flatMap((address) => address.phone ?? [])];
  const name = nameKey(contact.firstName, contact.lastName);
  const keys: IdentityKey[] = [
    ...contact.emails.flatMap((email): IdentityKey[] => [
      { kind: 'same_email', text: emailToken(email) },
      ...mailboxOf(email).map((mailbox): IdentityKey => ({ kind: 'same_mailbox', text: `mb:${mailbox}` })),
    ]),
    ...phones.flatMap((phone): IdentityKey[] => {
      const number = internationalPhone(phone, country);
      return number === null ? [] : [{ kind: 'same_phone', text: phoneToken(number) }];
    }),
  ];
  if (name !== null) {
    for (const phone of phones) {
      const digits = phone.normalize('NFKC').replace(/\D/g, '');
      if (digits.length >= PHONE_END) keys.push({ kind: 'name_and_phone_end', text: `np:${name}|${digits.slice(-PHONE_END)}` });
    }
    for (const address of contact.addresses) {
      const place = placeKey(address);
      if (place !== null) keys.push({ kind: 'name_and_address', text: `na:${name}|${place}` });
    }
  }
  return [...new Map(keys.map((key) => [key.text, key])).values()];
}

/** The mailbox behind an address: without a tag after `+`, and without dots where they do not count. */
function mailboxOf(email: string): string[] {
  const [local = '', domain = ''] = email.normalize('NFKC').trim().toLowerCase().split('@');
  const [base = ''] = local.split('+');
  const box = DOTLESS.has(domain) ? base.replaceAll('.', '') : base;
  return box && domain ? [`${box}@${domain === 'googlemail.com' ? 'gmail.com' : domain}`] : [];
}

/** The same for either order of the names and any spelling of accents; `null` for a name that says too little. */
function nameKey(firstName: string | null, lastName: string | null): string | null {
  const words = wordsOf(`${firstName ?? ''} ${lastName ?? ''}`).sort();
  const letters = words.reduce((sum, word) => sum + Array.from(word).length, 0);
  // Two letters are a whole name in Chinese; elsewhere a single word is shared by thousands.
  const isEnough = words.length >= 2 || (letters >= 2 && /\p{Script=Han}|\p{Script=Hangul}/u.test(words.join('')));
  return isEnough ? foldHan(words) : null;
}

/** Written together or apart, 李 雷 is one name. */
const foldHan = (words: string[]): string =>
  words.every((word) => /^[\p{Script=Han}\p{Script=Hangul}]+$/u.test(word)) ? Array.from(words.join('')).sort().join('') : words.join(' ');

function placeKey(address: ContactAddress): string | null {
  const street = wordsOf(`${address.address1 ?? ''} ${address.address2 ?? ''}`).join('');
  const place = normalizeWord(address.zip ?? address.city ?? '').replace(/[^\p{L}\p{N}]/gu, '');
  return street && place ? `${address.countryCode ?? ''}|${place}|${street}` : null;
}
