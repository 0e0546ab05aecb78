import type { CustomerContact } from '../customers/model';

/** Somebody, by everything that names them. */
export interface Whom {
  /** Their number and those of their orders. */
  ids: readonly bigint[];
  contact: CustomerContact | null;
}

const DIGITS_MIN = 7;

/**
 * Does a body name this person? By number, by e-mail or by phone. Rather one too many: what is destroyed in error is read
 * again from the store, what is kept in error stays a secret told.
 */
export function mentions(body: string, { ids, contact }: Whom): boolean {
  if (ids.some((id) => new RegExp(`(?<!\\d)${id}(?!\\d)`).test(body))) return true;
  if (!contact) return false;
  const lower = body.toLowerCase();
  if (contact.emails.some((email) => lower.includes(email.toLowerCase()))) return true;
  const phones = contact.phones.map((phone) => phone.replace(/\D/g, '')).filter((digits) => digits.length >= DIGITS_MIN);
  const digitsOnly = body.replace(/[\s().-]/g, '');
  return phones.some((digits) => digitsOnly.includes(digits));
}

/**
 * Does a stretch of a merchant's own file name this person: as {@link mentions} has it, or by first and last name in one line?
 * One name alone is too common to go by, unless nothing else is known of them.
 */
export function mentionedInFile(text: string, whom: Whom): boolean {
  if (mentions(text, whom)) return true;
  const { contact } = whom;
  const parts = [contact?.firstName, contact?.lastName].flatMap((part) => part?.trim().toLowerCase() || []);
  if (!contact || parts.length === 0 || (parts.length === 1 && contact.emails.length + contact.phones.length > 0)) return false;
  return text
    .toLowerCase()
    .split(/[\r\n]/)
    .some((line) => parts.every((part) => line.includes(part)));
}

/** Orders that a webhook's body speaks of, by number. */
export function ordersIn(body: string): bigint[] {
  const found = [...body.matchAll(/gid:\/\/shopify\/Order\/(\d{1,18})(?!\d)|"order_id"\s*:\s*(\d{1,18})(?!\d)/g)];
  return [...new Set(found.map(([, gid, plain]) => BigInt(gid ?? plain ?? 0)))];
}
