import { NOBODY, type CustomerBrief, type CustomerContact } from './model';

const HAN_OR_HANGUL = /^[\p{Script=Han}\p{Script=Hangul}·\s]+$/u;

/** A name as its bearer writes it: family name first and unspaced where both parts are Chinese or Korean. */
export function displayName(firstName: string | null, lastName: string | null): string | null {
  const first = firstName?.trim() ?? '';
  const last = lastName?.trim() ?? '';
  if (first && last && HAN_OR_HANGUL.test(first + last)) return last + first;
  return [first, last].filter(Boolean).join(' ') || null;
}

export function briefOf(contact: CustomerContact | undefined | null): CustomerBrief {
  if (!contact) return NOBODY;
  return { name: displayName(contact.firstName, contact.lastName), email: contact.emails[0] ?? null, phone: contact.phones[0] ?? null };
}
