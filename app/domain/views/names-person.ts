import type { CustomerContact } from '../customers/model';

const WIDE = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u;
/** A shorter beginning of a name is the beginning of too many others. */
const BEGINNING_MIN = 5;
const DIGITS_MIN = 5;

const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFC').toLowerCase();
const wordsOf = (text: string) =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
const digitsOf = (text: string) => text.normalize('NFKC').replace(/\D/g, '').replace(/^0+/, '');

/** Does a text that somebody typed, such as a search, name this person: by name, e-mail or phone, whole or as a long beginning? */
export function namesPerson(text: string, contact: Pick<CustomerContact, 'firstName' | 'lastName' | 'emails' | 'phones'>): boolean {
  const words = wordsOf(text);
  const names = [contact.firstName, contact.lastName].flatMap((name) => wordsOf(name ?? ''));
  const locals = contact.emails.flatMap((email) => wordsOf(email.split('@')[0] ?? ''));
  if (contact.emails.some((email) => fold(text).includes(fold(email)))) return true;
  if (words.some((word) => [...names, ...locals].some((name) => isNamed(word, name)))) return true;
  const digits = digitsOf(text);
  return (
    digits.length >= DIGITS_MIN &&
    contact.phones.map(digitsOf).some((phone) => phone.includes(digits) || (phone.length >= DIGITS_MIN && digits.includes(phone)))
  );
}

function isNamed(word: string, name: string): boolean {
  if (WIDE.test(name)) return word.includes(name);
  return word === name || (word.length >= BEGINNING_MIN && name.startsWith(word));
}
