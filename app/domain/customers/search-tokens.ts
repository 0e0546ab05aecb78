import parsePhoneNumber, { isSupportedCountry } from 'libphonenumber-js/min';
import { emailToken, type CustomerContact } from './model';

const PREFIX_MIN = 2;
const PREFIX_MAX = 10;
const LOCAL_MIN = 3;
const PHONE_MIN = 5;
const PHONE_MAX = 15;
const TOKENS_MAX = 400;
const ASCII = /^[\x20-\x7e]*$/;
const PAIRS = /[\ud800-\udfff]/;
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** One spelling for what people type in several: width, case and accents do not matter. */
export function normalizeWord(text: string): string {
  // Of plain letters there is one spelling.
  if (ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC');
}

export function wordsOf(text: string): string[] {
  return normalizeWord(text)
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter(Boolean);
}

const letters = (word: string): string[] => Array.from(word);

function prefixes(word: string, min: number, max: number): string[] {
  // Only letters outside the basic plane take two places in a text.
  const all = PAIRS.test(word) ? letters(word) : word;
  const from = Math.min(min, all.length);
  return Array.from({ length: Math.max(0, Math.min(max, all.length) - from + 1) }, (_, index) => {
    const beginning = all.slice(0, from + index);
    return typeof beginning === 'string' ? beginning : beginning.join('');
  });
}

function nameTokens(contact: Pick<CustomerContact, 'firstName' | 'lastName'>): string[] {
  const first = wordsOf(contact.firstName ?? '');
  const last = wordsOf(contact.lastName ?? '');
  const tokens = [...first, ...last].flatMap((word) => prefixes(word, PREFIX_MIN, PREFIX_MAX));
  const joined = [...last, ...first].join('');
  if (CJK.test(joined)) {
    // Written without a space, the family name first or, as stores often have it, last.
    tokens.push(
      ...prefixes(joined, 1, PREFIX_MAX),
      ...prefixes([...first, ...last].join(''), 1, PREFIX_MAX),
      ...letters(joined).filter((letter) => CJK.test(letter)),
    );
  }
  return tokens.map((word) => `w:${word}`);
}

function emailTokens(email: string): string[] {
  const [local = '', domain] = email.normalize('NFKC').trim().toLowerCase().split('@');
  const starts = [normalizeWord(local), ...wordsOf(local)].flatMap((word) => prefixes(word, LOCAL_MIN, PREFIX_MAX));
  return [emailToken(email), ...(domain ? [`d:${domain}`] : []), ...starts.map((word) => `w:${word}`)];
}

const digitsOf = (text: string): string => text.normalize('NFKC').replace(/\D/g, '');

function phoneTokens(phone: string, country: string | null): string[] {
  const parsed = parsePhoneNumber(phone, country && isSupportedCountry(country) ? country : undefined);
  const numbers = parsed ? [digitsOf(parsed.number), parsed.nationalNumber] : [digitsOf(phone).replace(/^0+/, '')];
  const longest = numbers[0] ?? '';
  if (longest.length < 4) return [];
  return [`p4:${longest.slice(-4)}`, ...numbers.flatMap((number) => prefixes(number, PHONE_MIN, PHONE_MAX)).map((start) => `p:${start}`)];
}

/** Where a number of this person is from that does not say so itself: their own country, else the shop's. */
export const phoneCountry = (contact: Pick<CustomerContact, 'addresses'>, shopCountry: string | null): string | null =>
  contact.addresses.find((address) => address.isDefault)?.countryCode ?? contact.addresses[0]?.countryCode ?? shopCountry;

/** The number as the world dials it, E.164; `null` for what no country could dial. */
export function internationalPhone(phone: string, country: string | null): string | null {
  const parsed = parsePhoneNumber(phone.normalize('NFKC'), country && isSupportedCountry(country) ? country : undefined);
  return parsed?.isPossible() ? parsed.number : null;
}

/** What the blind index of a telephone number is made of. @param phone E.164 */
export const phoneToken = (phone: string): string => `p:${digitsOf(phone).slice(0, PHONE_MAX)}`;

/** What a person can be found by, in clear: only ever stored as keyed hashes. */
export function contactTokens(contact: CustomerContact, shopCountry: string | null = null): string[] {
  const country = phoneCountry(contact, shopCountry);
  const phones = new Set([...contact.phones, ...contact.addresses.flatMap((address) => address.phone ?? [])]);
  const tokens = [...nameTokens(contact), ...contact.emails.flatMap(emailTokens), ...[...phones].flatMap((phone) => phoneTokens(phone, country))];
  return [...new Set(tokens)].slice(0, TOKENS_MAX);
}

function phoneQuery(text: string): string[] {
  const digits = digitsOf(text).replace(/^0+/, '');
  if (digits.length === 4) return [`p4:${digits}`];
  return digits.length >= PHONE_MIN ? [`p:${digits.slice(0, PHONE_MAX)}`] : [];
}

function emailQuery(text: string): string[] {
  const [local = '', domain = ''] = text.split('@');
  if (!local) return domain ? [`d:${domain}`] : [];
  if (domain.includes('.')) return [emailToken(text)];
  return letters(normalizeWord(local)).length >= LOCAL_MIN ? [`w:${letters(normalizeWord(local)).slice(0, PREFIX_MAX).join('')}`] : [];
}

const wordQuery = (text: string): string[] =>
  wordsOf(text)
    .filter((word) => letters(word).length >= PREFIX_MIN || CJK.test(word))
    .map((word) => `w:${letters(word).slice(0, PREFIX_MAX).join('')}`);

/** Tokens that a person must have, all of them, to answer to what was typed: a phone number, e-mail addresses, words. Empty when nothing can be looked for. */
export function queryTokens(text: string): string[] {
  const query = text.normalize('NFKC').trim().toLowerCase();
  if (/^[+\d\s().-]+$/.test(query)) return phoneQuery(query);
  const tokens = query.split(/\s+/).flatMap((part) => {
    if (part.includes('@')) return emailQuery(part);
    return /^\+?\d[\d().-]{3,}$/.test(part) ? phoneQuery(part) : wordQuery(part);
  });
  return [...new Set(tokens)];
}
