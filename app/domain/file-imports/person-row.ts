import parsePhoneNumber, { isSupportedCountry } from 'libphonenumber-js/min';
import { z } from 'zod';
import { countryCode } from './countries';
import type { Cells } from './row-cells';

/** A person as a row tells of them. */
export interface PersonDraft {
  line: number;
  /** Their number in the system that the file comes from. */
  number: string | null;
  email: string | null;
  /** E.164 */
  phone: string | null;
  firstName: string | null;
  lastName: string | null;
  address: AddressDraft | null;
  tags: string[];
  note: string | null;
  joinedAt: Date | null;
  emailConsent: boolean | null;
  smsConsent: boolean | null;
}
export interface AddressDraft {
  company: string | null;
  address1: string | null;
  address2: string | null;
  city: string | null;
  province: string | null;
  zip: string | null;
  countryCode: string | null;
}

const NOTE_MAX = 5000;
const TAGS_MAX = 250;
const YES = new Set(['yes', 'y', 'true', '1', 'subscribed', 'opted in', 'x', '是', '有', '已订阅', '同意', '接受']);
const NO = new Set(['no', 'n', 'false', '0', 'unsubscribed', 'not subscribed', 'not_subscribed', 'opted out', '-', '否', '无', '未订阅', '不同意', '拒绝']);
const address = z.email();

/** @returns `null` when the row names nobody. Faults stand in the cells' errors. */
export function readPerson(cells: Cells, region: string): PersonDraft | null {
  const names = readNames(cells);
  const person: PersonDraft = {
    line: cells.line,
    number: cells.text('customerNumber'),
    email: readEmail(cells),
    phone: readPhone(cells, region),
    ...names,
    address: readAddress(cells),
    tags: readTags(cells),
    note: cells.text('note', NOTE_MAX),
    joinedAt: cells.date('joinedAt'),
    emailConsent: readConsent(cells, 'emailConsent'),
    smsConsent: readConsent(cells, 'smsConsent'),
  };
  return (person.number ?? person.email ?? person.phone ?? person.firstName ?? person.lastName) ? person : null;
}

function readNames(cells: Cells) {
  const [firstName, lastName] = [cells.text('firstName'), cells.text('lastName')];
  const name = cells.text('name')?.normalize('NFC') ?? null;
  if (firstName || lastName || !name) return { firstName, lastName };
  const space = name.lastIndexOf(' ');
  // A name without a space is not taken apart: where its family name ends is not written.
  return space === -1 ? { firstName: name, lastName: null } : { firstName: name.slice(0, space).trim(), lastName: name.slice(space + 1) };
}

export function readEmail(cells: Cells): string | null {
  const text = cells
    .text('email')
    ?.normalize('NFKC')
    .replace(/^mailto:/i, '');
  if (!text) return null;
  return address.safeParse(text).success ? text.toLowerCase() : cells.fail('email', 'email_invalid');
}

export function readPhone(cells: Cells, region: string): string | null {
  // A spreadsheet's sign for "this is text" stands before many a number.
  const text = cells.text('phone')?.normalize('NFKC').replace(/^'/, '');
  if (!text) return null;
  const parsed = parsePhoneNumber(text, isSupportedCountry(region) ? region : undefined);
  return parsed?.isPossible() ? parsed.number : cells.fail('phone', 'phone_invalid');
}

function readAddress(cells: Cells): AddressDraft | null {
  const country = cells.text('country');
  const draft: AddressDraft = {
    company: cells.text('company'),
    address1: cells.text('address1'),
    address2: cells.text('address2'),
    city: cells.text('city'),
    province: cells.text('province'),
    zip: cells.text('zip'),
    countryCode: country === null ? null : (countryCode(country) ?? cells.fail('country', 'country_unknown')),
  };
  return Object.values(draft).some((value) => value !== null) ? draft : null;
}

function readTags(cells: Cells): string[] {
  const text = cells.text('tags', NOTE_MAX);
  const tags = (text ?? '').split(/[,，;；、|]/).map((tag) => tag.trim());
  return [...new Set(tags.filter((tag) => tag !== '' && tag.length <= 255))].slice(0, TAGS_MAX);
}

function readConsent(cells: Cells, field: 'emailConsent' | 'smsConsent'): boolean | null {
  const text = cells.text(field)?.normalize('NFKC').toLowerCase();
  if (!text) return null;
  if (YES.has(text)) return true;
  return NO.has(text) ? false : cells.fail(field, 'consent_unclear');
}
